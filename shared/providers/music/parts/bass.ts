import { eighthsOf, timeOf } from '#shared/providers/music/form.ts';
import { scalePitch } from '#shared/providers/music/harmony.ts';
import { human, type Part, type PartContext, presence } from '#shared/providers/music/parts/context.ts';
import { oneOf } from '#shared/scenes/seeded.ts';

/** Between E1 and E♭2: lower is not heard on small speakers, higher is no bass. */
const LOWEST = 29;

/** The octave of a pitch that a bass plays. */
export function bassPitch(pitch: number): number {
  return LOWEST + ((((pitch - LOWEST) % 12) + 12) % 12);
}

/** Roots in a rhythm that changes from phrase to phrase, and a step towards the next chord at the end of one. */
export function bassPart({ style, key, random }: PartContext): Part {
  let line: readonly number[] = style.basslines[0] ?? [0];
  return (bar, next) => {
    if (bar.place === 0) line = oneOf(random, style.basslines);
    const loud = presence(bar.energy, 0.2, 0.5);
    const [walks, chance] = [random() < 0.4, random()];
    if (loud === 0) return [];
    const eighths = eighthsOf(bar);
    const onsets = (bar.energy < 0.4 || bar.breath || bar.closing ? [0] : line).filter((at) => at < eighths);
    const root = bassPitch(scalePitch(style.scale, key, bar.root));
    const notes = onsets.map((at, i) => {
      // A leap to the octave now and then lifts a line of one tone.
      const high = i > 1 && i === onsets.length - 1 && chance < 0.3 && line.length > 3;
      return { at, until: onsets[i + 1] ?? eighths, pitch: high ? root + 12 : root };
    });
    if (next && walks && bar.place === 3 && next.root !== bar.root && onsets.length > 1) {
      const last = notes.at(-1);
      const step = next.root > bar.root ? next.root - 1 : next.root + 1;
      if (last && last.at < eighths - 1) {
        last.until = eighths - 1;
        notes.push({
          at: eighths - 1,
          until: eighths,
          pitch: bassPitch(scalePitch(style.scale, key, step)),
        });
      }
    }
    return notes.map(({ at, until, pitch }, i) => ({
      instrument: style.bass,
      start: Math.max(0, timeOf(bar, at, style.swing) + human(random, 0.006)),
      length: (until - at) * (bar.beat / 2) * 0.93,
      pitch,
      level: (0.6 + 0.4 * loud) * style.levels.bass * (i === 0 ? 1 : 0.76),
      pan: 0,
    }));
  };
}

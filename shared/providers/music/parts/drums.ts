import type { Groove } from '#shared/providers/music/mood-style.ts';
import {
  human,
  type Part,
  type PartContext,
  presence,
  type VoicedBar,
} from '#shared/providers/music/parts/context.ts';
import type { DrumName } from '#shared/providers/music/sounds/instruments.ts';
import type { Note } from '#shared/providers/music/sounds/note.ts';

/** Levels of the marks of a groove. */
const STRENGTH: Record<string, number> = { X: 1, x: 0.78, '-': 0.4 };
/** Where each drum stands from left to right. */
const PAN: Partial<Record<DrumName, number>> = {
  shaker: 0.42,
  hat: -0.32,
  rim: -0.45,
  tick: 0.25,
  brush: 0.15,
  tom: -0.25,
};
/** Drums of a mood begin at this energy, and the fullest groove is reached at the other. */
const ENTRY = 0.36;
const FULL = 0.78;

/** The groove that the energy asks for, played by hand; fills before a new phrase, a swell and a low stroke at a chapter. */
export function drumsPart({ style, random }: PartContext): Part {
  return (bar, next) => {
    const notes = next?.lifted ? swellInto(next, style.levels.drums) : [];
    if (bar.lifted) notes.push(stroke('boom', bar.start, 0.8 * style.levels.drums, 0));
    const loud = presence(bar.energy, ENTRY - 0.1, FULL);
    if (bar.energy < ENTRY || style.grooves.length === 0) return notes;
    const grade = Math.floor(presence(bar.energy, ENTRY, FULL) * style.grooves.length);
    const groove = style.grooves[Math.min(style.grooves.length - 1, grade)] as Groove;
    const fills = bar.place === 3 && bar.phrase % 2 === 1 && !bar.closing;
    for (const [drum, pattern] of Object.entries(groove) as [DrumName, string][]) {
      for (let at = 0; at < bar.beats * 4; at++) {
        const late = human(random, 0.006);
        const touch = 0.85 + 0.15 * random();
        const chance = random();
        const written = STRENGTH[pattern[at % 16] ?? '.'] ?? 0;
        // A stroke is left out or slipped in now and then, never on a beat.
        const offBeat = at % 4 !== 0;
        const slipped = fills && at >= bar.beats * 4 - 4 && chance < 0.55 ? 0.5 : chance > 0.985 ? 0.3 : 0;
        const left = offBeat && chance < 0.05 ? 0 : written;
        const strength = left > 0 ? left : offBeat ? slipped : 0;
        if (strength === 0 || (bar.breath && at >= bar.beats * 2)) continue;
        const swung = at % 4 === 2 ? style.swing * 0.5 : at % 2 === 1 ? style.swing * 0.25 : 0;
        notes.push(
          stroke(
            drum,
            Math.max(0, bar.start + (at / 4 + swung) * bar.beat + late),
            (0.55 + 0.45 * loud) * style.levels.drums * strength * touch,
            PAN[drum] ?? 0,
          ),
        );
      }
    }
    return notes;
  };
}

/** A cymbal played backwards that ends where the chapter begins. */
function swellInto({ start }: VoicedBar, level: number): Note[] {
  return start > 2 ? [stroke('swell', start - 2, level, 0)] : [];
}

function stroke(instrument: DrumName, start: number, level: number, pan: number): Note {
  return { instrument, start, length: 3, pitch: 0, level, pan };
}

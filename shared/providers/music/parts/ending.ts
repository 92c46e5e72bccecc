import { scalePitch, triad, voiceChord } from '#shared/providers/music/harmony.ts';
import { bassPitch } from '#shared/providers/music/parts/bass.ts';
import { heard, type PartContext } from '#shared/providers/music/parts/context.ts';
import type { Note } from '#shared/providers/music/sounds/note.ts';

/** The last chord, struck at `home` and rung out by `end` (seconds): plain, for a chord without colour is at rest. */
export function writeEnding(
  { style, key }: PartContext,
  voicing: readonly number[],
  { home, end }: { home: number; end: number },
): Note[] {
  const { levels, scale } = style;
  const chord = voiceChord(triad(scale, key, 0), voicing, key + 5);
  const tail = end - home;
  const pads = chord.map((pitch, i): Note => {
    const level = Math.min(1.25, 1.1 * levels.pad);
    return { instrument: style.pad, start: home, length: tail * 0.6, pitch, level, pan: (i - 1) * 0.4 };
  });
  const rolled = chord.map((pitch, i): Note => {
    const start = home + i * Math.min(0.09, tail * 0.05);
    const level = 1.1 * levels.figure;
    return {
      instrument: style.figure,
      start,
      length: tail,
      pitch: heard(pitch + 12),
      level,
      pan: (i - 1) * 0.3,
    };
  });
  const low: Note = {
    instrument: style.bass,
    start: home,
    length: tail * 0.6,
    pitch: bassPitch(scalePitch(scale, key, 0)),
    level: levels.bass,
    pan: 0,
  };
  const tune: Note = { ...low, instrument: style.tune, length: tail, level: 0.9 * levels.tune };
  const last: Note = {
    instrument: style.sparkle,
    start: home + Math.min(0.36, tail * 0.15),
    length: tail,
    pitch: heard((chord[0] as number) + 24),
    level: 0.7 * levels.sparkle,
    pan: -0.3,
  };
  const stroke: Note = { ...low, instrument: 'thud', length: 2, pitch: 0, level: 0.6 * levels.drums };
  return [...pads, ...rolled, low, { ...tune, pitch: tunePitch(low.pitch) }, last, stroke];
}

/** The key's own tone where tunes lie, about C5. */
function tunePitch(root: number): number {
  return root + 12 * Math.round((72 - root) / 12);
}

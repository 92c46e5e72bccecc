import type { Part, PartContext } from '#shared/providers/music/parts/context.ts';

/** Chords that are held from bar to bar; where much goes on, with the root an octave below. */
export function padPart({ style, key }: PartContext): Part {
  return ({ voicing, start, beat, beats, energy }) => {
    const pitches = energy > 0.6 ? [...voicing, lowRoot(voicing, key)] : [...voicing];
    return [...new Set(pitches)].map((pitch, i) => ({
      instrument: style.pad,
      start,
      length: beat * beats * 1.02,
      pitch,
      level: (0.72 + 0.28 * energy) * style.levels.pad * (i === voicing.length ? 0.7 : 1),
      pan: (i / Math.max(1, voicing.length - 1) - 0.5) * 0.9,
    }));
  };
}

function lowRoot(voicing: readonly number[], key: number): number {
  const lowest = voicing[0] as number;
  return lowest - 12 >= key - 7 ? lowest - 12 : lowest;
}

import type { MoodStyle } from '#shared/providers/music/mood-style.ts';
import { oneOf, type Seeded } from '#shared/scenes/seeded.ts';

/** One tone of a tune: the eighth of its two bars at which it begins, and how many steps it lies above the first tone. */
export interface MotifTone {
  at: number;
  step: number;
}

/** A tune of two bars. */
export type Motif = readonly MotifTone[];

const STEPS = [-2, -1, -1, 1, 1, 2, 3] as const;
/** Farther from its first tone than a sixth a tune loses its line. */
const WIDEST = 5;

/** Makes up a tune: steps and small leaps that come back to where they began. */
export function inventMotif(style: MoodStyle, random: Seeded): Motif {
  let step = 0;
  return oneOf(random, style.rhythms).map((at, i) => {
    if (i > 0) {
      const move = oneOf(random, STEPS);
      step = Math.abs(step + move) > WIDEST ? step - move : step + move;
    }
    return { at, step };
  });
}

/** Ways in which a tune comes back. */
const VARIATIONS = {
  turned: (motif) => motif.map(({ at, step }) => ({ at, step: -step })),
  thinned: (motif) => motif.filter((_, i) => i % 2 === 0),
  higher: (motif) => motif.map(({ at, step }) => ({ at, step: step + 2 })),
  /** With a neighbour before its strongest tones. */
  adorned: (motif) =>
    motif.flatMap(({ at, step }, i) =>
      at % 4 === 0 && at > 0 && motif[i - 1]?.at !== at - 1
        ? [
            { at: at - 1, step: step + 1 },
            { at, step },
          ]
        : [{ at, step }],
    ),
  /** Its second half first. */
  crossed: (motif) => motif.map(({ at, step }) => ({ at: (at + 8) % 16, step })).sort((a, b) => a.at - b.at),
} as const satisfies Record<string, (motif: Motif) => Motif>;

const NAMES = Object.keys(VARIATIONS) as (keyof typeof VARIATIONS)[];

/** How often a tune comes back as it was. */
const UNCHANGED = 0.4;

/** The tune as it comes back for the `time`-th time: first as it is, later mostly varied. */
export function recall(motif: Motif, time: number, random: Seeded): Motif {
  if (time === 0 || random() < UNCHANGED) return motif;
  const once = VARIATIONS[oneOf(random, NAMES)](motif);
  return time > 2 && random() < 0.4 ? VARIATIONS[oneOf(random, NAMES)](once) : once;
}

import type { FrameSize } from '#shared/scenes/frame.ts';

/**
 * Ways to lay out a poster. On a picture the title stands beside its subject, at its foot or at its head; without one on the style's
 * ground, in the middle of it, on the accent, or below the largest figure of the film.
 */
export const POSTER_LAYOUTS = ['beside', 'foot', 'head', 'plain', 'centred', 'accent', 'figure'] as const;
export type PosterLayout = (typeof POSTER_LAYOUTS)[number];

/** One poster that is tried. */
export interface PosterPlan {
  layout: PosterLayout;
  /** Which of the given pictures it shows; none on a ground. */
  picture?: number;
  /** Added to the seed of the film: another ground in the same style. */
  variation: number;
}

/** So many posters are drawn and scored. */
export const CANDIDATES = 6;

/**
 * The posters that are tried, as different as the film allows: each picture in the ways that suit the shape, then grounds.
 * @param pictures How many different pictures the film shows.
 * @param figure Whether there is a figure that stands for the film.
 */
export function planCandidates(
  { width, height }: FrameSize,
  pictures: number,
  figure: boolean,
): PosterPlan[] {
  const ways = width > height ? (['beside', 'foot'] as const) : (['foot', 'head'] as const);
  const shown = Array.from({ length: Math.min(pictures, CANDIDATES - 2) }, (_, picture) => picture);
  const onPictures = ways.flatMap((layout) => shown.map((picture) => ({ layout, picture, variation: 0 })));
  const grounds: PosterPlan[] = [
    { layout: 'plain', variation: 0 },
    ...(figure ? [{ layout: 'figure' as const, variation: 1 }] : []),
    { layout: 'accent', variation: 0 },
    { layout: 'centred', variation: 2 },
    { layout: 'plain', variation: 3 },
    { layout: 'centred', variation: 4 },
    { layout: 'plain', variation: 5 },
  ];
  // Two grounds are always among them: no picture may be good enough for a title.
  const kept = onPictures.slice(0, CANDIDATES - 2);
  return [...kept, ...grounds].slice(0, CANDIDATES);
}

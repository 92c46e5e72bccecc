import type { TimelineScene } from '#shared/domain/timeline.ts';
import { seeded } from '#shared/scenes/seeded.ts';
import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';

/** The values in an order that the seed decides (Fisher and Yates). */
function shuffled<T>(values: readonly T[], seed: string): T[] {
  const next = seeded(seed);
  const order = [...values];
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(next() * (at + 1));
    [order[at], order[other]] = [order[other] as T, order[at] as T];
  }
  return order;
}

/**
 * How the scene at `index` comes in over the one before, as the style has it: its transitions take turns in an order that the
 * seed decides, so that none follows itself while there is another. The first scene cuts in.
 */
export function chooseTransition(
  { transitions }: Pick<StyleSheet, 'transitions'>,
  { index, beginsChapter, seed }: { index: number; beginsChapter: boolean; seed: number },
): TimelineScene['transition'] {
  if (index === 0) return { kind: 'cut', frames: 0 };
  const { kinds, frames, chapter, chapterFrames } = transitions;
  const order = beginsChapter ? shuffled(chapter, `chapters ${seed}`) : shuffled(kinds, `scenes ${seed}`);
  const kind = order[index % order.length] ?? 'fade';
  return { kind, frames: kind === 'cut' ? 0 : beginsChapter ? chapterFrames : frames };
}

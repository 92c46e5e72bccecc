import type { SKRSContext2D } from '@napi-rs/canvas';
import type { FrameSize } from '#shared/scenes/frame.ts';
import type { Seeded } from '#shared/scenes/seeded.ts';
import type { Ground, StyleSheet } from '#shared/scenes/styles/style-sheet.ts';

/**
 * Draws a family of shapes over a ground; what varies comes from `next`, so that every scene differs a little. Where text may
 * stand it uses the tints of the ground, and fine lines; `colours` are for the margins, which no text reaches.
 */
export type Motif = (
  context: SKRSContext2D,
  size: FrameSize,
  ground: Ground,
  next: Seeded,
  colours: Pick<StyleSheet, 'ink' | 'accent'>,
) => void;

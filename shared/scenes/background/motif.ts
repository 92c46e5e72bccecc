import type { SKRSContext2D } from '@napi-rs/canvas';
import type { FrameSize } from '#shared/scenes/frame.ts';
import type { Seeded } from '#shared/scenes/seeded.ts';
import type { Ground } from '#shared/scenes/styles/style-sheet.ts';

/** Draws a family of shapes over a ground; what varies comes from `next`, so that every scene differs a little. */
export type Motif = (context: SKRSContext2D, size: FrameSize, ground: Ground, next: Seeded) => void;

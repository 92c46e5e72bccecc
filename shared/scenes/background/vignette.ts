import type { SKRSContext2D } from '@napi-rs/canvas';
import type { FrameSize } from '#shared/scenes/frame.ts';

/** Share of the strength at parts of the way from the middle to a corner: half of it at the corners of where text stands. */
const FALL = [
  [0.5, 0],
  [0.68, 0.12],
  [0.86, 0.5],
  [1, 1],
] as const;

/** Darkens an image towards its corners, by `strength` (0 to 1) at the corners themselves. */
export function paintVignette(context: SKRSContext2D, { width, height }: FrameSize, strength: number): void {
  if (strength === 0) return;
  context.save();
  // Drawn for a square and stretched, so that all four sides darken alike in every shape.
  context.scale(width / 2, height / 2);
  const shade = context.createRadialGradient(1, 1, 0, 1, 1, Math.SQRT2);
  for (const [at, share] of FALL) shade.addColorStop(at, `rgba(0,0,0,${strength * share})`);
  context.fillStyle = shade;
  context.fillRect(0, 0, 2, 2);
  context.restore();
}

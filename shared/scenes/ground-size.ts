import { GROUND_SCALE, type Layer } from '#shared/domain/timeline.ts';
import type { FrameSize } from '#shared/scenes/frame.ts';

/**
 * Pixels of a scene's ground, both sides even: as many as it has to have where it is at its largest, and none that would be
 * drawn, kept and decoded to be scaled away again. Footage never zooms.
 */
export function groundSize({
  width,
  height,
  motion = { fromScale: 1, toScale: 1, x: 0.5, y: 0.5 },
  footage,
}: Pick<Layer, 'width' | 'height' | 'motion' | 'footage'>): FrameSize {
  const largest = footage ? 1 : Math.min(GROUND_SCALE, Math.max(motion.fromScale, motion.toScale));
  const even = (length: number): number => 2 * Math.ceil((length * largest) / 2);
  return { width: even(width), height: even(height) };
}

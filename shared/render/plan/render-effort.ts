import type { SegmentSpec } from '#shared/domain/render-plan.ts';

/**
 * Processor time of composing and encoding a frame, in ms of one core: so much in any case, and so much for each million
 * pixels. Measured by `tests/bench/wall-time.ts`, which fails when they have moved by more than half.
 */
const CPU_MS = {
  standard: { frame: 1, megapixel: 9 },
  uhd: { frame: 1, megapixel: 9 },
  draft: { frame: 1, megapixel: 4 },
} as const;

/** Frames to be rendered, of one size. */
export type RenderedFrames = Pick<SegmentSpec, 'frames' | 'width' | 'height' | 'quality'>;

/** Processor time that rendering them takes, in ms of one core; a machine's cores share it. */
export function renderCpuMs({ frames, width, height, quality }: RenderedFrames): number {
  const { frame, megapixel } = CPU_MS[quality];
  return frames * (frame + (megapixel * width * height) / 1e6);
}

import type { BriefOptions } from '#shared/domain/brief.ts';

/** Width and height in pixels; both even, as yuv420p needs. */
export interface FrameSize {
  width: number;
  height: number;
}

/** A rectangle in the frame's pixels. */
export interface Area extends FrameSize {
  x: number;
  y: number;
}

const SHORT_SIDE = { draft: 480, standard: 1080, uhd: 2160 } as const;

/** The frame of a film: its short side is 1080 pixels, 480 for a draft (the long one rounded to an even number), 2160 for 4K. */
export function frameSize({ aspect, quality }: Pick<BriefOptions, 'aspect' | 'quality'>): FrameSize {
  const short = SHORT_SIDE[quality];
  const long = 2 * Math.round((short * 8) / 9);
  if (aspect === '16:9') return { width: long, height: short };
  if (aspect === '9:16') return { width: short, height: long };
  return { width: short, height: short };
}

/**
 * Where text of a picture may stand. Margins are 7 % of each side; below ends where the captions begin, so that neither
 * covers the other. Upright films also keep clear of the buttons that players lay over the lower part.
 */
export function contentArea({ width, height }: FrameSize): Area {
  const x = Math.round(width * 0.07);
  const y = Math.round(height * (height > width ? 0.1 : 0.08));
  const { y: bottom } = captionArea({ width, height });
  return { x, y, width: width - 2 * x, height: bottom - y - Math.round(height * 0.02) };
}

/** Where captions stand: two lines, inside the action-safe area of every shape. */
export function captionArea({ width, height }: FrameSize): Area {
  const upright = height > width;
  const x = Math.round(width * 0.08);
  const y = Math.round(height * (upright ? 0.7 : 0.79));
  const bottom = Math.round(height * (upright ? 0.82 : 0.94));
  return { x, y, width: width - 2 * x, height: bottom - y };
}

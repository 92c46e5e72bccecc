import type { Arena } from '#shared/render/compositor/kernels.ts';
import { type Planes, planeOffsets } from '#shared/render/compositor/planes.ts';
import type { View } from '#shared/render/compositor/pose.ts';
import type { FrameSize } from '#shared/scenes/frame.ts';

/** A background in the arena, with scratch memory for zooming it. */
export interface Background {
  planes: FrameSize & { luma: number; u: number; v: number };
  /** Size at scale 1 in the frame's pixels: at least that of the frame. */
  extent: FrameSize;
  scratch: number;
  /** Raised whenever it shows something else. */
  content: number;
}

/** Zooming reads eight samples from sixteen, so a background may have at most two samples for a pixel. */
const MAX_OVERSIZE = 2;

/**
 * Puts a background into the arena; at scale 1 it is `extent` large, the frame where that is not given. Throws
 * `RangeError` when it has alpha, more than two samples for a pixel, or does not cover the frame.
 */
export function loadBackground(
  arena: Arena,
  planes: Planes,
  frame: FrameSize,
  extent: FrameSize = frame,
): Background {
  const { width, height, hasAlpha, samples } = planes;
  const tooLarge = width > extent.width * MAX_OVERSIZE || height > extent.height * MAX_OVERSIZE;
  if (hasAlpha || tooLarge || extent.width < frame.width || extent.height < frame.height) {
    throw new RangeError(`A picture of ${width} × ${height} cannot be the background.`);
  }
  const { u, v } = planeOffsets(planes);
  const luma = arena.take(samples.byteLength);
  arena.view(luma, samples.byteLength).set(samples);
  const scratch = arena.take(arena.kernels.zoomScratchBytes(frame.width));
  return { planes: { width, height, luma, u: luma + u, v: luma + v }, extent, scratch, content: 0 };
}

/** Shows another picture of the same size: a frame of footage, yuv420p without gaps. */
export function replaceBackground(arena: Arena, background: Background, samples: Uint8Array): void {
  arena.view(background.planes.luma, samples.byteLength).set(samples);
  background.content += 1;
}

/** Draws what the view shows of the background over the whole frame at `target`. */
export function drawBackground(
  { kernels }: Arena,
  { planes, extent, scratch }: Background,
  { scale, x, y }: View,
  target: number,
  { width, height }: FrameSize,
): void {
  const stepX = planes.width / (extent.width * scale);
  const stepY = planes.height / (extent.height * scale);
  // Of what is cut off, the part x is cut off on the left and y at the top, so that in a zoom that point stays put.
  const left = x * (1 - width / (extent.width * scale));
  const top = y * (1 - height / (extent.height * scale));
  if (stepX === 1 && stepY === 1 && planes.width === width && planes.height === height) {
    const bytes = (width * height * 3) / 2;
    kernels.copyBox(planes.luma, bytes, target, bytes, bytes, 1);
    return;
  }
  const zoom = (source: number, into: number, part: 1 | 2) => {
    const sourceWidth = planes.width / part;
    const sourceHeight = planes.height / part;
    // Positions are of sample centres: the middle of target sample 0 is half a step from the edge.
    const x0 = left * sourceWidth + stepX / 2 - 0.5;
    const y0 = top * sourceHeight + stepY / 2 - 0.5;
    const [w, h] = [width / part, height / part];
    kernels.zoomPlane(source, sourceWidth, sourceHeight, into, w, w, h, x0, y0, stepX, stepY, scratch);
  };
  const luma = width * height;
  zoom(planes.luma, target, 1);
  zoom(planes.u, target + luma, 2);
  zoom(planes.v, target + luma + luma / 4, 2);
}

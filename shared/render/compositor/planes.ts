import type { Arena } from '#shared/render/compositor/kernels.ts';

/** A picture in BT.709 limited-range yuv420p; one with alpha has its samples multiplied by it. */
export interface Planes {
  /** Both even. */
  width: number;
  height: number;
  hasAlpha: boolean;
  /** Luma, u, v and, with alpha, the alpha of luma and the alpha of chroma, one after the other without gaps. */
  samples: Uint8Array;
}

/** Where each plane of a picture begins, in bytes from its first sample, and how long all of them are. */
export function planeOffsets({ width, height, hasAlpha }: Omit<Planes, 'samples'>) {
  const luma = width * height;
  const chroma = luma / 4;
  const alpha = luma + 2 * chroma;
  return {
    u: luma,
    v: luma + chroma,
    alpha,
    chromaAlpha: alpha + luma,
    end: hasAlpha ? alpha + luma + chroma : alpha,
  };
}

/**
 * Converts premultiplied RGBA, four bytes a pixel, once for all frames that show it. Leaves the arena as it was.
 * Throws `RangeError` when `width` or `height` is odd or the bytes do not fit them.
 */
export function planesFromRgba(
  arena: Arena,
  rgba: Uint8Array,
  { width, height, hasAlpha }: Omit<Planes, 'samples'>,
): Planes {
  if (width % 2 || height % 2 || rgba.byteLength !== width * height * 4) {
    throw new RangeError(`${rgba.byteLength} bytes are no even picture of ${width} × ${height}.`);
  }
  const { kernels } = arena;
  const mark = arena.mark();
  const offsets = planeOffsets({ width, height, hasAlpha });
  const source = arena.take(rgba.byteLength);
  const target = arena.take(offsets.end);
  const pixels = width * height;
  arena.view(source, rgba.byteLength).set(rgba);
  kernels.lumaPlane(source, target, pixels);
  const chromaAlpha = hasAlpha ? target + offsets.chromaAlpha : 0;
  // Luma is written in steps of eight and may spill into what follows it, so it goes first and alpha last.
  kernels.chromaPlanes(source, width, height, target + offsets.u, target + offsets.v, chromaAlpha);
  if (hasAlpha) kernels.alphaPlane(source, target + offsets.alpha, pixels);
  const samples = arena.view(target, offsets.end).slice();
  arena.release(mark);
  return { width, height, hasAlpha, samples };
}

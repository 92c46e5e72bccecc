import type { Box } from '#shared/render/compositor/box.ts';
import type { Arena } from '#shared/render/compositor/kernels.ts';
import { type Planes, planeOffsets } from '#shared/render/compositor/planes.ts';
import type { FrameSize } from '#shared/scenes/frame.ts';

/** A picture with alpha at an even place of the frame. */
export interface PlacedPlanes {
  planes: Planes;
  x: number;
  y: number;
}

/** An overlay in the arena: its five planes, and where something of each row is visible. */
export interface Overlay {
  x: number;
  y: number;
  width: number;
  height: number;
  luma: number;
  u: number;
  v: number;
  alpha: number;
  chromaAlpha: number;
  lumaSpans: number;
  chromaSpans: number;
  /** Raised whenever it shows something else. */
  content: number;
  /** Bytes taken for it, from `luma` on. */
  room: number;
}

/** Samples are blended sixteen at a time. */
const BLOCK = 16;

/** Bytes of arena that an overlay of a size needs. */
export function overlayBytes({ width, height }: FrameSize): number {
  return planeOffsets({ width, height, hasAlpha: true }).end + 32 + height * 12;
}

/** Takes `bytes` of the arena for an overlay that shows nothing yet. */
export function takeOverlay(arena: Arena, bytes: number): Overlay {
  const luma = arena.take(bytes);
  const planes = {
    luma,
    u: luma,
    v: luma,
    alpha: luma,
    chromaAlpha: luma,
    lumaSpans: luma,
    chromaSpans: luma,
  };
  return { x: 0, y: 0, width: 0, height: 0, ...planes, content: 0, room: bytes };
}

/** Shows a picture in an overlay. Throws `RangeError` when it has no alpha, its place is odd or there is no room for it. */
export function showPlanes(arena: Arena, overlay: Overlay, { planes, x, y }: PlacedPlanes): void {
  const { width, height, samples } = planes;
  if (!planes.hasAlpha || x % 2 || y % 2) throw new RangeError('An overlay needs alpha and an even place.');
  if (overlayBytes(planes) > overlay.room) throw new RangeError('A picture is larger than its overlay.');
  const { luma } = overlay;
  const offsets = planeOffsets(planes);
  // Behind the planes as many bytes are left as vectors may touch.
  const lumaSpans = (luma + samples.byteLength + 31) & ~15;
  const chromaSpans = lumaSpans + height * 8;
  const put = (pointer: number, values: Int32Array) =>
    arena.view(pointer, values.byteLength).set(new Uint8Array(values.buffer));
  const spansOf = (alphaOffset: number, w: number, h: number) =>
    visibleSpans(samples.subarray(alphaOffset, alphaOffset + w * h), w, h);
  arena.view(luma, samples.byteLength).set(samples);
  put(lumaSpans, spansOf(offsets.alpha, width, height));
  put(chromaSpans, spansOf(offsets.chromaAlpha, width / 2, height / 2));
  overlay.u = luma + offsets.u;
  overlay.v = luma + offsets.v;
  overlay.alpha = luma + offsets.alpha;
  overlay.chromaAlpha = luma + offsets.chromaAlpha;
  Object.assign(overlay, { x, y, width, height, lumaSpans, chromaSpans });
  overlay.content += 1;
}

/** For each row, where its first visible block begins and its last one ends; 0 and 0 when nothing is visible. */
function visibleSpans(alpha: Uint8Array, width: number, height: number): Int32Array {
  const spans = new Int32Array(2 * height);
  for (let y = 0; y < height; y++) {
    const row = alpha.subarray(y * width, (y + 1) * width);
    let from = 0;
    while (from < width && row[from] === 0) from++;
    if (from === width) continue;
    let to = width;
    while (row[to - 1] === 0) to--;
    spans[2 * y] = Math.floor(from / BLOCK) * BLOCK;
    spans[2 * y + 1] = Math.min(Math.ceil(to / BLOCK) * BLOCK, width);
  }
  return spans;
}

/** The box of an overlay at rest. */
export function restingBox({ x, y, width, height }: Overlay): Box {
  return { left: x, top: y, right: x + width, bottom: y + height };
}

/** The three planes of an overlay as they lie: samples, their alpha and its spans, and what part of the frame's sides they have. */
export function planesOf(overlay: Overlay, frame: FrameSize) {
  const bytes = frame.width * frame.height;
  const { luma, u, v, alpha, chromaAlpha, lumaSpans, chromaSpans } = overlay;
  return [
    { samples: luma, alpha, spans: lumaSpans, offset: 0, part: 1 },
    { samples: u, alpha: chromaAlpha, spans: chromaSpans, offset: bytes, part: 2 },
    { samples: v, alpha: chromaAlpha, spans: chromaSpans, offset: bytes + bytes / 4, part: 2 },
  ] as const;
}

/** Lays what of an overlay at rest lies in `box`, a part of its own, over the frame at `target`. */
export function layOverlay(
  { kernels }: Arena,
  overlay: Overlay,
  box: Box,
  target: number,
  frame: FrameSize,
): void {
  for (const { samples, alpha, spans, offset, part } of planesOf(overlay, frame)) {
    const [width, stride] = [overlay.width / part, frame.width / part];
    const [skipped, rows] = [(box.top - overlay.y) / part, (box.bottom - box.top) / part];
    const from = skipped * width;
    const [left, right] = [(box.left - overlay.x) / part, (box.right - overlay.x) / part];
    // The kernel counts columns from the overlay's own first one, which may lie left of the frame.
    const place = target + offset + (box.top / part) * stride + overlay.x / part;
    const rowSpans = spans + skipped * 8;
    kernels.blendPlane(samples + from, alpha + from, rowSpans, width, rows, left, right, place, stride);
  }
}

/** Memory in which a frame of footage is brought to an overlay's place. */
export interface FootageRoom {
  frame: number;
  placed: number;
}

/** Takes room for footage of `size` that is shown in an overlay. */
export function takeFootageRoom(arena: Arena, { width, height }: Overlay, size: FrameSize): FootageRoom {
  return { frame: arena.take((size.width * size.height * 3) / 2), placed: arena.take(width * height) };
}

/**
 * Shows a frame of footage, yuv420p of `size`, in an overlay with its upper left corner at (x, y) of the frame, both even. What
 * is seen of it is what was seen of the overlay's picture.
 */
export function showFootage(
  arena: Arena,
  overlay: Overlay,
  room: FootageRoom,
  samples: Uint8Array,
  { x, y, width, height }: FrameSize & { x: number; y: number },
): void {
  const { kernels } = arena;
  arena.view(room.frame, samples.byteLength).set(samples);
  const left = Math.max(x, overlay.x);
  const top = Math.max(y, overlay.y);
  const columns = Math.min(x + width, overlay.x + overlay.width) - left;
  const rows = Math.min(y + height, overlay.y + overlay.height) - top;
  const planes = [
    { target: overlay.luma, alpha: overlay.alpha, from: 0, part: 1 },
    { target: overlay.u, alpha: overlay.chromaAlpha, from: width * height, part: 2 },
    { target: overlay.v, alpha: overlay.chromaAlpha, from: (width * height * 5) / 4, part: 2 },
  ];
  for (const { target, alpha, from, part } of planes) {
    const [pitch, stride] = [width / part, overlay.width / part];
    const source = room.frame + from + ((top - y) / part) * pitch + (left - x) / part;
    const place = room.placed + ((top - overlay.y) / part) * stride + (left - overlay.x) / part;
    kernels.copyBox(source, pitch, place, stride, columns / part, rows / part);
    kernels.premultiply(room.placed, alpha, target, (overlay.width * overlay.height) / part / part);
  }
  overlay.content += 1;
}

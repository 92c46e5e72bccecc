import type { Arena } from '#shared/render/compositor/kernels.ts';
import { type Planes, planeOffsets } from '#shared/render/compositor/planes.ts';
import type { FrameSize } from '#shared/scenes/frame.ts';

/** An overlay in the arena: its five planes, where something of each row is visible, and room for its entrance. */
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
  /** Spans of whole rows, one row more than the plane has: an entrance moves what is visible. */
  wholeLumaRows: number;
  wholeChromaRows: number;
  /** Two planes of luma size and one row more. */
  entering: readonly [number, number];
}

/** Samples are blended sixteen at a time. */
const BLOCK = 16;

/** Puts an overlay into the arena. Throws `RangeError` when it has no alpha or its place is odd. */
export function loadOverlay(arena: Arena, overlay: { planes: Planes; x: number; y: number }): Overlay {
  const { planes, x, y } = overlay;
  const { width, height, samples } = planes;
  if (!planes.hasAlpha || x % 2 || y % 2) throw new RangeError('An overlay needs alpha and an even place.');
  const offsets = planeOffsets(planes);
  const luma = arena.take(samples.byteLength);
  const lumaSpans = arena.take(height * 8);
  const chromaSpans = arena.take(height * 4);
  const wholeLumaRows = arena.take((height + 1) * 8);
  const wholeChromaRows = arena.take((height / 2 + 1) * 8);
  const entering = [arena.take(width * (height + 1)), arena.take(width * (height + 1))] as const;

  const spansOf = (alphaOffset: number, w: number, h: number) =>
    visibleSpans(samples.subarray(alphaOffset, alphaOffset + w * h), w, h);
  const put = (pointer: number, values: Int32Array) =>
    arena.view(pointer, values.byteLength).set(new Uint8Array(values.buffer));
  arena.view(luma, samples.byteLength).set(samples);
  put(lumaSpans, spansOf(offsets.alpha, width, height));
  put(chromaSpans, spansOf(offsets.chromaAlpha, width / 2, height / 2));
  put(wholeLumaRows, wholeSpans(width, height + 1));
  put(wholeChromaRows, wholeSpans(width / 2, height / 2 + 1));
  const { u, v, alpha, chromaAlpha } = offsets;
  const at = { luma, u: luma + u, v: luma + v, alpha: luma + alpha, chromaAlpha: luma + chromaAlpha };
  const spans = { lumaSpans, chromaSpans, wholeLumaRows, wholeChromaRows };
  return { x, y, width, height, ...at, ...spans, entering };
}

function wholeSpans(width: number, rows: number): Int32Array {
  return Int32Array.from({ length: 2 * rows }, (_, i) => (i % 2) * width);
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

/**
 * Lays an overlay over the frame at `target`, with `opacity`/256 and `shift` rows below its place. What would be under
 * the frame's lower edge is left out.
 */
export function drawOverlay(
  arena: Arena,
  overlay: Overlay,
  { opacity, shift }: { opacity: number; shift: number },
  target: number,
  frame: FrameSize,
): void {
  const { kernels } = arena;
  const { x, y, width, height, entering } = overlay;
  const still = opacity === 256 && shift === 0;
  const lumaBytes = frame.width * frame.height;

  const lay = (samples: number, alpha: number, spans: number, into: number, part: 1 | 2) => {
    const [w, h, stride] = [width / part, height / part, frame.width / part];
    const row = y / part + (still ? 0 : Math.floor(shift / part));
    const rows = Math.min(still ? h : h + 1, frame.height / part - row);
    if (rows <= 0) return;
    const place = into + row * stride + x / part;
    if (still) return kernels.blendPlane(samples, alpha, spans, w, rows, place, stride);
    const w1 = Math.round((shift / part - Math.floor(shift / part)) * opacity);
    kernels.enterPlane(samples, entering[0], w, h, opacity - w1, w1);
    kernels.enterPlane(alpha, entering[1], w, h, opacity - w1, w1);
    kernels.blendPlane(entering[0], entering[1], spans, w, rows, place, stride);
  };
  const { luma, u, v, alpha, chromaAlpha } = overlay;
  const chromaSpans = still ? overlay.chromaSpans : overlay.wholeChromaRows;
  lay(luma, alpha, still ? overlay.lumaSpans : overlay.wholeLumaRows, target, 1);
  lay(u, chromaAlpha, chromaSpans, target + lumaBytes, 2);
  lay(v, chromaAlpha, chromaSpans, target + lumaBytes + lumaBytes / 4, 2);
}

import { type Box, evenBox } from '#shared/render/compositor/box.ts';
import type { Arena } from '#shared/render/compositor/kernels.ts';
import { type Overlay, planesOf, restingBox } from '#shared/render/compositor/overlay.ts';
import type { OverlayPose, Seen } from '#shared/render/compositor/pose.ts';
import type { FrameSize } from '#shared/scenes/frame.ts';

/** Memory in which overlays are moved before they are laid over a frame. */
export interface Brush {
  samples: number;
  alpha: number;
  columns: number;
  rows: number;
  scratch: number;
  /** Width of the edge of what a wipe has uncovered, in pixels. */
  softness: number;
}

/** Weights have 15 bits. */
const FULL = 32767;
/** Part of the frame's height over which the edge of a wipe is soft: 3 pixels at 1080p. */
const SOFT = 3 / 1080;

/** Takes a brush for frames of a size. */
export function takeBrush(arena: Arena, { width, height }: FrameSize): Brush {
  const plane = wide(width) * height;
  return {
    samples: arena.take(plane),
    alpha: arena.take(plane),
    columns: arena.take((width + 16) * 2),
    rows: arena.take(height * 2),
    scratch: arena.take(arena.kernels.zoomScratchBytes(wide(width))),
    softness: Math.max(2, SOFT * Math.min(width, height)),
  };
}

/** Rows of moved planes are whole blocks of sixteen, as zooming writes them. */
function wide(width: number): number {
  return (width + 15) & ~15;
}

/** Where an overlay is seen in a pose, not yet cut to the frame. */
export function movedBox(overlay: Overlay, { dx, dy, scale }: OverlayPose): Box {
  if (dx === 0 && dy === 0 && scale === 1) return restingBox(overlay);
  const { left, top, width, height } = moved(overlay, { dx, dy, scale });
  return evenBox({ left, top, right: left + width, bottom: top + height });
}

function moved(
  { x, y, width, height }: Overlay,
  { dx, dy, scale }: Pick<OverlayPose, 'dx' | 'dy' | 'scale'>,
) {
  return {
    left: x + dx + (width * (1 - scale)) / 2,
    top: y + dy + (height * (1 - scale)) / 2,
    width: width * scale,
    height: height * scale,
  };
}

/**
 * Lays what of an overlay in motion lies in `box`, which is inside the frame, over the frame at `target`. It is moved by parts of
 * a pixel, so that slow moves are even; the transparent border of its picture is what comes in from outside.
 */
export function layMoving(
  arena: Arena,
  brush: Brush,
  overlay: Overlay,
  pose: OverlayPose,
  box: Box,
  target: number,
  frame: FrameSize,
): void {
  const { kernels } = arena;
  const { left, top, width, height } = moved(overlay, pose);
  const inPlace = pose.dx === 0 && pose.dy === 0 && pose.scale === 1;
  for (const { samples, alpha, offset, part } of planesOf(overlay, frame)) {
    const [from, until] = [box.left / part, box.right / part];
    const [rowFrom, rows] = [box.top / part, (box.bottom - box.top) / part];
    const stride = frame.width / part;
    const across = { first: from, count: until - from, start: left / part, length: width / part };
    const down = { first: rowFrom, count: rows, start: top / part, length: height / part };
    const soft = brush.softness / part;
    fillWeights(arena, brush.columns, across, pose.seen?.axis === 'x' ? pose.seen : undefined, soft, 1);
    const opacity = pose.opacity / 256;
    fillWeights(arena, brush.rows, down, pose.seen?.axis === 'y' ? pose.seen : undefined, soft, opacity);
    const lay = (over: number, mask: number, pitch: number) => {
      const place = target + offset + rowFrom * stride + from;
      kernels.blendWeighted(
        over,
        mask,
        pitch,
        brush.columns,
        brush.rows,
        rows,
        0,
        until - from,
        place,
        stride,
      );
    };
    const [w, h] = [overlay.width / part, overlay.height / part];
    if (inPlace) {
      const skipped = (rowFrom - overlay.y / part) * w + from - overlay.x / part;
      lay(samples + skipped, alpha + skipped, w);
      continue;
    }
    const pitch = wide(until - from);
    const step = 1 / pose.scale;
    const x0 = (from + 0.5 - left / part) * step - 0.5;
    const y0 = (rowFrom + 0.5 - top / part) * step - 0.5;
    const zoom = (source: number, into: number) =>
      kernels.zoomPlane(source, w, h, into, pitch, pitch, rows, x0, y0, step, step, brush.scratch);
    zoom(samples, brush.samples);
    zoom(alpha, brush.alpha);
    lay(brush.samples, brush.alpha, pitch);
  }
}

/** Columns or rows that are drawn, counted in those of the frame, and where the overlay lies among them. */
interface Run {
  first: number;
  count: number;
  start: number;
  length: number;
}

/** Writes how much of each column or row is seen: `full`, and of a wipe the part that it has uncovered. */
function fillWeights(
  arena: Arena,
  pointer: number,
  { first, count, start, length }: Run,
  seen: Seen | undefined,
  soft: number,
  full: number,
): void {
  const bytes = arena.view(pointer, (count + 8) * 2);
  const weights = new Int16Array(bytes.buffer, bytes.byteOffset, count + 8);
  if (!seen) return void weights.fill(Math.round(full * FULL));
  // An edge that has not set out lies beyond its end by its own softness, so that nothing of it shows.
  const edge = (at: number) => start + at * (length + 2 * soft) - soft;
  const [from, to] = [edge(seen.from), edge(seen.to)];
  for (let i = 0; i < weights.length; i++) {
    const middle = first + i + 0.5;
    const opened = seen.from <= 0 ? 1 : (middle - from) / soft + 0.5;
    const closed = seen.to >= 1 ? 1 : (to - middle) / soft + 0.5;
    weights[i] = Math.round(full * FULL * Math.min(1, Math.max(0, Math.min(opened, closed))));
  }
}

import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas';
import type { Layer } from '#shared/domain/timeline.ts';
import { AppError } from '#shared/errors.ts';
import type { Arena } from '#shared/render/compositor/kernels.ts';
import type { PlacedPlanes } from '#shared/render/compositor/overlay.ts';
import { type Planes, planesFromRgba } from '#shared/render/compositor/planes.ts';
import type { FrameSize } from '#shared/scenes/frame.ts';
import { groundSize } from '#shared/scenes/ground-size.ts';

/** Transparent pixels around an overlay: moved by parts of a pixel its edges stay soft. */
const BORDER = 2;

/**
 * Decodes an opaque layer: as large as it is at its largest, so that no frame has more samples than pixels, and one that
 * never moves in the frame's own pixels. Throws `MEDIA_INVALID` for bytes that are no picture.
 */
export async function decodeBackground(arena: Arena, bytes: Uint8Array, layer: Layer): Promise<Planes> {
  const image = await decode(bytes);
  const largest = groundSize(layer);
  const width = Math.max(layer.width, Math.min(image.width, largest.width));
  const height = Math.max(layer.height, Math.min(image.height, largest.height));
  const canvas = createCanvas(evenUp(width), evenUp(height));
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  return toPlanes(arena, canvas, false);
}

/** An overlay, cut to the frame and to an even place and size; undefined when nothing of it is inside. */
export async function decodeOverlay(
  arena: Arena,
  bytes: Uint8Array,
  layer: Layer,
  frame: FrameSize,
): Promise<PlacedPlanes | undefined> {
  const left = evenDown(Math.max(layer.x, 0));
  const top = evenDown(Math.max(layer.y, 0));
  const width = evenUp(Math.min(layer.x + layer.width, frame.width) - left);
  const height = evenUp(Math.min(layer.y + layer.height, frame.height) - top);
  if (width <= 0 || height <= 0) return undefined;
  const image = await decode(bytes);
  const canvas = createCanvas(width + 2 * BORDER, height + 2 * BORDER);
  const [x, y] = [left - BORDER, top - BORDER];
  canvas.getContext('2d').drawImage(image, layer.x - x, layer.y - y, layer.width, layer.height);
  return { planes: toPlanes(arena, canvas, true), x, y };
}

async function decode(bytes: Uint8Array) {
  try {
    return await loadImage(bytes);
  } catch (cause) {
    throw new AppError('MEDIA_INVALID', 'A layer of a scene is not a picture.', { cause });
  }
}

/** The planes of all that was drawn on a canvas of even sides. */
export function toPlanes(arena: Arena, canvas: Canvas, hasAlpha: boolean): Planes {
  const { width, height } = canvas;
  return planesFromRgba(arena, canvas.data(), { width, height, hasAlpha });
}

function evenDown(value: number): number {
  return 2 * Math.floor(value / 2);
}

function evenUp(value: number): number {
  return 2 * Math.ceil(value / 2);
}

import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas';
import { GROUND_SCALE, type Layer } from '#shared/domain/timeline.ts';
import { AppError } from '#shared/errors.ts';
import type { Arena } from '#shared/render/compositor/kernels.ts';
import { type Planes, planesFromRgba } from '#shared/render/compositor/planes.ts';
import type { FrameSize } from '#shared/scenes/frame.ts';

/** Decodes an opaque layer that is `extent` large at scale 1. Throws `MEDIA_INVALID` for bytes that are no picture. */
export async function decodeBackground(arena: Arena, bytes: Uint8Array, extent: FrameSize): Promise<Planes> {
  const image = await decode(bytes);
  const width = Math.max(extent.width, Math.min(image.width, extent.width * GROUND_SCALE));
  const height = Math.max(extent.height, Math.min(image.height, extent.height * GROUND_SCALE));
  const canvas = createCanvas(evenUp(width), evenUp(height));
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  return planesOf(arena, canvas, false);
}

/** An overlay, cut to the frame and to an even place and size; undefined when nothing of it is inside. */
export async function decodeOverlay(
  arena: Arena,
  bytes: Uint8Array,
  layer: Layer,
  frame: FrameSize,
): Promise<{ planes: Planes; x: number; y: number } | undefined> {
  const x = evenDown(Math.max(layer.x, 0));
  const y = evenDown(Math.max(layer.y, 0));
  const width = evenUp(Math.min(layer.x + layer.width, frame.width) - x);
  const height = evenUp(Math.min(layer.y + layer.height, frame.height) - y);
  if (width <= 0 || height <= 0) return undefined;
  const image = await decode(bytes);
  const canvas = createCanvas(width, height);
  canvas.getContext('2d').drawImage(image, layer.x - x, layer.y - y, layer.width, layer.height);
  return { planes: planesOf(arena, canvas, true), x, y };
}

async function decode(bytes: Uint8Array) {
  try {
    return await loadImage(bytes);
  } catch (cause) {
    throw new AppError('MEDIA_INVALID', 'A layer of a scene is not a picture.', { cause });
  }
}

function planesOf(arena: Arena, canvas: Canvas, hasAlpha: boolean): Planes {
  const { width, height } = canvas;
  return planesFromRgba(arena, canvas.data(), { width, height, hasAlpha });
}

function evenDown(value: number): number {
  return 2 * Math.floor(value / 2);
}

function evenUp(value: number): number {
  return 2 * Math.ceil(value / 2);
}

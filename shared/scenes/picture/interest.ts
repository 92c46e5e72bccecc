import { createCanvas } from '@napi-rs/canvas';
import type { Focus } from '#shared/domain/storyboard.ts';
import type { UserPicture } from '#shared/scenes/picture/decode-picture.ts';

/** Longer side of the small copy on which interest is measured, in pixels. */
const SIDE = 96;

/** How much there is to see at each point of a small copy of a picture. */
export interface InterestMap {
  columns: number;
  rows: number;
  /** Row by row; each at least 0. */
  values: Float64Array;
  /** False when anything shows through the picture. */
  opaque: boolean;
}

/** How far from a given point interest reaches, in parts of the picture's sides. */
const FOCUS_REACH = 0.12;

/** How far a colour must be from the mean of a picture to stand out, in standard deviations, and how much it then counts. */
const APART = { from: 1.4, worth: 2.4 };

/** For a pixel, how far its colour stands out from the whole picture: a low sun over stones, a red coat in snow. */
function apartness(data: Uint8ClampedArray): (pixel: number) => number {
  const pixels = data.length / 4;
  const mean = [0, 0, 0];
  for (let at = 0; at < data.length; at += 4) {
    for (const index of [0, 1, 2]) mean[index] = (mean[index] ?? 0) + (data[at + index] ?? 0) / pixels;
  }
  const distance = (pixel: number): number =>
    Math.hypot(...mean.map((value, index) => (data[pixel * 4 + index] ?? 0) - value));
  let squares = 0;
  for (let pixel = 0; pixel < pixels; pixel += 1) squares += distance(pixel) ** 2 / pixels;
  const least = APART.from * Math.sqrt(squares);
  return (pixel) => Math.max(0, distance(pixel) - least) * APART.worth;
}

/**
 * Measures interest: edges (difference of brightness to the neighbours), vivid colour and what stands out from the rest, with a mild preference for
 * the middle and the upper half, where faces and subjects mostly are. Where a person says where the subject is, there is
 * nothing else of interest.
 */
export function interestOf({ image, width, height }: UserPicture, focus?: Focus): InterestMap {
  const scale = SIDE / Math.max(width, height);
  const columns = Math.max(3, Math.round(width * scale));
  const rows = Math.max(3, Math.round(height * scale));
  const context = createCanvas(columns, rows).getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, columns, rows);
  const { data } = context.getImageData(0, 0, columns, rows);
  const channel = (x: number, y: number, index: number): number => data[(y * columns + x) * 4 + index] ?? 0;
  const light = (x: number, y: number): number =>
    0.299 * channel(x, y, 0) + 0.587 * channel(x, y, 1) + 0.114 * channel(x, y, 2);
  const apart = apartness(data);
  const values = new Float64Array(columns * rows);
  for (let y = 1; y < rows - 1; y += 1) {
    for (let x = 1; x < columns - 1; x += 1) {
      if (focus) {
        const [dx, dy] = [(x + 0.5) / columns - focus.x, (y + 0.5) / rows - focus.y];
        values[y * columns + x] = Math.exp(-(dx * dx + dy * dy) / (2 * FOCUS_REACH * FOCUS_REACH));
        continue;
      }
      const edge = Math.hypot(light(x + 1, y) - light(x - 1, y), light(x, y + 1) - light(x, y - 1));
      const [red, green, blue] = [channel(x, y, 0), channel(x, y, 1), channel(x, y, 2)];
      const vivid = Math.max(red, green, blue) - Math.min(red, green, blue);
      const [dx, dy] = [(x + 0.5) / columns - 0.5, (y + 0.5) / rows - 0.44];
      values[y * columns + x] =
        (edge + 0.25 * vivid + apart(y * columns + x)) * Math.exp(-1.6 * (dx * dx + dy * dy));
    }
  }
  let opaque = true;
  for (let at = 3; at < data.length; at += 4) opaque &&= (data[at] ?? 255) > 250;
  return { columns, rows, values, opaque };
}

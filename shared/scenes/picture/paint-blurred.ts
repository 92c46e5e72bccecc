import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { paintGrain } from '#shared/scenes/background/grain.ts';
import type { FrameSize } from '#shared/scenes/frame.ts';
import type { Crop } from '#shared/scenes/picture/crop.ts';
import type { UserPicture } from '#shared/scenes/picture/decode-picture.ts';
import { withAlpha } from '#shared/scenes/styles/colour.ts';
import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';

/** Blurring at an eighth of the size costs a 64th and looks the same. */
const REDUCTION = 8;

/** Draws a part of a picture over the whole image. */
export function paintCrop(
  context: SKRSContext2D,
  { image, width, height }: UserPicture,
  crop: Crop,
  size: FrameSize,
): void {
  context.imageSmoothingQuality = 'high';
  context.drawImage(
    image,
    crop.x * width,
    crop.y * height,
    crop.width * width,
    crop.height * height,
    0,
    0,
    size.width,
    size.height,
  );
}

/** Draws a part of a picture over the whole image, so blurred that it is colour and light only. */
function paintBlurred(context: SKRSContext2D, picture: UserPicture, crop: Crop, size: FrameSize): void {
  const small = { width: Math.ceil(size.width / REDUCTION), height: Math.ceil(size.height / REDUCTION) };
  const sharp = createCanvas(small.width, small.height);
  paintCrop(sharp.getContext('2d'), picture, crop, small);
  const soft = createCanvas(small.width, small.height).getContext('2d');
  const radius = Math.min(small.width, small.height) * 0.05;
  soft.filter = `blur(${radius}px)`;
  // Drawn larger than it is, so that the blur's transparent rim lies outside.
  soft.drawImage(sharp, -2 * radius, -2 * radius, small.width + 4 * radius, small.height + 4 * radius);
  context.imageSmoothingQuality = 'high';
  context.drawImage(soft.canvas, 0, 0, size.width, size.height);
}

/** The ground behind a picture that is shown whole: the same picture blurred, under a veil of the style's scrim. */
export function paintSoft(
  context: SKRSContext2D,
  picture: UserPicture,
  crop: Crop,
  size: FrameSize,
  { scrim, grain }: Pick<StyleSheet, 'scrim' | 'grain'>,
): void {
  context.fillStyle = scrim;
  context.fillRect(0, 0, size.width, size.height);
  paintBlurred(context, picture, crop, size);
  context.fillStyle = withAlpha(scrim, 0.55);
  context.fillRect(0, 0, size.width, size.height);
  paintGrain(context, size, grain);
}

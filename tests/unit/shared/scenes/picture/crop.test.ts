import { createCanvas } from '@napi-rs/canvas';
import { expect, it } from 'vitest';
import { cropTo } from '#shared/scenes/picture/crop.ts';
import { decodePicture } from '#shared/scenes/picture/decode-picture.ts';
import { interestOf } from '#shared/scenes/picture/interest.ts';

/** A grey picture with a striped, coloured thing at a place (0 to 1). */
function pictureWith(thing: { x: number; y: number } | undefined, width = 1200, height = 600): Uint8Array {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#9aa0a6';
  context.fillRect(0, 0, width, height);
  for (let stripe = 0; thing !== undefined && stripe < 10; stripe += 1) {
    context.fillStyle = stripe % 2 === 0 ? '#d02020' : '#ffffff';
    context.fillRect(thing.x * width - 50 + stripe * 10, thing.y * height - 50, 10, 100);
  }
  return canvas.encodeSync('png');
}

it.each([0.1, 0.35, 0.6, 0.9])('what is to be seen stays in the crop: at %f of the width', async (x) => {
  // Prepare
  const picture = await decodePicture(pictureWith({ x, y: 0.5 }));
  // Act
  const crop = cropTo(interestOf(picture), 2, 9 / 16);
  // Assess
  expect(crop.x).toBeLessThan(x - 0.04);
  expect(crop.x + crop.width).toBeGreaterThan(x + 0.04);
  expect(crop.width / crop.height).toBeCloseTo(9 / 16 / 2, 5);
  expect(crop.x + crop.focus.x * crop.width).toBeCloseTo(x, 1);
});

it('a picture of nothing is cropped about its middle', async () => {
  const picture = await decodePicture(pictureWith(undefined));
  const crop = cropTo(interestOf(picture), 2, 1);
  expect(crop.x).toBeCloseTo(0.25, 1);
  expect(crop.focus.x).toBeCloseTo(0.5, 5);
  expect(crop.focus.y).toBeCloseTo(0.5, 1);
});

it('a picture of the wanted shape is not cropped', async () => {
  const picture = await decodePicture(pictureWith({ x: 0.2, y: 0.2 }));
  expect(cropTo(interestOf(picture), 2, 2)).toMatchObject({ x: 0, y: 0, width: 1, height: 1 });
});

it('sees what shows through', async () => {
  const canvas = createCanvas(100, 100);
  canvas.getContext('2d').fillRect(20, 20, 40, 40);
  expect(interestOf(await decodePicture(canvas.encodeSync('png'))).opaque).toBe(false);
  expect(interestOf(await decodePicture(pictureWith(undefined))).opaque).toBe(true);
});

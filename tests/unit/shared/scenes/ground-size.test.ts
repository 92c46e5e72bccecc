import { expect, test } from 'vitest';
import { groundSize } from '#shared/scenes/ground-size.ts';

const frame = { width: 1920, height: 1080 };
const footage = {
  video: { hash: 'a'.repeat(64), mediaType: 'video/mp4', bytes: 1 },
  ...{ fromMs: 0, speed: 1, crop: { x: 0, y: 0, width: 1, height: 1 } },
};

test.each([
  { what: 'that stands is as large as the frame', motion: undefined, width: 1920, height: 1080 },
  { what: 'that comes nearer is as large as at its end', motion: [1, 1.1], width: 2112, height: 1188 },
  { what: 'that goes back is as large as at its beginning', motion: [1.117, 1], width: 2146, height: 1208 },
  { what: 'that comes very near is a quarter larger', motion: [1, 2], width: 2400, height: 1350 },
])('a ground $what', ({ motion, width, height }) => {
  const [fromScale, toScale] = motion ?? [1, 1];
  const zoom = motion ? { motion: { fromScale, toScale, x: 0.5, y: 0.5 } } : {};
  expect(groundSize({ ...frame, ...zoom } as Parameters<typeof groundSize>[0])).toEqual({ width, height });
  expect(groundSize({ ...frame, ...zoom, footage } as Parameters<typeof groundSize>[0])).toEqual(frame);
});

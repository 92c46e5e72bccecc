import { loadImage } from '@napi-rs/canvas';
import { beforeAll, expect, it } from 'vitest';
import { frameSize } from '#shared/scenes/frame.ts';
import { illustrate } from '#shared/scenes/illustrate.ts';
import { STYLE_SHEETS } from '#shared/scenes/styles/style-sheets.ts';
import { drawing } from '#tests/security/picture-files.ts';
import { memoryStore, withFonts } from '#tests/unit/shared/scenes/scene-kit.ts';

beforeAll(withFonts);

async function shown(bytes: Buffer, aspect: '16:9' | '9:16') {
  const store = memoryStore();
  const frame = frameSize({ aspect, quality: 'draft' });
  const visual = { kind: 'picture', image: store.add(bytes) } as const;
  const made = await illustrate({ visual, style: STYLE_SHEETS.paper, frame, language: 'en', seed: 1 }, store);
  const ground = made.layers[0];
  if (ground === undefined) throw new Error('There is no ground.');
  const image = await loadImage(store.kept.get(ground.image.hash) ?? new Uint8Array());
  return { frame, ground, image };
}

it.each([
  ['a panorama in an upright film', 1800, 600, '9:16'],
  ['an ordinary photograph in an upright film', 1200, 800, '9:16'],
  ['a very broad picture in a broad film', 2000, 400, '16:9'],
  ['a tower in a broad film', 500, 1500, '16:9'],
] as const)('%s covers the frame and is panned over calmly', async (_, width, height, aspect) => {
  // Act
  const bytes = drawing(width, height).encodeSync('jpeg', 90);
  const { frame, ground, image } = await shown(bytes, aspect);
  // Assess
  const broad = width > height;
  const [along, across] = broad ? (['width', 'height'] as const) : (['height', 'width'] as const);
  expect(ground[across]).toBe(frame[across]);
  expect(ground[along]).toBeGreaterThan(1.2 * frame[along]);
  expect(ground[along]).toBeLessThanOrEqual(1.6 * frame[along]);
  const { motion } = ground;
  // As sharp as the frame where its zoom is largest.
  const zoom = Math.max(motion?.fromScale ?? 1, motion?.toScale ?? 1);
  expect(Math.abs(image.width / ground.width - zoom)).toBeLessThan(0.01);
  expect(Math.abs(image.height / ground.height - zoom)).toBeLessThan(0.01);
  expect(motion?.panTo?.[broad ? 'x' : 'y']).not.toBe(motion?.[broad ? 'x' : 'y']);
  expect(motion?.panTo?.[broad ? 'y' : 'x']).toBe(motion?.[broad ? 'y' : 'x']);
});

it.each([
  ['whose shape is near the frame’s', 1200, 700, 'jpeg', '16:9'],
  ['that would have to be enlarged more than three times', 300, 100, 'jpeg', '9:16'],
] as const)('a picture %s is not panned', async (_, width, height, format, aspect) => {
  const { frame, ground } = await shown(drawing(width, height).encodeSync(format, 90), aspect);
  expect(ground).toMatchObject({ x: 0, y: 0, ...frame });
  expect(ground.motion?.panTo).toBeUndefined();
});

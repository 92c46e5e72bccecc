import { afterAll, beforeAll, expect, it } from 'vitest';
import type * as z from 'zod';
import type { AssetRef } from '#shared/domain/asset.ts';
import { MAX_THUMBNAIL_BYTES, makeThumbnail } from '#shared/publish/thumbnail.ts';
import { seeded } from '#shared/scenes/seeded.ts';
import { STYLE_SHEETS } from '#shared/scenes/styles/style-sheets.ts';
import { sniffImage } from '#shared/security/sniff-image.ts';
import { drawing } from '#tests/security/picture-files.ts';
import { type Harness, openHarness } from '#tests/unit/shared/render/step-harness.ts';

let harness: Harness;
const poster = {
  title: 'The deep ocean',
  style: STYLE_SHEETS.signal,
  width: 1920,
  height: 1080,
  seed: 3,
  images: [],
};

type Input = z.infer<typeof makeThumbnail.input>;
type Made = z.infer<typeof makeThumbnail.output>['thumbnails'];

async function all(input: Input): Promise<Made> {
  return (await makeThumbnail.run(makeThumbnail.input.parse(input), harness.context)).thumbnails as Made;
}

async function made(input: Input): Promise<AssetRef> {
  return (await all(input))[0]?.ref as AssetRef;
}

beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

it.each([
  ['16:9', 1920, 1080, 1280, 720],
  ['16:9 draft', 640, 360, 1280, 720],
  ['9:16', 1080, 1920, 1080, 1920],
  ['1:1', 360, 360, 1080, 1080],
])('a %s film has a JPEG of the size that platforms want', async (_, width, height, wide, high) => {
  const ref = await made({ ...poster, width, height });
  const bytes = await harness.assets.get(harness.context.tenant, ref);
  expect(sniffImage(bytes)).toMatchObject({ mediaType: 'image/jpeg', width: wide, height: high });
});

it('the worst picture stays within 2 MB', async () => {
  // Prepare: noise, which compresses least
  const canvas = drawing(1080, 1920);
  const context = canvas.getContext('2d');
  const noise = context.createImageData(1080, 1920);
  const next = seeded('noise');
  for (let at = 0; at < noise.data.length; at += 1) noise.data[at] = at % 4 === 3 ? 255 : next() * 256;
  context.putImageData(noise, 0, 0);
  const bytes = canvas.encodeSync('jpeg', 95);
  const image = await harness.assets.put(harness.context.tenant, bytes, 'image/jpeg');
  // Act
  const ref = await made({ ...poster, width: 1080, height: 1920, images: [image] });
  // Assess
  expect(ref.bytes).toBeLessThanOrEqual(MAX_THUMBNAIL_BYTES);
});

it('the same film has the same thumbnail, another seed another one', async () => {
  const [one, again, other] = [await made(poster), await made(poster), await made({ ...poster, seed: 4 })];
  expect(again).toEqual(one);
  expect(other.hash).not.toBe(one.hash);
});

it('six different posters are drawn and kept, the best one first, each with its scores', async () => {
  const thumbnails = await all({ ...poster, figure: '10,935 m' });
  const names = ['thumbnail.jpg', ...[2, 3, 4, 5, 6].map((place) => `thumbnail-${place}.jpg`)];
  expect(thumbnails.map(({ file }) => file)).toEqual(names);
  expect(new Set(thumbnails.map(({ ref }) => ref.hash)).size).toBe(6);
  const scores = thumbnails.map(({ score }) => score);
  expect(scores).toEqual(scores.toSorted((one, other) => other - one));
  expect(Math.min(...thumbnails.map(({ contrast }) => contrast))).toBeGreaterThan(0.6);
});

it('pictures of the film are tried in every way that suits the shape, and a ground too', async () => {
  const canvas = drawing(800, 600);
  const image = await harness.assets.put(harness.context.tenant, canvas.encodeSync('jpeg', 90), 'image/jpeg');
  const broad = await all({ ...poster, images: [image] });
  const upright = await all({ ...poster, width: 1080, height: 1920, images: [image] });
  expect(broad.map(({ layout }) => layout)).toEqual(expect.arrayContaining(['beside', 'foot', 'plain']));
  expect(upright.map(({ layout }) => layout)).toEqual(expect.arrayContaining(['head', 'foot', 'plain']));
});

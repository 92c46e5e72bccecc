import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { beforeAll, expect, test } from 'vitest';
import type { AssetRef } from '#shared/domain/asset.ts';
import { TenantId } from '#shared/domain/identity.ts';
import type { SegmentSpec } from '#shared/domain/render-plan.ts';
import type { Layer } from '#shared/domain/timeline.ts';
import { openFfmpegPipe } from '#shared/render/ffmpeg/ffmpeg-pipe.ts';
import { composeSegment } from '#shared/render/segment/compose-segment.ts';
import { pictureLoader } from '#shared/render/segment/load-pictures.ts';
import { type Harness, openHarness } from '#tests/unit/shared/render/step-harness.ts';

const SIZE = { width: 160, height: 90 };
const tenant = TenantId.parse('local');
const FRAMES = 60;
/** Light of each of the footage's frames, at the left; at the right it is black. */
const light = (frame: number) => 30 + 3 * frame;

let harness: Harness;
let video: AssetRef;
beforeAll(async () => {
  harness = await openHarness();
  video = await makeFootage();
  return () => harness.close();
});

async function makeFootage(): Promise<AssetRef> {
  const { context, folder, assets } = harness;
  const [width, height] = [320, 180];
  const pipe = await openFfmpegPipe({
    program: await context.ports.tools.ffmpeg(),
    folder,
    frames: { width, height, fps: 30 },
    inputs: [],
    outputs: [
      {
        file: 'own.mp4',
        options: [
          '-c:v',
          'libx264',
          '-crf',
          '4',
          '-g',
          '15',
          '-bf',
          '0',
          '-colorspace',
          'bt709',
          '-color_range',
          'tv',
        ],
      },
    ],
    timeoutMs: 20_000,
    signal: context.signal,
  });
  const bytes = new Uint8Array((width * height * 3) / 2).fill(128).fill(16, 0, width * height);
  for (let frame = 0; frame < FRAMES; frame++) {
    for (let y = 0; y < height; y++) bytes.fill(light(frame), y * width, y * width + width / 2);
    await pipe.write(bytes);
  }
  await pipe.finish();
  return await assets.putFile(tenant, path.join(folder, 'own.mp4'), 'video/mp4');
}

async function picture(colour: string, width: number, height: number): Promise<AssetRef> {
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  pen.fillStyle = colour;
  pen.fillRect(0, 0, width, height);
  return await harness.assets.put(tenant, canvas.toBuffer('image/png'), 'image/png');
}

const whole = { x: 0, y: 0, width: 1, height: 1 };

function segment(layers: Layer[], firstFrame: number, frames: number): SegmentSpec {
  const scene = { layers, firstFrame, frames: 300 };
  return { version: 3, ...SIZE, fps: 30, quality: 'draft', frames, scenes: [scene] };
}

/** Light at a place in each frame of a segment. */
async function lights(spec: SegmentSpec, x: number, y: number): Promise<number[]> {
  const { context, folder, assets } = harness;
  const tools = { program: await context.ports.tools.ffmpeg(), folder, signal: context.signal };
  const source = await composeSegment(spec, pictureLoader(assets, tenant), {
    ...tools,
    copy: (asset, file) => harness.save(asset, file),
  });
  const found: number[] = [];
  for (let i = 0; i < spec.frames; i++) {
    found.push((await source.frame(i))[y * SIZE.width + x] ?? 0);
  }
  await source.close();
  return found;
}

const near = (found: number[], frames: number[]) => {
  expect(found).toHaveLength(frames.length);
  found.forEach((value, i) => {
    expect(Math.abs(value - light(frames[i] as number)), `frame ${i}`).toBeLessThanOrEqual(1);
  });
};

test.each([1, 0.5, 2])(
  'footage at speed %s shows each frame when it is due, also where a segment begins in its midst',
  async (speed) => {
    // Prepare
    const image = await picture('#808080', SIZE.width, SIZE.height);
    const footage = { video, fromMs: 200, speed, crop: whole };
    const layers: Layer[] = [{ image, x: 0, y: 0, ...SIZE, footage }];

    for (const [first, count] of [
      [0, 9],
      [9, 8],
    ] as const) {
      // Act
      const found = await lights(segment(layers, first, count), 20, 40);

      // Assess
      near(
        found,
        Array.from({ length: count }, (_, i) => Math.floor(6 + (first + i) * speed + 1e-6)),
      );
    }
  },
);

test('when footage ends its last frame stays, and where there was none its still is seen', async () => {
  const image = await picture('#ffffff', SIZE.width, SIZE.height);
  const layer = (fromMs: number): Layer[] => [
    { image, x: 0, y: 0, ...SIZE, footage: { video, fromMs, speed: 1, crop: whole } },
  ];
  near(await lights(segment(layer(1900), 0, 6), 20, 40), [57, 58, 59, 59, 59, 59]);
  expect(await lights(segment(layer(5000), 0, 3), 20, 40)).toEqual([235, 235, 235]);
});

test('framed footage is seen where its still is, cropped to the part that was asked for, over the ground', async () => {
  // Prepare: the right half of the footage, which is black, over white; one corner of the still is transparent.
  const ground: Layer = { image: await picture('#ffffff', SIZE.width, SIZE.height), x: 0, y: 0, ...SIZE };
  const canvas = createCanvas(60, 40);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#00ff00';
  pen.fillRect(20, 0, 40, 40);
  pen.fillRect(0, 20, 20, 20);
  const image = await harness.assets.put(tenant, canvas.toBuffer('image/png'), 'image/png');
  const crop = { x: 0.55, y: 0, width: 0.45, height: 1 };
  const framed: Layer = {
    image,
    x: 41,
    y: 21,
    width: 60,
    height: 40,
    footage: { video, fromMs: 0, speed: 1, crop },
  };
  const spec = segment([ground, framed], 0, 2);

  // Act, assess
  expect((await lights(spec, 80, 45))[1]).toBe(16);
  expect((await lights(spec, 46, 26))[1]).toBe(235);
  expect((await lights(spec, 20, 45))[1]).toBe(235);
});

test('a footage layer that lies partly outside, or wholly, does no harm, and its decoder ends with the segment', async () => {
  const ground: Layer = { image: await picture('#ffffff', SIZE.width, SIZE.height), x: 0, y: 0, ...SIZE };
  const image = await picture('#000000', 60, 40);
  const footage = { video, fromMs: 0, speed: 1, crop: whole };
  const at = (x: number, y: number): Layer => ({ image, x, y, width: 60, height: 40, footage });
  const found = await lights(segment([ground, at(-31, -21), at(500, 0)], 0, 2), 2, 2);
  expect(Math.abs((found[1] ?? 0) - 16)).toBeLessThanOrEqual(1);
  const own = await readFile(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8');
  expect(own.trim()).toBe('');
});

test('the pictures of a flip-book are shown in turn, each from its moment on', async () => {
  // Prepare
  const ground: Layer = { image: await picture('#000000', SIZE.width, SIZE.height), x: 0, y: 0, ...SIZE };
  const shades = ['#303030', '#606060', '#909090', '#c0c0c0'];
  const images = shades.map((shade) => {
    const canvas = createCanvas(30, 20);
    const pen = canvas.getContext('2d');
    pen.fillStyle = shade;
    pen.fillRect(0, 0, 30, 20);
    return canvas.toBuffer('image/png');
  });
  const starts = images.map((_, i) => images.slice(0, i).reduce((sum, { length }) => sum + length, 0));
  const within = images.map(({ length }, i) => ({ start: starts[i] ?? 0, bytes: length }));
  const pack = await harness.assets.put(tenant, Buffer.concat(images), 'application/octet-stream');
  const book: Layer = {
    ...{ image: pack, x: 40, y: 30, width: 30, height: 20 },
    within: within[0] as NonNullable<Layer['within']>,
    cels: within.slice(1).map((part, i) => ({ within: part, atMs: 100 * (i + 1) })),
  };

  // Act: a segment from the beginning, and one that begins within.
  const found = await lights(segment([ground, book], 0, 14), 50, 40);
  const later = await lights(segment([ground, book], 7, 4), 50, 40);

  // Assess
  const shade = (value: number) => Math.round(16 + (219 * value) / 255);
  const [a, b, c, d] = [0x30, 0x60, 0x90, 0xc0].map(shade);
  expect(found).toEqual([a, a, a, b, b, b, c, c, c, d, d, d, d, d]);
  expect(later).toEqual([c, c, d, d]);
});

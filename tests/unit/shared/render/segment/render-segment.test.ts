import { readdir } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createCanvas } from '@napi-rs/canvas';
import { beforeAll, expect, test } from 'vitest';
import { AssetRef } from '#shared/domain/asset.ts';
import { TenantId } from '#shared/domain/identity.ts';
import type { SegmentSpec } from '#shared/domain/render-plan.ts';
import { planSegments } from '#shared/render/plan/plan-segments.ts';
import { renderSegmentStep } from '#shared/render/segment/render-segment-step.ts';
import { captionArea } from '#shared/scenes/frame.ts';
import { STYLE_SHEETS } from '#shared/scenes/styles/style-sheets.ts';
import { sampleTimeline } from '#tests/unit/shared/render/sample-film.ts';
import { decodeVideo, pixelAt } from '#tests/unit/shared/render/segment/decode-video.ts';
import { type Harness, openHarness } from '#tests/unit/shared/render/step-harness.ts';

const SIZE = { width: 854, height: 480 };
const TEXTS = ['Deep down it is dark.', 'Nobody has been there.'];
const tenant = TenantId.parse('local');

let harness: Harness;
let specs: SegmentSpec[];
beforeAll(async () => {
  harness = await openHarness();
  specs = planSegments(await sampleTimeline(harness.assets, TEXTS));
  return () => harness.close();
});

async function render(spec: SegmentSpec, { context } = harness): Promise<AssetRef> {
  const { video, frames } = await renderSegmentStep.run({ segment: spec }, context);
  expect(frames).toBe(spec.frames);
  return AssetRef.parse(video);
}

const spec = (index: number) => specs[index] as SegmentSpec;

const difference = (a: Uint8Array, b: Uint8Array) =>
  a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] as number)), 0) / a.length;

/** A spec of one still layer of that colour. */
async function plainSpec(colour: string): Promise<SegmentSpec> {
  const canvas = createCanvas(SIZE.width, SIZE.height);
  const pen = canvas.getContext('2d');
  pen.fillStyle = colour;
  pen.fillRect(0, 0, SIZE.width, SIZE.height);
  const image = await harness.assets.put(tenant, canvas.toBuffer('image/png'), 'image/png');
  const { captions: _, ...rest } = spec(0);
  return {
    ...rest,
    frames: 5,
    scenes: [{ layers: [{ image, x: 0, y: 0, ...SIZE }], firstFrame: 0, frames: 60 }],
  };
}

test('a segment is H.264 High in BT.709 and has exactly its frames', async () => {
  for (const one of [spec(0), { ...spec(1), quality: 'standard' as const }]) {
    const { frames, stream } = await decodeVideo(harness, await render(one), SIZE);
    expect(frames).toHaveLength(one.frames);
    expect(stream).toMatch(/^h264 \(High\).*yuv420p\(tv, bt709.*854x480.*30 fps.*15360 tbn/);
  }
});

test('the same segment gives the same bytes', async () => {
  const [one, other] = [await render(spec(1)), await render(structuredClone(spec(1)))];
  expect(other).toEqual(one);
});

test.each([
  { colour: 'rgb(220, 40, 60)', rgb: [220, 40, 60] },
  { colour: 'rgb(20, 180, 90)', rgb: [20, 180, 90] },
  { colour: 'rgb(30, 60, 230)', rgb: [30, 60, 230] },
])('$colour is that colour in the film', async ({ colour, rgb }) => {
  const { frames } = await decodeVideo(harness, await render(await plainSpec(colour)), SIZE);
  pixelAt(frames[3] as Uint8Array, 320, 180, SIZE).forEach((value, i) => {
    expect(Math.abs(value - (rgb[i] as number))).toBeLessThanOrEqual(3);
  });
});

test('the picture goes on over the joins of segments as it does within them', async () => {
  // Prepare, act
  const bare = specs.map(({ captions: _, ...rest }) => ({ ...rest, quality: 'standard' }) as SegmentSpec);
  const parts: Uint8Array[][] = [];
  for (const one of bare) parts.push((await decodeVideo(harness, await render(one), SIZE)).frames);

  // Assess: at each join the step is not above the largest one beside it, but for the grain of the encoder.
  parts.slice(1).forEach((after, i) => {
    const before = parts[i] as Uint8Array[];
    const steps = [before.slice(-4), after.slice(0, 4)].map((run) =>
      Math.max(...run.slice(1).map((frame, k) => difference(frame, run[k] as Uint8Array))),
    );
    const join = difference(before.at(-1) as Uint8Array, after[0] as Uint8Array);
    expect(join).toBeGreaterThan(0);
    expect(join).toBeLessThanOrEqual(1.5 * Math.max(...steps) + 0.5);
  });
});

test.each(['16:9', '9:16', '1:1'] as const)(
  'captions are inside their area and light up word by word, at %s',
  async (aspect) => {
    // Prepare
    const timeline = await sampleTimeline(harness.assets, ['Deep down it is dark, said Ágnes Őry.'], {
      aspect,
    });
    const size = { width: timeline.width, height: timeline.height };
    const one = { ...(planSegments(timeline)[0] as SegmentSpec), quality: 'standard' } as SegmentSpec;
    const cue = one.captions?.cues[0];
    const words = cue?.lines.flat() ?? [];

    // Act
    const { captions: _, ...bare } = one;
    const { frames } = await decodeVideo(harness, await render(one), size);
    const { frames: without } = await decodeVideo(harness, await render(bare), size);

    // Assess: what differs is inside the area, and the highlight moves along the first line.
    const area = captionArea(size);
    const look =
      STYLE_SHEETS.midnight.captions.highlight
        .match(/[0-9a-f]{2}/g)
        ?.map((hex) => Number.parseInt(hex, 16)) ?? [];
    const firstLine = cue?.lines[0] ?? [];
    const middles = words.slice(0, firstLine.length).map(({ startFrame }) => {
      const [frame, plain] = [frames[startFrame + 2] as Uint8Array, without[startFrame + 2] as Uint8Array];
      const lit: number[] = [];
      const drawn = { left: size.width, right: 0, top: size.height, bottom: 0 };
      for (let y = 0; y < size.height; y++) {
        for (let x = 0; x < size.width; x++) {
          const at = y * size.width + x;
          if (Math.abs((frame[at] as number) - (plain[at] as number)) < 60) continue;
          drawn.left = Math.min(drawn.left, x);
          drawn.right = Math.max(drawn.right, x);
          drawn.top = Math.min(drawn.top, y);
          drawn.bottom = Math.max(drawn.bottom, y);
          const pixel = pixelAt(frame, x, y, size);
          if (pixel.every((value, i) => Math.abs(value - (look[i] as number)) < 45)) lit.push(x);
        }
      }
      expect(drawn.left).toBeGreaterThanOrEqual(area.x);
      expect(drawn.right).toBeLessThan(area.x + area.width);
      expect(drawn.top).toBeGreaterThanOrEqual(area.y);
      expect(drawn.bottom).toBeLessThan(area.y + area.height);
      expect(lit.length).toBeGreaterThan(5);
      return lit.reduce((sum, x) => sum + x, 0) / lit.length;
    });
    expect(middles).toEqual(middles.toSorted((a, b) => a - b));
    expect(new Set(middles.map(Math.round)).size).toBe(middles.length);
  },
);

test('a layer that is no picture is refused, and nothing is left behind', async () => {
  const image = await harness.assets.put(tenant, Buffer.from('not a picture at all'), 'image/png');
  const broken = await plainSpec('#123456');
  broken.scenes[0].layers[0] = { image, x: 0, y: 0, ...SIZE };
  await expect(render(broken)).rejects.toMatchObject({ code: 'MEDIA_INVALID' });
  expect((await readdir(harness.folder)).filter((name) => name.startsWith('job-'))).toEqual([]);
});

test('cancelling ends the encoder at once and leaves nothing behind', async () => {
  const controller = new AbortController();
  const other = await openHarness(controller.signal);
  const [long] = planSegments(await sampleTimeline(other.assets, [TEXTS.join(' ').repeat(2)]));
  const jobs = async () => (await readdir(other.folder)).filter((name) => name.startsWith('job-'));

  const rendering = render(long as SegmentSpec, other).catch((error: unknown) => error);
  while ((await jobs()).length === 0) await nextTurn();
  controller.abort();

  expect(await rendering).toMatchObject({ code: 'CANCELLED' });
  expect(await jobs()).toEqual([]);
  await other.close();
});

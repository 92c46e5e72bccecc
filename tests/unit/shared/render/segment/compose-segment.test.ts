import { createCanvas } from '@napi-rs/canvas';
import { beforeAll, expect, test } from 'vitest';
import { TenantId } from '#shared/domain/identity.ts';
import type { SegmentScene, SegmentSpec } from '#shared/domain/render-plan.ts';
import type { Entrance, Layer, Timeline } from '#shared/domain/timeline.ts';
import { planSegments } from '#shared/render/plan/plan-segments.ts';
import { composeSegment, type FrameSource } from '#shared/render/segment/compose-segment.ts';
import { pictureLoader } from '#shared/render/segment/load-pictures.ts';
import { sampleTimeline } from '#tests/unit/shared/render/sample-film.ts';
import { type Harness, openHarness } from '#tests/unit/shared/render/step-harness.ts';

const SIZE = { width: 854, height: 480 };
const tenant = TenantId.parse('local');

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
  return () => harness.close();
});

/** Makes a segment ready to give frames. */
async function open(spec: SegmentSpec): Promise<FrameSource> {
  const { context, assets, folder } = harness;
  const tools = { program: await context.ports.tools.ffmpeg(), folder, signal: context.signal };
  return await composeSegment(spec, pictureLoader(assets, tenant), {
    ...tools,
    copy: (asset, file) => harness.save(asset, file),
  });
}

async function plain(colour: string, box: Omit<Layer, 'image'>): Promise<Layer> {
  const canvas = createCanvas(box.width, box.height);
  const pen = canvas.getContext('2d');
  pen.fillStyle = colour;
  pen.fillRect(0, 0, box.width, box.height);
  return { ...box, image: await harness.assets.put(tenant, canvas.toBuffer('image/png'), 'image/png') };
}

/** Two scenes on black, with a white box at the left in the first and at the right in the second. */
async function twoScenes(entrance: Entrance | undefined): Promise<Timeline> {
  const timeline = await sampleTimeline(harness.assets, ['Deep down it is dark.', 'Nobody was there.']);
  const ground = await plain('#000000', { x: 0, y: 0, ...SIZE });
  for (const [index, scene] of timeline.scenes.entries()) {
    const overlay = await plain('#ffffff', { x: 40 + index * 300, y: 100, width: 200, height: 100 });
    scene.layers = [ground, entrance === undefined ? overlay : { ...overlay, entrance }];
  }
  return { ...timeline, captions: 'off' };
}

test.each([
  ['that fade in at once', { kind: 'fade', delayMs: 0, durationMs: 380 }],
  ['that rise', { kind: 'rise', delayMs: 60, durationMs: 420 }],
  ['without entrance', undefined],
] as const)('in a cross-fade no two texts %s are ever seen at once, and none jumps', async (_, entrance) => {
  // Prepare
  const specs = planSegments(await twoScenes(entrance));

  // Act: light of both boxes in each frame of the film.
  const lights: [number, number][] = [];
  for (const spec of specs) {
    const source = await open(spec);
    for (let frame = 0; frame < spec.frames; frame++) {
      const bytes = await source.frame(frame);
      const at = (x: number) => (bytes[150 * SIZE.width + x] ?? 0) - 16;
      lights.push([at(140), at(440)]);
    }
  }

  // Assess
  expect(lights.every(([left, right]) => left <= 1 || right <= 1)).toBe(true);
  expect(lights.some(([left]) => left === 219)).toBe(true);
  expect(lights.at(-1)).toEqual([0, 219]);
  const jumps = lights.slice(1).map(([left, right], i) => {
    const [leftBefore, rightBefore] = lights[i] ?? [0, 0];
    return Math.max(leftBefore - left, right - rightBefore);
  });
  expect(Math.max(...jumps)).toBeLessThan(110);
});

test('a segment that begins within a transition goes on with it as if it were one', async () => {
  // Prepare: the scene that comes in over the first, whole, and from its sixth frame on.
  const whole = planSegments(await twoScenes(undefined))[1] as SegmentSpec;
  const later = (scene: SegmentScene) => ({ ...scene, firstFrame: scene.firstFrame + 5 });
  const scenes = whole.scenes.map(later) as SegmentSpec['scenes'];
  const rest: SegmentSpec = { ...whole, frames: whole.frames - 5, scenes };

  // Act
  const [one, other] = [await open(whole), await open(rest)];
  for (let frame = 0; frame < 5; frame++) await one.frame(frame);

  // Assess: to the end of the transition and beyond.
  for (let frame = 0; frame < 10; frame++) {
    expect(Buffer.compare(await one.frame(frame + 5), await other.frame(frame))).toBe(0);
  }
  await one.close();
  await other.close();
});

test('a layer larger than the frame is panned over at its own scale', async () => {
  // Prepare: 1.5 times as wide as the frame, its left third red.
  const timeline = await sampleTimeline(harness.assets, ['Deep down it is dark.']);
  const canvas = createCanvas(1600, 600);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#000000';
  pen.fillRect(0, 0, 1600, 600);
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, 533, 600);
  const image = await harness.assets.put(tenant, canvas.toBuffer('image/png'), 'image/png');
  const motion = { fromScale: 1, toScale: 1, x: 0, y: 0.5, panTo: { x: 1, y: 0.5 } };
  const layers = [{ image, x: 0, y: 0, width: 1280, height: 480, motion }];
  const [spec] = planSegments({
    ...timeline,
    captions: 'off',
    scenes: timeline.scenes.map((scene) => ({ ...scene, layers })),
  });
  if (spec === undefined) throw new Error('There is no segment.');

  // Act: where the light part ends in the first and in the last frame.
  const source = await open(spec);
  const edges: number[] = [];
  for (let frame = 0; frame < spec.frames; frame++) {
    const row = (await source.frame(frame)).subarray(0, SIZE.width);
    edges.push(row.filter((light) => light > 125).length);
  }
  const edge = (frame: number) => edges[frame] ?? 0;

  // Assess
  expect(edge(0)).toBe(426);
  expect(edge(spec.scenes[0].frames - 1)).toBe(0);
  expect(Math.abs(edge(Math.round((spec.scenes[0].frames - 1) / 2)) - 213)).toBeLessThanOrEqual(3);
});

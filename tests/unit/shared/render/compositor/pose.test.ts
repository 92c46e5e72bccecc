import { expect, test } from 'vitest';
import type { Layer } from '#shared/domain/timeline.ts';
import { poseAt, samePose } from '#shared/render/compositor/pose.ts';
import { VOICE } from '#tests/unit/shared/render/sample-film.ts';

const box = { image: VOICE, x: 0, y: 0, width: 100, height: 100 };
const ground: Layer = { ...box, motion: { fromScale: 1, toScale: 1.21, x: 0.2, y: 0.7 } };
const overlay = (kind: 'none' | 'fade' | 'rise', delayMs = 500, durationMs = 500): Layer => ({
  ...box,
  entrance: { kind, delayMs, durationMs },
});
const pose = (layers: Layer[], frame: number) => poseAt(layers, frame, 61, 1000);

test('a zoom goes from its first to its last scale in equal ratios over the whole scene', () => {
  expect(pose([ground], 0)).toMatchObject({ scale: 1, x: 0.2, y: 0.7 });
  expect(pose([ground], 30).scale).toBeCloseTo(1.1, 10);
  expect(pose([ground], 60).scale).toBeCloseTo(1.21, 10);
});

test('a pan goes evenly from its first to its last point', () => {
  const motion = { fromScale: 1, toScale: 1, x: 0, y: 0.5, panTo: { x: 1, y: 0.25 } };
  const panned = [{ ...box, motion }];
  expect([0, 15, 30, 60].map((frame) => pose(panned, frame).x)).toEqual([0, 0.25, 0.5, 1]);
  expect(pose(panned, 60).y).toBe(0.25);
  expect(samePose(pose(panned, 30), pose(panned, 31))).toBe(false);
});

test('a scene of one frame and a layer without motion stand still', () => {
  expect(poseAt([ground], 0, 1, 1000).scale).toBe(1);
  expect(pose([box], 42)).toEqual({ scale: 1, x: 0.5, y: 0.5, overlays: [] });
});

test.each(['fade', 'rise'] as const)(
  'a %s comes in after its delay, only ever more, and ends exactly in place',
  (kind) => {
    const overlays = Array.from({ length: 61 }, (_, i) => pose([ground, overlay(kind)], i).overlays[0]);
    expect(overlays[14]?.opacity).toBe(0);
    expect(overlays.slice(30).every((one) => one?.opacity === 256 && one.shift === 0)).toBe(true);
    overlays.slice(16).forEach((one, i) => {
      const before = overlays[15 + i];
      expect(one?.opacity).toBeGreaterThanOrEqual(before?.opacity ?? 0);
      expect(one?.shift).toBeLessThanOrEqual(before?.shift ?? 0);
    });
    expect(overlays[15]?.shift).toBe(kind === 'rise' ? 20 : 0);
  },
);

test('an overlay without entrance is there at once, and one that cuts in is there from its delay on', () => {
  expect(pose([ground, box], 0).overlays).toEqual([{ opacity: 256, shift: 0 }]);
  expect(
    [14, 15].map((frame) => pose([ground, overlay('none', 500, 0)], frame).overlays[0]?.opacity),
  ).toEqual([0, 256]);
});

test('poses are the same only when nothing in them differs', () => {
  const still = [box, overlay('rise')];
  expect(samePose(pose(still, 40), pose(still, 41))).toBe(true);
  expect(samePose(pose(still, 20), pose(still, 21))).toBe(false);
  expect(samePose(pose([ground], 40), pose([ground], 41))).toBe(false);
});

import { expect, test } from 'vitest';
import { type Entrance, type Layer, MOVES } from '#shared/domain/timeline.ts';
import { celAt, type OverlayPose, poseAt, samePose, sameView } from '#shared/render/compositor/pose.ts';
import { VOICE } from '#tests/unit/shared/render/sample-film.ts';

const SIZE = { width: 1778, height: 1000 };
const box = { image: VOICE, x: 0, y: 0, width: 100, height: 100 };
const ground: Layer = { ...box, motion: { fromScale: 1, toScale: 1.21, x: 0.2, y: 0.7 } };
const overlay = (kind: Entrance['kind'], change: Partial<Entrance> = {}): Layer => ({
  ...box,
  entrance: { kind, delayMs: 500, durationMs: 500, ...change },
});
const pose = (layers: Layer[], frame: number) => poseAt(layers, frame, 61, SIZE);
const REST = { opacity: 256, dx: 0, dy: 0, scale: 1 };

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
  expect(sameView(pose(panned, 30), pose(panned, 31))).toBe(false);
});

test('a scene of one frame and a layer without motion stand still', () => {
  expect(poseAt([ground], 0, 1, SIZE).scale).toBe(1);
  expect(pose([box], 42)).toEqual({ scale: 1, x: 0.5, y: 0.5, overlays: [] });
});

/** How far an overlay is from being in its place and whole. */
function missing({ opacity, dx, dy, scale, seen }: OverlayPose): number {
  const hidden = seen ? 1 - (seen.to - seen.from) : 0;
  return 1 - opacity / 256 + Math.abs(dx) + Math.abs(dy) + Math.abs(1 - scale) + hidden;
}

test.each(MOVES.flatMap((kind) => [[kind, 'out'] as const, [kind, 'in-out'] as const]))(
  'a %s that slows down (%s) comes in after its delay, only ever nearer, and ends exactly in place',
  (kind, ease) => {
    const overlays = Array.from(
      { length: 61 },
      (_, i) => pose([ground, overlay(kind, { ease })], i).overlays[0] as OverlayPose,
    );
    expect(overlays[14]?.opacity).toBe(0);
    expect(overlays.slice(30).every((one) => samePose(one, REST))).toBe(true);
    const visible = overlays.filter(({ opacity }) => opacity > 0);
    visible.slice(1).forEach((one, i) => {
      expect(missing(one)).toBeLessThanOrEqual(missing(visible[i] as OverlayPose));
    });
  },
);

test('moves go in the direction of their names', () => {
  const early = (kind: Entrance['kind']) => pose([ground, overlay(kind)], 16).overlays[0] as OverlayPose;
  expect(early('rise').dy).toBeGreaterThan(0);
  expect(early('drop').dy).toBeLessThan(0);
  expect(early('slide-left').dx).toBeGreaterThan(0);
  expect(early('slide-right').dx).toBeLessThan(0);
  expect(early('pop').scale).toBeLessThan(1);
  expect(early('wipe-right').seen).toMatchObject({ axis: 'x', from: 0 });
  expect(early('wipe-left').seen).toMatchObject({ axis: 'x', to: 1 });
  expect(early('wipe-down').seen).toMatchObject({ axis: 'y', from: 0 });
  expect(early('wipe-up').seen).toMatchObject({ axis: 'y', to: 1 });
});

test('a move that overshoots goes a little too far and comes back', () => {
  const scales = Array.from(
    { length: 16 },
    (_, i) => pose([ground, overlay('pop', { ease: 'overshoot' })], 15 + i).overlays[0]?.scale ?? 0,
  );
  expect(Math.max(...scales)).toBeGreaterThan(1.005);
  expect(Math.max(...scales)).toBeLessThan(1.02);
  expect(scales.at(-1)).toBe(1);
});

test('an exit goes on in the direction of its name and ends with the scene, or when it says', () => {
  const leaving = (endMs?: number): Layer => ({
    ...box,
    exit: { kind: 'rise', durationMs: 400, ...(endMs === undefined ? {} : { endMs }) },
  });
  const at = (layer: Layer, frame: number) => pose([ground, layer], frame).overlays[0] as OverlayPose;
  expect(at(leaving(), 48)).toEqual(REST);
  expect(at(leaving(), 56).dy).toBeLessThan(0);
  expect(at(leaving(), 56).opacity).toBeLessThan(256);
  expect(at(leaving(), 60).opacity).toBeGreaterThan(0);
  expect(at(leaving(1000), 29).opacity).toBeGreaterThan(0);
  expect(at(leaving(1000), 30).opacity).toBe(0);
  const wiped = at({ ...box, exit: { kind: 'wipe-right', durationMs: 400 } }, 56).seen;
  expect(wiped).toMatchObject({ axis: 'x', to: 1 });
  expect(wiped?.from).toBeGreaterThan(0);
});

test('an overlay without entrance is there at once, and one that cuts in is there from its delay on', () => {
  expect(pose([ground, box], 0).overlays).toEqual([REST]);
  const cutIn = overlay('none', { durationMs: 0 });
  expect([14, 15].map((frame) => pose([ground, cutIn], frame).overlays[0]?.opacity)).toEqual([0, 256]);
});

test('the pictures of a flip-book follow each other from the delay on', () => {
  const within = { start: 0, bytes: 1 };
  const book = { ...overlay('fade'), cels: [100, 200].map((atMs) => ({ within, atMs })) };
  expect([0, 17, 18, 20, 21, 50].map((frame) => celAt(book, frame))).toEqual([0, 0, 1, 1, 2, 2]);
});

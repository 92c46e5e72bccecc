import { expect, test } from 'vitest';
import type { Layer } from '#shared/domain/timeline.ts';
import { poseAt } from '#shared/render/compositor/pose.ts';
import { openAtOnce } from '#shared/render/timeline/open-at-once.ts';
import { VOICE } from '#tests/unit/shared/render/sample-film.ts';

const ground: Layer = { image: VOICE, x: 0, y: 0, width: 100, height: 100 };
const title: Layer = { ...ground, entrance: { kind: 'rise', delayMs: 60, durationMs: 420 } };

test('the first frame of the film has its title in place', () => {
  const layers = openAtOnce([ground, title]);
  const [pose] = poseAt(layers, 0, 90, { width: 100, height: 100 }).overlays;
  expect(pose).toEqual({ opacity: 256, dx: 0, dy: 0, scale: 1 });
});

test('what comes with its word, and a number that counts up, still come in', () => {
  const item: Layer = { ...title, item: 0 };
  const number: Layer = {
    ...title,
    within: { start: 0, bytes: 1 },
    cels: [{ within: { start: 1, bytes: 1 }, atMs: 60 }],
  };
  expect(openAtOnce([item, number])).toEqual([item, number]);
});

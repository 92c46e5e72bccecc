import { expect, test } from 'vitest';
import type { Visual } from '#shared/domain/storyboard.ts';
import { FPS, type Layer } from '#shared/domain/timeline.ts';
import { fitFootage } from '#shared/render/timeline/fit-footage.ts';
import { VOICE } from '#tests/unit/shared/render/sample-film.ts';

const crop = { x: 0, y: 0, width: 1, height: 1 };
const footage = { video: VOICE, fromMs: 500, speed: 1, crop };
const layers: Layer[] = [{ image: VOICE, x: 0, y: 0, width: 64, height: 36, footage }];
const clip = (durationMs: number): Visual => ({
  kind: 'clip',
  footage: VOICE,
  width: 64,
  height: 36,
  fromMs: 500,
  durationMs,
  sound: VOICE,
});

test.each([
  ['longer than its scene plays as it is', 9000, 1],
  ['a little short is slowed down to fill it', 3200, 0.8],
  ['far too short is slowed down to half at most', 1000, 0.5],
])('footage that is %s', (_, durationMs, speed) => {
  const fitted = fitFootage(layers, clip(durationMs), 4 * FPS);
  expect(fitted.layers[0]?.footage?.speed).toBe(speed);
  expect(fitted.footageSound).toEqual({ audio: VOICE, fromMs: 500, speed });
});

test('a scene without footage is left alone', () => {
  expect(fitFootage(layers, { kind: 'title', title: 'T' }, FPS)).toEqual({ layers });
});

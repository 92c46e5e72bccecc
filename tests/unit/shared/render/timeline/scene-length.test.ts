import { expect, test } from 'vitest';
import { FPS } from '#shared/domain/timeline.ts';
import { framesToBeat, lastFrames } from '#shared/render/timeline/scene-length.ts';

test.each([
  ['meets the wanted length', 20, 150],
  ['is cut short by at most 0.8 s', 15, 96],
  ['is held for at most 2 s more', 40, 180],
])('the last scene %s', (_, seconds, frames) => {
  expect(lastFrames(120, 15 * FPS, seconds)).toBe(frames);
});

test('without a wanted length the last scene is as long as it is', () => {
  expect(lastFrames(120, 450, undefined)).toBe(120);
});

test('a scene of two seconds is never made shorter', () => {
  expect(lastFrames(65, 450, 15)).toBe(60);
});

test.each([
  ['waits for the beat that comes next', 100, 8],
  ['changes on a beat at once', 108, 0],
  ['does not wait for a beat that is far', 110, 0],
  ['does not wait when the music has ended', 500, 0],
])('a scene %s', (_, frame, wait) => {
  expect(framesToBeat(frame, [3600, 4200])).toBe(wait);
});

test('a film without music of its own has no beats to wait for', () => {
  expect(framesToBeat(100)).toBe(0);
});

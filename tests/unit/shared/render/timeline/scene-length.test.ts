import { expect, test } from 'vitest';
import { FPS } from '#shared/domain/timeline.ts';
import { lastFrames, onBeat } from '#shared/render/timeline/scene-length.ts';

test.each([
  ['meets the wanted length', 20, 150],
  ['is cut short by at most 0.7 s', 15, 99],
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
  [100, 18, 108],
  [108, 18, 108],
  [109, 18, 117],
  [100, undefined, 100],
])('%i frames are %i frames a beat long at the next beat or half beat: %i', (frames, beat, expected) => {
  expect(onBeat(frames, beat)).toBe(expected);
});

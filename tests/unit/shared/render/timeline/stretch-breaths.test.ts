import { describe, expect, it } from 'vitest';
import { stretchBreaths } from '#shared/render/timeline/stretch-breaths.ts';

const sum = (frames: readonly number[]) => frames.reduce((total, each) => total + each, 0);

describe('the breaths of a film that misses its length', () => {
  it.each([
    [4, 0],
    [4, 33],
    [4, -25],
    [10, 100],
    [10, -40],
    [1, 20],
  ])('make up for it to the frame: %i scenes, %i frames', (scenes, missing) => {
    const frames = stretchBreaths(scenes, missing);
    expect(frames).toHaveLength(scenes);
    expect(sum(frames)).toBe(missing);
  });

  it('are nearly even, and longest behind the last voice', () => {
    const frames = stretchBreaths(6, 60);
    const [first = 0] = frames;
    expect(Math.max(...frames.slice(0, -1)) - Math.min(...frames.slice(0, -1))).toBeLessThanOrEqual(1);
    expect(frames.at(-1)).toBeGreaterThan(first);
  });

  it('grow by less than half a second and shrink by a tenth, however much is missing', () => {
    expect(Math.max(...stretchBreaths(5, 9000).slice(0, -1))).toBeLessThanOrEqual(15);
    expect(Math.min(...stretchBreaths(5, -9000).slice(0, -1))).toBeGreaterThanOrEqual(-3);
  });
});

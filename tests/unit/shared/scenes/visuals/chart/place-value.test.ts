import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Area } from '#shared/scenes/frame.ts';
import { type LinePoint, placeValue } from '#shared/scenes/visuals/chart/place-value.ts';

const BOUNDS: Area = { x: 0, y: 0, width: 1000, height: 500 };
const TEXT = { width: 60, size: 20 };

/** Whether a line comes into a box, sampled closely. */
function touches(line: readonly LinePoint[], box: Area): boolean {
  return line.slice(1).some((to, index) => {
    const from = line[index] ?? to;
    return Array.from({ length: 401 }, (_, step) => step / 400).some((t) => {
      const [x, y] = [from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t];
      return x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;
    });
  });
}

const inBounds = (box: Area): boolean =>
  box.x >= 0 && box.y >= -0.01 && box.x + box.width <= 1000.01 && box.y + box.height <= 500.01;

it('a value stands above a peak and below a valley', () => {
  const line = [100, 400, 150].map((y, index) => ({ x: 200 + index * 250, y }));
  expect(placeValue(line, 1, TEXT, BOUNDS, []).y).toBeGreaterThan(400);
  expect(
    placeValue(
      [...line].map(({ x, y }) => ({ x, y: 500 - y })),
      1,
      TEXT,
      BOUNDS,
      [],
    ).y,
  ).toBeLessThan(100);
});

it.each([
  ['rises steeply to', [300, 480, 80]],
  ['falls steeply to', [300, 60, 420]],
  ['goes flat to', [300, 250, 250]],
])('the last value is free of a line that %s it', (_, heights) => {
  const line = heights.map((y, index) => ({ x: 100 + index * 60, y }));
  const box = placeValue(line, 2, TEXT, BOUNDS, []);
  expect(touches(line, box)).toBe(false);
  expect(inBounds(box)).toBe(true);
});

it('the last value of any line with room beside its points is free of the line, and stays in its bounds', () => {
  const height = fc.integer({ min: 80, max: 420 });
  fc.assert(
    fc.property(fc.array(height, { minLength: 2, maxLength: 9 }), (heights) => {
      const line = heights.map((y, index) => ({ x: 60 + (index * 860) / (heights.length - 1), y }));
      const box = placeValue(line, line.length - 1, TEXT, BOUNDS, []);
      expect(touches(line, box)).toBe(false);
      expect(inBounds(box)).toBe(true);
    }),
    { numRuns: 200, seed: 11 },
  );
});

it('two values never lie on each other where there is room', () => {
  const line = [200, 190, 195].map((y, index) => ({ x: 900 + index * 30, y }));
  const first = placeValue(line, 2, TEXT, BOUNDS, []);
  const second = placeValue(line, 1, TEXT, BOUNDS, [first]);
  const apart = second.y + second.height <= first.y || first.y + first.height <= second.y;
  expect(apart || second.x + second.width <= first.x || first.x + first.width <= second.x).toBe(true);
});

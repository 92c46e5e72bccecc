import fc from 'fast-check';
import { expect, it } from 'vitest';
import { scaleFor } from '#shared/scenes/visuals/chart/scale.ts';

const value = fc.double({ min: -1e12, max: 1e12, noNaN: true });

it('holds every value between few evenly spaced round ticks', () => {
  fc.assert(
    fc.property(fc.array(value, { minLength: 2, maxLength: 24 }), fc.boolean(), (values, mayLeaveZero) => {
      const { low, high, ticks } = scaleFor(values, 5, mayLeaveZero);
      const slack = (high - low) * 1e-6;
      expect(low).toBeLessThanOrEqual(Math.min(...values) + slack);
      expect(high).toBeGreaterThanOrEqual(Math.max(...values) - slack);
      expect(high).toBeGreaterThan(low);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(8);
    }),
    { numRuns: 300, seed: 3 },
  );
});

it.each([
  [
    [200, 1000, 4000, 6000, 10_935],
    [0, 2500, 5000, 7500, 10_000, 12_500],
  ],
  [
    [-1.25, 2.75],
    [-2, -1, 0, 1, 2, 3],
  ],
  [
    [0, 0],
    [0, 0.2, 0.4, 0.6, 0.8, 1],
  ],
])('ticks of %j are %j', (values, ticks) => {
  expect(scaleFor(values, 5).ticks).toEqual(ticks);
});

it('bars always start at zero; a line may leave it out where little changes', () => {
  expect(scaleFor([1000, 1010], 5).low).toBe(0);
  expect(scaleFor([1000, 1010], 5, true).low).toBeGreaterThan(900);
});

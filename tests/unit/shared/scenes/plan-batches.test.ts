import { expect, test } from 'vitest';
import { batchOf, MAX_BATCHES, planBatches, sceneBatches } from '#shared/scenes/plan-batches.ts';

test.each([1, 2, 39, 40, 41, 79, 200, 1000])(
  '%d items are covered once each, in order, by at most 40 even batches',
  (count) => {
    const items = Array.from({ length: count }, (_, at) => at);
    const batches = planBatches(count);
    expect(batches.length).toBe(Math.min(count, MAX_BATCHES));
    expect(batches.flatMap((batch) => batchOf(items, batch))).toEqual(items);
    const sizes = batches.map((batch) => batch.count);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  },
);

test.each([
  [1, [1]],
  [4, [2, 2]],
  [10, [2, 3, 2, 3]],
])('%d scenes are made by batches of %j', (scenes, counts) => {
  expect(sceneBatches(scenes).map(({ count }) => count)).toEqual(counts);
});

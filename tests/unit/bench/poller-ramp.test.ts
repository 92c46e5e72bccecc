import { expect, test } from 'vitest';
import { provisionedPollers, usualPollers, waitsOfBurst } from '#tests/bench/poller-ramp.ts';

const at = (waits: readonly number[], share: number) => waits[Math.ceil(waits.length * share) - 1] as number;
/** A thousand messages, each of which keeps a function for half a minute. */
const LONG = { messages: 1_000, batch: 1, seconds: 30 };

test('with the usual pollers a burst of long jobs waits as long as their ramp is', () => {
  const waits = waitsOfBurst(usualPollers(1_000), LONG);
  expect(waits).toHaveLength(1_000);
  expect(waits.slice(0, 6)).toEqual([0, 0, 0, 0, 0, 0.2]);
  // 5 lanes, 5 more each second, each free again after 30 s: n lanes by second (n − 5) ÷ 5.
  expect(at(waits, 0.5)).toBeGreaterThan(55);
  expect(at(waits, 0.95)).toBeGreaterThan(80);
  expect(at(waits, 0.95)).toBeLessThan(100);
});

test('pollers that are kept ready shorten the wait', () => {
  const few = waitsOfBurst(provisionedPollers(2, 200), LONG);
  const many = waitsOfBurst(provisionedPollers(20, 200), LONG);
  expect(at(many, 0.95)).toBeLessThan(at(few, 0.95));
  expect(at(many, 0.95)).toBeLessThanOrEqual(35);
});

test('there are never more at once than are allowed', () => {
  const waits = waitsOfBurst(usualPollers(2), { messages: 6, batch: 1, seconds: 10 });
  expect(waits).toEqual([0, 0, 10, 10, 20, 20]);
});

test('messages of one batch wait for each other', () => {
  expect(waitsOfBurst(usualPollers(2), { messages: 5, batch: 3, seconds: 1 })).toEqual([0, 0, 1, 1, 2]);
});

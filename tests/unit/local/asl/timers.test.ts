import { expect, test } from 'vitest';
import { Timers } from '#local/asl/timers.ts';
import { seededRandom } from '#tests/unit/local/asl/home.ts';
import { VirtualClock } from '#tests/unit/local/asl/virtual-clock.ts';

test('timers fire in the order of their moments, whatever the order in which they were set', async () => {
  const clock = new VirtualClock();
  const timers = new Timers(clock);
  const random = seededRandom();
  const delays = Array.from({ length: 500 }, () => Math.floor(random.next() * 10_000));
  const fired: number[] = [];
  for (const delay of delays) timers.after(delay, () => fired.push(delay));
  await clock.advance(10_000);
  expect(fired).toEqual(delays.toSorted((a, b) => a - b));
});

test('one that was cancelled does not fire, and one may set another', async () => {
  const clock = new VirtualClock();
  const timers = new Timers(clock);
  const fired: string[] = [];
  timers.after(10, () => fired.push('cancelled'))();
  timers.after(20, () => timers.after(0, () => fired.push('second')));
  await clock.advance(20);
  expect(fired).toEqual(['second']);
});

test('a delay of a hundred years is slept in parts that a timer of Node can hold', async () => {
  const clock = new VirtualClock();
  const slept: number[] = [];
  const sleep = clock.sleep.bind(clock);
  clock.sleep = (ms, signal) => {
    slept.push(ms);
    return sleep(ms, signal);
  };
  const century = 100 * 365 * 86_400_000;
  let fired = 0;
  new Timers(clock).after(century, () => {
    fired = clock.monotonic();
  });
  await clock.advance(century);
  expect(fired).toBe(century);
  expect(Math.max(...slept)).toBeLessThan(2 ** 31);
});

test('nothing fires after the closing', async () => {
  const clock = new VirtualClock();
  const timers = new Timers(clock);
  let fired = false;
  timers.after(5, () => {
    fired = true;
  });
  timers.close();
  await clock.advance(10);
  expect(fired).toBe(false);
});

import { describe, expect, test } from 'vitest';
import { systemClock } from '#local/clock.ts';
import type { Clock } from '#shared/ports/clock.ts';
import { expectCode } from '#tests/contract/harness.ts';
import { createVirtualClock } from '#tests/virtual-clock.ts';

describe.each<[string, () => Clock]>([
  ['the clock of this machine', () => systemClock],
  ['the virtual clock', createVirtualClock],
])('%s', (_, make) => {
  test('sleeping ends with CANCELLED when the signal fires before or during it', async () => {
    const clock = make();
    await expectCode(clock.sleep(60_000, AbortSignal.abort()), 'CANCELLED');
    const stop = new AbortController();
    const asleep = clock.sleep(60_000, stop.signal);
    stop.abort();
    await expectCode(asleep, 'CANCELLED');
  });

  test('sleeping for no time or less ends at once', async () => {
    await make().sleep(0);
    await make().sleep(-5);
  });

  test('a sleep longer than a timer can count does not end at once', async () => {
    const stop = new AbortController();
    const asleep = make().sleep(2 ** 40, stop.signal);
    setTimeout(() => stop.abort(), 20);
    await expectCode(asleep, 'CANCELLED');
  });

  test('monotonic time never steps back', () => {
    const clock = make();
    const first = clock.monotonic();
    expect(clock.monotonic()).toBeGreaterThanOrEqual(first);
    expect(Number.isFinite(clock.now())).toBe(true);
  });
});

describe('the virtual clock', () => {
  test('sleepers wake in order and at their time, also those that sleep again', async () => {
    const clock = createVirtualClock(0);
    const woken: [string, number][] = [];
    const sleeper = async (name: string, ...naps: number[]) => {
      for (const nap of naps) {
        await clock.sleep(nap);
        woken.push([name, clock.now()]);
      }
    };
    const all = [sleeper('a', 300), sleeper('b', 100, 100, 100), sleeper('c', 250)];
    await clock.advance(1_000);
    await Promise.all(all);
    expect(woken).toEqual([
      ['b', 100],
      ['b', 200],
      ['c', 250],
      ['a', 300],
      ['b', 300],
    ]);
    expect([clock.now(), clock.monotonic(), clock.sleepers()]).toEqual([1_000, 1_000, 0]);
  });
});

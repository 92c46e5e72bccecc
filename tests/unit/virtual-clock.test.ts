import { describe, expect, test } from 'vitest';
import { describeClock } from '#tests/contract/clock.ts';
import { createVirtualClock } from '#tests/virtual-clock.ts';

describeClock('virtual', createVirtualClock);

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

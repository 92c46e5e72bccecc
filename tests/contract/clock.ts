import { describe, expect, test } from 'vitest';
import type { Clock } from '#shared/ports/clock.ts';
import { expectCode } from '#tests/contract/harness.ts';

/** What every clock must hold. */
export function describeClock(name: string, make: () => Clock): void {
  describe(`clock: ${name}`, () => {
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
}

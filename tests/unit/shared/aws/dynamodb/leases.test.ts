import { expect, test } from 'vitest';
import { Leases } from '#shared/aws/dynamodb/leases.ts';
import type { Clock } from '#shared/ports/clock.ts';
import { createVirtualClock } from '#tests/virtual-clock.ts';

const LEASE = 30_000;
const HOUR = 3_600_000;
const START = 1_767_225_600_000;

/** What a claim at `until`, with that fence and beat, looks like in the table. */
const claim = (until: number, beat = 0, fence = 1) => ({ fence, beat, leaseMs: LEASE, until, holder: 'w' });

/** The condition of a claim, as the table evaluates it. */
function mayTake(leases: Leases, item: ReturnType<typeof claim>): boolean {
  const { deadBefore, seenFence, seenBeat } = leases.expiry('k');
  return item.until < deadBefore || (item.fence === seenFence && item.beat === seenBeat);
}

test.each([-HOUR, -300_000, 0, 300_000, HOUR])(
  'R12: a wall clock that is %i ms off takes no lease early and waits for none longer than it lasts',
  async (skew) => {
    // Prepare: the holder's clock is right, that of whoever waits is not.
    const clock = createVirtualClock(START + skew);
    const leases = new Leases(clock);
    let item = claim(START + LEASE);
    expect(mayTake(leases, item)).toBe(false);
    leases.see('k', item);
    // Act and assess: as long as it is renewed it is safe, also when the clock jumps meanwhile.
    for (let beat = 1; beat <= 6; beat += 1) {
      await clock.advance(LEASE / 3);
      clock.jumpWall(beat % 2 === 0 ? -HOUR / 2 : HOUR / 2);
      item = claim(item.until + LEASE / 3, beat);
      expect(mayTake(leases, item)).toBe(false);
      leases.see('k', item);
    }
    await clock.advance(LEASE - 1);
    expect(mayTake(leases, item)).toBe(false);
    expect(leases.see('k', item)).toBe(1);
    await clock.advance(1);
    expect(mayTake(leases, item)).toBe(true);
  },
);

test('a lease that was renewed after it had seemed over is safe', async () => {
  const clock: Clock & { advance(ms: number): Promise<void> } = createVirtualClock(START);
  const leases = new Leases(clock);
  leases.see('k', claim(START + LEASE));
  await clock.advance(LEASE);
  expect(mayTake(leases, claim(START + 2 * LEASE, 1))).toBe(false);
  expect(mayTake(leases, claim(START + 2 * LEASE, 0, 2))).toBe(false);
});

test('what has been over for more than two hours is taken at once', () => {
  const leases = new Leases(createVirtualClock(START));
  expect(mayTake(leases, claim(START - 2 * HOUR))).toBe(false);
  expect(mayTake(leases, claim(START - 2 * HOUR - 1))).toBe(true);
});

import { describe, expect, test } from 'vitest';
import { RunId } from '#shared/domain/identity.ts';
import { systemClock } from '#shared/node/clock.ts';
import { UlidIds } from '#shared/node/ids.ts';
import { createVirtualClock } from '#tests/virtual-clock.ts';

describe('ids', () => {
  test('100,000 ids of one process are all different, well formed, and sort by their making', () => {
    const ids = new UlidIds(systemClock);
    const made = Array.from({ length: 100_000 }, () => ids.next());
    expect(new Set(made).size).toBe(made.length);
    expect(made.toSorted()).toEqual(made);
    expect(made.every((id) => /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(id))).toBe(true);
    expect(RunId.safeParse(made[0]).success).toBe(true);
  });

  test('the time stands first, as the specification writes it', () => {
    // The example of github.com/ulid/javascript: ulid(1469918176385) begins with 01ARYZ6S41.
    const ids = new UlidIds(createVirtualClock(1_469_918_176_385), () => new Uint8Array(10));
    expect(ids.next()).toBe('01ARYZ6S410000000000000000');
    expect(ids.next()).toBe('01ARYZ6S410000000000000001');
  });

  test('a wall clock that steps back, and a full millisecond, do not break the order', async () => {
    const clock = createVirtualClock();
    const ids = new UlidIds(clock, () => new Uint8Array(10).fill(255));
    const made = [ids.next(), ids.next()];
    clock.jumpWall(-3_600_000);
    made.push(ids.next());
    clock.jumpWall(7_200_000);
    made.push(ids.next());
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(4);
  });
});

import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '#shared/errors.ts';
import type { Clock } from '#shared/ports/clock.ts';

/** A timer beyond 2³¹ − 1 ms fires at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  async sleep(ms, signal) {
    try {
      for (let rest = ms; rest > 0; rest -= LONGEST_TIMER_MS) {
        await delay(Math.min(rest, LONGEST_TIMER_MS), undefined, signal ? { signal } : {});
      }
      signal?.throwIfAborted();
    } catch (error) {
      throw new AppError('CANCELLED', 'Waiting was cancelled.', { cause: error });
    }
  },
};

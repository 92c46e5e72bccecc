import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '#shared/ports/clock.ts';

/** The machine's own clock. */
export const realClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  async sleep(ms, signal) {
    await sleep(ms, undefined, signal === undefined ? undefined : { signal });
  },
};

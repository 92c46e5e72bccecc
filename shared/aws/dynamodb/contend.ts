import { AppError } from '#shared/errors.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { Random } from '#shared/ports/random.ts';

/** Full jitter: uniform between 0 and a bound that grows to where 40 writers of one run, some ms each, have room. */
const FIRST_BACKOFF_MS = 10;
const GROWTH = 1.5;
const LAST_BACKOFF_MS = 500;
const MOST_ATTEMPTS = 40;

/** What waiting for others takes. */
export interface Patience {
  clock: Clock;
  random: Random;
}

/** Said by an attempt that met others who wrote at the same time. */
export const CONTENDED = Symbol('contended');

/** Attempts a write until nobody is in its way; throws `STORE_UNAVAILABLE` when that never comes. */
export async function contend<T>(
  { clock, random }: Patience,
  attempt: () => Promise<T | typeof CONTENDED>,
): Promise<T> {
  for (let count = 0; count < MOST_ATTEMPTS; count += 1) {
    const result = await attempt();
    if (result !== CONTENDED) return result;
    await clock.sleep(random.next() * Math.min(LAST_BACKOFF_MS, FIRST_BACKOFF_MS * GROWTH ** count));
  }
  throw new AppError('STORE_UNAVAILABLE', 'Too many write to the same place of the table at once.');
}

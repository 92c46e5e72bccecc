import type { Clock } from '#shared/ports/clock.ts';

/**
 * Gives the time by which leases and visibility are measured, in whole milliseconds: wall time at the opening of the store,
 * counted on by the monotonic clock. So stored times mean something after a restart, and a wall clock that jumps while the
 * process lives moves nothing.
 */
export function storeClock(clock: Clock): () => number {
  const offset = clock.now() - clock.monotonic();
  return () => Math.floor(offset + clock.monotonic());
}

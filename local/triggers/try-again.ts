import type { Clock } from '#shared/ports/clock.ts';

/** As often as Lambda tries an event, and how long before the second time; each pause is four times the one before, in ms. */
const ATTEMPTS = 3;
const FIRST_PAUSE_MS = 1_000;

/**
 * Does the work until it succeeds, three times at most, and gives whether it did. `failed` is told of every failure. Ends
 * quietly, without success, when the signal fires.
 */
export async function tryAgain(
  work: (signal: AbortSignal) => Promise<unknown>,
  {
    clock,
    signal,
    failed,
  }: { clock: Clock; signal: AbortSignal; failed: (error: unknown, attempt: number) => void },
): Promise<boolean> {
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      await work(signal);
      return true;
    } catch (error) {
      if (signal.aborted) break;
      failed(error, attempt);
      if (attempt >= ATTEMPTS) break;
      await clock.sleep(FIRST_PAUSE_MS * 4 ** (attempt - 1), signal).catch(() => undefined);
    }
  }
  return false;
}

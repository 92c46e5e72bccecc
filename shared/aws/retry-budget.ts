/** Calls that may be retried out of nothing, before any call has succeeded. */
const FIRST_RETRIES = 2;
/** What each call that succeeds at once adds, in retries: in the long run at most four calls in ten are retries. */
const RETRIES_PER_SUCCESS = 0.4;
const MOST_RETRIES = 20;
const MOST_ATTEMPTS = 4;
/** Full jitter (AWS, "Exponential Backoff And Jitter", 2015): uniform between 0 and a bound that doubles, in ms. */
const FIRST_BACKOFF_MS = { THROTTLING: 200, TRANSIENT: 50 };
const LAST_BACKOFF_MS = 5_000;

interface RetryToken {
  getRetryCount(): number;
  getRetryDelay(): number;
}

/**
 * How the SDK's clients try again. What was throttled, or lost on the way, is tried at most four times with full jitter, and
 * only while the process has retries left, which calls that succeed at once pay for. So a service that is overloaded is not
 * asked for much more than it would be without trouble. The SDK's own budget begins with 35 to 100 retries for each
 * process; a fleet of short-lived ones would never come to its end.
 */
export class RetryBudget {
  #retries = FIRST_RETRIES;

  /** Begins a call. */
  async acquireInitialRetryToken(): Promise<RetryToken> {
    return token(0, 0);
  }

  /** Allows one more attempt after some delay, or throws. */
  async refreshRetryTokenForRetry(
    last: RetryToken,
    { errorType }: { errorType: string },
  ): Promise<RetryToken> {
    const count = last.getRetryCount() + 1;
    const kind = errorType === 'THROTTLING' ? 'THROTTLING' : 'TRANSIENT';
    const retryable = errorType === 'THROTTLING' || errorType === 'TRANSIENT' || errorType === 'SERVER_ERROR';
    if (!retryable || count >= MOST_ATTEMPTS || this.#retries < 1) throw new Error('No further attempt.');
    this.#retries -= 1;
    const bound = Math.min(LAST_BACKOFF_MS, FIRST_BACKOFF_MS[kind] * 2 ** (count - 1));
    return token(count, Math.floor(Math.random() * bound));
  }

  /** Ends a call. */
  recordSuccess(last: RetryToken): void {
    if (last.getRetryCount() > 0) return;
    this.#retries = Math.min(MOST_RETRIES, this.#retries + RETRIES_PER_SUCCESS);
  }
}

function token(count: number, delayMs: number): RetryToken {
  return { getRetryCount: () => count, getRetryDelay: () => delayMs };
}

/** Time. Wall time is for stamps only; durations and leases use the monotonic one. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Milliseconds since some fixed moment; never steps back. */
  monotonic(): number;
  /** Resolves after `ms`; rejects with `CANCELLED` when the signal fires first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

import { AppError } from '#shared/errors.ts';

/** Limits of SQS: messages per receipt, ms of waiting, ms of delay, ms of visibility. */
export const QUEUE_LIMITS = {
  batch: 10,
  waitMs: 20_000,
  delayMs: 900_000,
  visibilityMs: 43_200_000,
} as const;

/** Refuses to receive in a way that SQS would refuse; throws `OPTION_INVALID`, and `CANCELLED` when nobody wants it any more. */
export function checkReceipt({
  max,
  visibilityMs,
  waitMs = 0,
  signal,
}: {
  max: number;
  visibilityMs: number;
  waitMs?: number;
  signal?: AbortSignal;
}): void {
  checkLimit('max', max, 1, QUEUE_LIMITS.batch);
  checkLimit('visibilityMs', visibilityMs, 0, QUEUE_LIMITS.visibilityMs);
  checkLimit('waitMs', waitMs, 0, QUEUE_LIMITS.waitMs);
  if (signal?.aborted) throw new AppError('CANCELLED', 'Waiting for a message was cancelled.');
}

/** Refuses a number that lies beyond a limit; throws `OPTION_INVALID`. */
export function checkLimit(name: string, value: number, least: number, most: number): void {
  if (value >= least && value <= most) return;
  throw new AppError('OPTION_INVALID', `${name} must lie between ${least} and ${most}.`);
}

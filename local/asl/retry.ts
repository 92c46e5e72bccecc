import type { Retrier } from '#local/asl/definition/schema.ts';
import { STATES } from '#local/asl/failure.ts';
import type { Random } from '#shared/ports/random.ts';

/** AWS's defaults of a retrier. */
const DEFAULTS = { IntervalSeconds: 1, MaxAttempts: 3, BackoffRate: 2 };

/** Errors that no wildcard matches. */
const NEVER_BY_WILDCARD: ReadonlySet<string> = new Set([STATES.dataLimit, STATES.runtime]);

/** Whether one of the names in `ErrorEquals` means this error; `States.Runtime` can be named by nobody. */
export function errorMatches(names: readonly string[], error: string | undefined): boolean {
  if (error === STATES.runtime) return false;
  const timedOut = error === STATES.timeout || error === STATES.heartbeat;
  return names.some((name) => {
    if (name === error) return true;
    if (name === STATES.timeout) return timedOut;
    if (error !== undefined && NEVER_BY_WILDCARD.has(error)) return false;
    return name === STATES.all || (name === STATES.taskFailed && !timedOut);
  });
}

/** The first rule that matches, as its index; -1 when none does. */
export function findRule(
  rules: readonly { ErrorEquals: readonly string[] }[] | undefined,
  error: string | undefined,
): number {
  return rules?.findIndex(({ ErrorEquals }) => errorMatches(ErrorEquals, error)) ?? -1;
}

/** How long to hold before the next attempt (ms); undefined when the retrier has no attempts left. */
export function retryDelay(retrier: Retrier, done: number, random: Random): number | undefined {
  const { IntervalSeconds, MaxAttempts, BackoffRate } = { ...DEFAULTS, ...withoutGaps(retrier) };
  if (done >= MaxAttempts) return undefined;
  const seconds = Math.min(IntervalSeconds * BackoffRate ** done, retrier.MaxDelaySeconds ?? Infinity);
  const spread = retrier.JitterStrategy === 'FULL' ? random.next() : 1;
  return Math.round(Math.min(seconds, 99_999_999) * 1_000 * spread);
}

function withoutGaps(retrier: Retrier): Partial<typeof DEFAULTS> {
  return Object.fromEntries(Object.entries(retrier).filter(([, value]) => value !== undefined));
}

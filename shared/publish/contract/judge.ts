import { type DeliveryCheck, PROMISES, type Verdict } from '#shared/domain/delivery-report.ts';
import { FPS } from '#shared/domain/timeline.ts';
import { sayReason } from '#shared/publish/contract/say-reason.ts';

/** How far a film may be from the length that was asked for, in per cent: three seconds of 45. */
const LENGTH_TOLERANCE = 7;

/** The film's length against the one that was asked for, in seconds; nothing to check when none was. */
export function checkAskedLength(frames: number, askedSeconds: number | null): DeliveryCheck[] {
  if (askedSeconds === null) return [];
  const seconds = frames / FPS;
  return [
    {
      promise: 'asked-length',
      wanted: `${askedSeconds} s (± ${LENGTH_TOLERANCE} %)`,
      measured: `${seconds.toFixed(1)} s`,
      ok: Math.abs(seconds - askedSeconds) <= (askedSeconds * LENGTH_TOLERANCE) / 100,
    },
  ];
}

/**
 * The verdict over all checks, and why. Notices are what the run had to tell (a fallback, a picture left out): a film that
 * needed one is `degraded` even if it keeps everything that can be measured.
 */
export function judge(
  checks: readonly DeliveryCheck[],
  notices: readonly string[],
): { verdict: Verdict; reasons: string[] } {
  const broken = checks.filter(({ ok }) => !ok);
  const reasons = [...broken.map(sayReason), ...notices];
  if (broken.some(({ promise }) => PROMISES[promise] === 'failed')) return { verdict: 'failed', reasons };
  return { verdict: reasons.length > 0 ? 'degraded' : 'passed', reasons };
}

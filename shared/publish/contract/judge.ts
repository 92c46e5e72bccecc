import { type DeliveryCheck, PROMISES, type Verdict } from '#shared/domain/delivery-report.ts';
import { FPS } from '#shared/domain/timeline.ts';
import { sayReason } from '#shared/publish/contract/say-reason.ts';

/** How far a film may be from the length that was asked for: half a second, or 2 % of a long one. */
const LENGTH_SECONDS = 0.5;
const LENGTH_PART = 0.02;

/** The film's length against the one that was asked for, in seconds; nothing to check when none was. */
export function checkAskedLength(frames: number, askedSeconds: number | null): DeliveryCheck[] {
  if (askedSeconds === null) return [];
  const seconds = frames / FPS;
  const tolerance = Math.max(LENGTH_SECONDS, askedSeconds * LENGTH_PART);
  return [
    {
      promise: 'asked-length',
      wanted: `${askedSeconds} s ± ${Number(tolerance.toFixed(1))} s`,
      measured: `${seconds.toFixed(1)} s`,
      // Half a frame for rounding.
      ok: Math.abs(seconds - askedSeconds) <= tolerance + 0.5 / FPS,
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

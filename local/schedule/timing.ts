import { type Cron, nextWall, parseCron } from '#local/schedule/cron.ts';
import { fromWall, isTimezone, toWall } from '#local/schedule/wall-clock.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { AppError } from '#shared/errors.ts';

/** When a schedule is due, read and checked. */
export type Timing =
  | { kind: 'cron'; cron: Cron; timezone: string }
  /** Every so many ms from its beginning on. */
  | { kind: 'rate'; everyMs: number }
  /** Once, at that instant (epoch ms); undefined when the clocks of its zone skip it. */
  | { kind: 'at'; at: number | undefined };

const UNIT_MS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Reads the expression of a schedule in its zone; throws `OPTION_INVALID` with what is wrong. */
export function parseTiming({ expression, timezone }: Pick<Schedule, 'expression' | 'timezone'>): Timing {
  const wrong = (why: string, cause?: unknown) =>
    new AppError('OPTION_INVALID', `The schedule ${expression} cannot be read: ${why}.`, {
      hint: 'Write cron(0 6 ? * MON *), rate(1 day) or at(2027-01-01T06:00:00).',
      cause,
    });
  if (!isTimezone(timezone))
    throw wrong(`there is no time zone ${timezone}; give an IANA name such as Europe/Vienna or UTC`);
  const [, kind, content = ''] = /^(cron|rate|at)\((.+)\)$/.exec(expression) ?? [];
  if (kind === 'cron') {
    try {
      return { kind, cron: parseCron(content), timezone };
    } catch (error) {
      throw wrong((error as Error).message, error);
    }
  }
  if (kind === 'rate') {
    const [, value = '', unit = ''] = /^([1-9]\d{0,8}) (minute|hour|day)s?$/.exec(content) ?? [];
    const everyMs = Number(value) * (UNIT_MS[unit] ?? 0);
    if (everyMs > 0) return { kind, everyMs };
    throw wrong('a rate is a number of minutes, hours or days');
  }
  const wall = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(content) ? Date.parse(`${content}Z`) : Number.NaN;
  // JavaScript reads 30 February as 2 March.
  const real = !Number.isNaN(wall) && new Date(wall).toISOString().startsWith(content);
  if (kind === 'at' && real) return { kind, at: fromWall(timezone, wall) };
  throw wrong('it names no time');
}

/**
 * The first instant (epoch ms) after `after` at which it is due; undefined when there is none. `since` is when it began.
 * Clocks that go forward skip what they skip; what they show twice happens once, the first time, as EventBridge Scheduler
 * has it (docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html).
 */
export function nextDue(timing: Timing, after: number, since: number): number | undefined {
  if (timing.kind === 'at') return timing.at !== undefined && timing.at > after ? timing.at : undefined;
  if (timing.kind === 'rate') {
    const passed = Math.max(0, Math.floor((after - since) / timing.everyMs));
    return since + (passed + 1) * timing.everyMs;
  }
  const { cron, timezone } = timing;
  let wall = nextWall(cron, toWall(timezone, after));
  while (wall !== undefined) {
    const at = fromWall(timezone, wall);
    if (at !== undefined && at > after) return at;
    wall = nextWall(cron, wall);
  }
  return undefined;
}

/** The last instant at which it was due after `after` and not later than `until`; undefined when there is none. */
export function lastDue(timing: Timing, after: number, until: number, since: number): number | undefined {
  let last: number | undefined;
  let due = nextDue(timing, after, since);
  while (due !== undefined && due <= until) {
    last = due;
    due = nextDue(timing, due, since);
  }
  return last;
}

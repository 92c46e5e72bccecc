import type { TimedSchedule } from '#local/schedule/read-schedules.ts';
import type { ScheduleStore } from '#local/schedule/schedule-store.ts';
import { lastDue, nextDue } from '#local/schedule/timing.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import type { Clock } from '#shared/ports/clock.ts';

/** Of what was due while nobody was there, only the last one is made up for, and only when it is not older than this, in ms. */
const OWED_MS = 3_600_000;
/** The wall clock may be set, and a machine may sleep: longer waits look at it in between, in ms. */
const LOOK_MS = 30_000;

/** What the scheduler works with. */
export interface SchedulerParts {
  schedules: readonly TimedSchedule[];
  store: ScheduleStore;
  clock: Clock;
  /** Does what is due at `at`, with whatever trying again it needs; called again for the same `at` when that was not noted. */
  fire: (schedule: Schedule, at: number) => Promise<void>;
  /** Told of what kept a schedule from going on; it is looked at again after a while. */
  failed: (schedule: Schedule, error: unknown) => void;
}

/** Schedules that are being attended to. */
export interface Scheduler {
  /** When each one is due next (epoch ms), as far as can be said now; soonest first. */
  upcoming: { name: string; at: number }[];
  /** Ends waiting; resolves when what is being fired has been. */
  close(): Promise<void>;
}

/** Fires each schedule whenever it is due, until it is closed; rejects when the store does at the start. */
export async function startScheduler({
  schedules,
  store,
  clock,
  fire,
  failed,
}: SchedulerParts): Promise<Scheduler> {
  const ended = new AbortController();
  const begun = await Promise.all(
    schedules.map(async ({ schedule, timing }) => ({
      schedule,
      timing,
      state: await store.begin(schedule, clock.now()),
    })),
  );
  const running = begun.map(async ({ schedule, timing, state: { since, done } }) => {
    let from = done;
    while (!ended.signal.aborted) {
      const now = clock.now();
      const due = lastDue(timing, Math.max(from, now - OWED_MS), now, since);
      let waitMs = LOOK_MS;
      if (due === undefined) {
        const next = nextDue(timing, Math.max(from, now), since);
        if (next === undefined) return;
        waitMs = Math.min(next - now, LOOK_MS);
      } else {
        try {
          await fire(schedule, due);
          await store.finish(schedule.name, due);
          from = due;
          continue;
        } catch (error) {
          if (!ended.signal.aborted) failed(schedule, error);
        }
      }
      await clock.sleep(waitMs, ended.signal).catch(() => undefined);
    }
  });
  const upcoming = begun.flatMap(({ schedule, timing, state }) => {
    const at = nextDue(timing, clock.now(), state.since);
    return at === undefined ? [] : [{ name: schedule.name, at }];
  });
  return {
    upcoming: upcoming.sort((a, b) => a.at - b.at),
    async close() {
      ended.abort();
      await Promise.allSettled(running);
    },
  };
}

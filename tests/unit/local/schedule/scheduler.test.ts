import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { SCHEDULE_SCHEMA, ScheduleStore } from '#local/schedule/schedule-store.ts';
import { startScheduler } from '#local/schedule/scheduler.ts';
import { parseTiming } from '#local/schedule/timing.ts';
import { Database } from '#local/sqlite/database.ts';
import { Schedule } from '#shared/domain/schedule.ts';
import { temporaryFolder } from '#tests/local-ports.ts';
import { createVirtualClock } from '#tests/virtual-clock.ts';

const BEGIN = Date.parse('2027-01-01T00:00:30Z');
const everyMinute = { name: 'minutely', expression: 'cron(* * * * ? *)', timezone: 'UTC' };

async function openScheduler() {
  const db = new Database(join(await temporaryFolder(), 'store.sqlite'), SCHEDULE_SCHEMA);
  onTestFinished(() => db.close());
  const clock = createVirtualClock(BEGIN);
  const fired: string[] = [];
  const failures: unknown[] = [];
  const start = async (given = everyMinute, fire?: () => Promise<void>) => {
    const schedule = Schedule.parse({ ...given, production: { topic: 'Lamps' } });
    const scheduler = await startScheduler({
      schedules: [{ schedule, timing: parseTiming(schedule) }],
      store: new ScheduleStore(db),
      clock,
      fire: async ({ name }, at) => {
        await fire?.();
        fired.push(`${name} ${new Date(at).toISOString().slice(11, 16)}`);
      },
      failed: (_, error) => failures.push(error),
    });
    onTestFinished(() => scheduler.close());
    return scheduler;
  };
  /** Lets the store, which is real, answer between two moves of the clock. */
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= 15_000) {
      await clock.advance(Math.min(15_000, left));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  return { clock, fired, failures, start, pass };
}

test('each minute fires once, with the time it was due', async () => {
  const { fired, start, pass } = await openScheduler();
  const { upcoming } = await start();
  await pass(150_000);
  expect(upcoming).toEqual([{ name: 'minutely', at: Date.parse('2027-01-01T00:01:00Z') }]);
  expect(fired).toEqual(['minutely 00:01', 'minutely 00:02', 'minutely 00:03']);
});

test('a restart repeats nothing, and makes up for the last one that was missed', async () => {
  const { clock, fired, start, pass } = await openScheduler();
  const first = await start();
  await pass(45_000);
  await first.close();
  await (await start()).close();
  await clock.advance(10 * 60_000);
  await start();
  await pass(15_000);
  expect(fired).toEqual(['minutely 00:01', 'minutely 00:11']);
});

test('what was missed more than an hour ago is let go', async () => {
  const { clock, fired, start, pass } = await openScheduler();
  const daily = { ...everyMinute, expression: 'cron(0 6 * * ? *)' };
  await (await start(daily)).close();
  await clock.advance(7 * 3_600_000 + 60_000);
  await start(daily);
  await pass(15_000);
  expect(fired).toEqual([]);
});

test('a schedule that is new, or written anew, owes nothing for the time before', async () => {
  const { clock, fired, start, pass } = await openScheduler();
  await (await start()).close();
  await clock.advance(10 * 60_000);
  await start({ ...everyMinute, expression: 'rate(2 minutes)' });
  await pass(121_000);
  expect(fired).toEqual(['minutely 00:12']);
});

test('one that could not be fired to its end is fired again after a restart', async () => {
  const { fired, start, pass } = await openScheduler();
  const broken = await start(everyMinute, () => Promise.reject(new Error('struck')));
  await pass(45_000);
  await broken.close();
  await start();
  await pass(15_000);
  expect(fired).toEqual(['minutely 00:01']);
});

test('one whose store fails once is told of and goes on', async () => {
  const { fired, failures, start, pass } = await openScheduler();
  const full = new Error('the disk is full');
  await start(everyMinute, () => (failures.length === 0 ? Promise.reject(full) : Promise.resolve()));
  await pass(150_000);
  expect(failures).toEqual([full]);
  expect(fired).toEqual(['minutely 00:01', 'minutely 00:02', 'minutely 00:03']);
});

import { expect, test } from 'vitest';
import { describeGreeting } from '#cli/serve/greeting.ts';
import { parseTiming } from '#local/schedule/timing.ts';
import { Schedule } from '#shared/domain/schedule.ts';

const timed = (name: string, expression: string, timezone = 'UTC') => {
  const schedule = Schedule.parse({ name, expression, timezone, production: { topic: 'Lamps' } });
  return { schedule, timing: parseTiming(schedule) };
};

test('each schedule is told with when it is due next in its own zone, and one that has passed as passed', () => {
  const lines = describeGreeting({
    served: {
      address: 'http://127.0.0.1:4400',
      recovered: 0,
      upcoming: [{ name: 'weekly', at: Date.parse('2027-01-04T05:00:00Z') }],
    },
    tokenPath: '.reelwright/owner-token',
    inbox: 'inbox',
    out: 'out',
    schedules: [
      timed('weekly', 'cron(0 6 ? * MON *)', 'Europe/Vienna'),
      timed('once', 'at(2020-01-01T06:00:00)'),
    ],
  }).map((line) => line.trim());
  expect(lines).toContain('schedules 2');
  expect(lines).toContain('weekly: next on 4 Jan 2027, 06:00 (Europe/Vienna)');
  expect(lines).toContain('once: at(2020-01-01T06:00:00) has passed, or never comes');
});

import { expect, test } from 'vitest';
import { lastDue, nextDue, parseTiming } from '#local/schedule/timing.ts';

const at = (text: string) => Date.parse(text);
const iso = (due: number | undefined) => (due === undefined ? undefined : new Date(due).toISOString());

function dues(expression: string, timezone: string, from: string, count: number): (string | undefined)[] {
  const timing = parseTiming({ expression, timezone });
  const found: (string | undefined)[] = [];
  let after = at(from);
  for (let n = 0; n < count; n += 1) {
    const due = nextDue(timing, after, at(from));
    found.push(iso(due));
    if (due === undefined) break;
    after = due;
  }
  return found;
}

test.each([
  ['0 6 ? * MON *', '2027-01-01T00:00:00Z', '2027-01-04T06:00:00.000Z'],
  ['0/15 * * * ? *', '2027-01-01T00:14:59Z', '2027-01-01T00:15:00.000Z'],
  ['5 4 31 * ? *', '2027-04-01T00:00:00Z', '2027-05-31T04:05:00.000Z'],
  ['0 0 29 2 ? *', '2096-03-01T00:00:00Z', '2104-02-29T00:00:00.000Z'],
  ['0 9 L * ? *', '2027-02-01T00:00:00Z', '2027-02-28T09:00:00.000Z'],
  ['0 9 1,L * ? *', '2027-01-02T00:00:00Z', '2027-01-31T09:00:00.000Z'],
  ['0 9 15W * ? *', '2027-05-01T00:00:00Z', '2027-05-14T09:00:00.000Z'],
  ['0 9 1W * ? *', '2027-05-01T00:00:00Z', '2027-05-03T09:00:00.000Z'],
  ['0 9 31W * ? *', '2027-01-01T10:00:00Z', '2027-01-29T09:00:00.000Z'],
  ['0 9 LW * ? *', '2027-02-01T00:00:00Z', '2027-02-26T09:00:00.000Z'],
  ['0 9 ? * FRI#5 *', '2027-02-02T00:00:00Z', '2027-04-30T09:00:00.000Z'],
  ['0 9 ? * 6L *', '2027-02-02T00:00:00Z', '2027-02-26T09:00:00.000Z'],
  ['0 9 ? * MON-FRI *', '2027-01-01T10:00:00Z', '2027-01-04T09:00:00.000Z'],
  ['30 8-10/2 1 JAN,jul ? 2027-2028', '2027-01-01T08:30:00Z', '2027-01-01T10:30:00.000Z'],
  ['0 0 30 2 ? *', '2027-01-01T00:00:00Z', undefined],
  ['0 0 1 1 ? 2020', '2027-01-01T00:00:00Z', undefined],
])('cron(%s) after %s is due at %s', (fields, from, due) => {
  expect(dues(`cron(${fields})`, 'UTC', from, 1)).toEqual([due]);
});

test('a time that clocks skip in spring is skipped that day', () => {
  // Europe/Vienna goes from 02:00 to 03:00 on 28 March 2027.
  expect(dues('cron(30 2 * * ? *)', 'Europe/Vienna', '2027-03-26T12:00:00Z', 3)).toEqual([
    '2027-03-27T01:30:00.000Z',
    '2027-03-29T00:30:00.000Z',
    '2027-03-30T00:30:00.000Z',
  ]);
});

test('a time that clocks show twice in autumn is due once, the first time', () => {
  // Europe/Vienna goes from 03:00 back to 02:00 on 31 October 2027, at 01:00 UTC.
  expect(dues('cron(30 2 * * ? *)', 'Europe/Vienna', '2027-10-30T12:00:00Z', 2)).toEqual([
    '2027-10-31T00:30:00.000Z',
    '2027-11-01T01:30:00.000Z',
  ]);
  expect(dues('cron(0/30 * * * ? *)', 'Europe/Vienna', '2027-10-31T00:20:00Z', 2)).toEqual([
    '2027-10-31T00:30:00.000Z',
    '2027-10-31T02:00:00.000Z',
  ]);
});

test('six in the morning stays six in the morning in every zone and season', () => {
  expect(dues('cron(0 6 * * ? *)', 'America/New_York', '2027-03-13T12:00:00Z', 2)).toEqual([
    '2027-03-14T10:00:00.000Z',
    '2027-03-15T10:00:00.000Z',
  ]);
  expect(dues('cron(0 6 * * ? *)', 'Asia/Kathmandu', '2027-03-13T12:00:00Z', 1)).toEqual([
    '2027-03-14T00:15:00.000Z',
  ]);
});

test('a rate counts from its beginning, through any change of clocks', () => {
  expect(dues('rate(1 day)', 'Europe/Vienna', '2027-03-27T10:00:00Z', 2)).toEqual([
    '2027-03-28T10:00:00.000Z',
    '2027-03-29T10:00:00.000Z',
  ]);
  const timing = parseTiming({ expression: 'rate(5 minutes)', timezone: 'UTC' });
  expect(iso(nextDue(timing, at('2027-01-01T00:12:00Z'), at('2027-01-01T00:00:00Z')))).toBe(
    '2027-01-01T00:15:00.000Z',
  );
});

test('a single time is due once, in its zone, and never when clocks skip it', () => {
  expect(dues('at(2027-07-01T06:00:00)', 'Asia/Tokyo', '2027-01-01T00:00:00Z', 2)).toEqual([
    '2027-06-30T21:00:00.000Z',
    undefined,
  ]);
  expect(dues('at(2027-03-28T02:30:00)', 'Europe/Vienna', '2027-01-01T00:00:00Z', 1)).toEqual([undefined]);
});

test('of what was missed the last one is found', () => {
  const timing = parseTiming({ expression: 'cron(0/10 * * * ? *)', timezone: 'UTC' });
  const from = at('2027-01-01T00:00:00Z');
  expect(iso(lastDue(timing, from, at('2027-01-01T00:35:00Z'), from))).toBe('2027-01-01T00:30:00.000Z');
  expect(lastDue(timing, from, at('2027-01-01T00:09:59Z'), from)).toBeUndefined();
});

test.each([
  'cron(0 6 * * MON *)',
  'cron(0 6 ? * ? *)',
  'cron(60 6 ? * MON *)',
  'cron(0 6 ? * MON)',
  'cron(x 6 ? * MON *)',
  'cron(0/0 6 ? * MON *)',
  'cron(0 9-5 ? * MON *)',
  'cron(0 6 ? * MON#6 *)',
  'cron(0 6 32W * ? *)',
  'rate(0 minutes)',
  'rate(1 week)',
  'at(2027-02-30T06:00:00)',
  'at(tomorrow)',
])('%s is refused with what is wrong', (expression) => {
  expect(() => parseTiming({ expression, timezone: 'UTC' })).toThrow(
    expect.objectContaining({ code: 'OPTION_INVALID', message: expect.stringContaining(expression) }),
  );
});

test('a zone that nobody knows is refused', () => {
  expect(() => parseTiming({ expression: 'rate(1 day)', timezone: 'Europe/Atlantis' })).toThrow(
    'Europe/Atlantis',
  );
});

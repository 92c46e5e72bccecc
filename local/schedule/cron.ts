const DAY_MS = 86_400_000;
/** A rule that names a day at all names one within 8 years: 29 February around a year that is no leap year, as 2100. */
const MAX_DAYS = 8 * 366 + 1;
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const LAST_YEAR = 2199;

/** A day on a calendar; months and days count from 1, `weekday` from 1 for Sunday. */
interface Day {
  year: number;
  month: number;
  day: number;
  weekday: number;
  daysInMonth: number;
}

/** When something happens, by the clocks of one zone. */
export interface Cron {
  minutes: ReadonlySet<number>;
  hours: ReadonlySet<number>;
  isDay: (day: Day) => boolean;
}

/**
 * Reads `minutes hours day-of-month month day-of-week year` as EventBridge Scheduler does
 * (docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html), with `, - * / ? L W #`; one of the two fields of days
 * must be `?`. Throws a plain error that says which field is wrong.
 */
export function parseCron(fields: string): Cron {
  const parts = fields.trim().toUpperCase().split(/\s+/);
  const [minute = '', hour = '', monthDay = '', month = '', weekday = '', year = ''] = parts;
  if (parts.length !== 6)
    throw new Error(
      'cron has six fields here: minutes hours day month weekday year, as in cron(0 6 ? * MON *)',
    );
  if ((monthDay === '?') === (weekday === '?'))
    throw new Error('one of day and weekday must be ?, and not both');
  const months = numbers('month', month, 1, 12, MONTHS);
  const years = numbers('year', year, 1970, LAST_YEAR);
  const isDayOfRule = weekday === '?' ? ruleOfMonthDays(monthDay) : ruleOfWeekdays(weekday);
  return {
    minutes: numbers('minutes', minute, 0, 59),
    hours: numbers('hours', hour, 0, 23),
    isDay: (day) => years.has(day.year) && months.has(day.month) && isDayOfRule(day),
  };
}

/** The first minute after `wall` (ms, as of clocks in UTC) that the rule names; undefined when there is none within 8 years. */
export function nextWall({ minutes, hours, isDay }: Cron, wall: number): number | undefined {
  const first = Math.floor(wall / DAY_MS);
  for (let at = first; at < first + MAX_DAYS; at += 1) {
    if (!isDay(dayOf(at * DAY_MS))) continue;
    for (const hour of sorted(hours)) {
      for (const minute of sorted(minutes)) {
        const found = at * DAY_MS + (hour * 60 + minute) * 60_000;
        if (found > wall) return found;
      }
    }
  }
  return undefined;
}

function sorted(values: ReadonlySet<number>): number[] {
  return [...values].sort((a, b) => a - b);
}

function dayOf(wall: number): Day {
  const date = new Date(wall);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return { year, month, day: date.getUTCDate(), weekday: date.getUTCDay() + 1, daysInMonth };
}

function ruleOfMonthDays(field: string): (day: Day) => boolean {
  const rules = field.split(',').map((part): ((day: Day) => boolean) => {
    if (part === 'L') return ({ day, daysInMonth }) => day === daysInMonth;
    if (part === 'LW') return (day) => isNearestWorkday(day, day.daysInMonth);
    const workday = /^(\d+)W$/.exec(part)?.[1];
    if (workday === undefined) {
      const days = numbers('day', part, 1, 31);
      return ({ day }) => days.has(day);
    }
    const [wanted = 0] = numbers('day', workday, 1, 31);
    return (day) => wanted <= day.daysInMonth && isNearestWorkday(day, wanted);
  });
  return (day) => rules.some((rule) => rule(day));
}

/** Whether it is the working day nearest to the `wanted` one of its month, without leaving the month. */
function isNearestWorkday({ day, weekday, daysInMonth }: Day, wanted: number): boolean {
  const weekdayOfWanted = (((weekday - 1 + wanted - day) % 7) + 7) % 7;
  if (weekdayOfWanted === 6) return day === (wanted > 1 ? wanted - 1 : wanted + 2);
  if (weekdayOfWanted === 0) return day === (wanted < daysInMonth ? wanted + 1 : wanted - 2);
  return day === wanted;
}

function ruleOfWeekdays(field: string): (day: Day) => boolean {
  const rules = field.split(',').map((part): ((day: Day) => boolean) => {
    if (part === 'L') return ({ weekday }) => weekday === 7;
    const [, which = '', special = ''] = /^(\w{1,3}?)(L|#\d)$/.exec(part) ?? [];
    const weekdays = numbers('weekday', special ? which : part, 1, 7, WEEKDAYS);
    if (special === 'L') {
      return ({ day, weekday, daysInMonth }) => weekdays.has(weekday) && day > daysInMonth - 7;
    }
    const count = special === '' ? 0 : [...numbers('weekday', special.slice(1), 1, 5)][0];
    return ({ day, weekday }) => weekdays.has(weekday) && (!count || Math.ceil(day / 7) === count);
  });
  return (day) => rules.some((rule) => rule(day));
}

/** The numbers that a field of single ones, ranges and steps names; `names` stand for numbers from `least` on. */
function numbers(
  what: string,
  field: string,
  least: number,
  most: number,
  names: readonly string[] = [],
): ReadonlySet<number> {
  const wrong = () =>
    new Error(`${field || 'nothing'} is no value for ${what}, which are ${least} to ${most}`);
  const read = (text: string) => {
    const value = names.includes(text)
      ? names.indexOf(text) + least
      : /^\d{1,4}$/.test(text)
        ? Number(text)
        : -1;
    if (value < least || value > most) throw wrong();
    return value;
  };
  const found = new Set<number>();
  for (const part of field.split(',')) {
    const [, from = '', to, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d{1,4}))?$/.exec(part) ?? [];
    if (from === '' || (from === '*' && to !== undefined) || step === '0') throw wrong();
    const start = from === '*' ? least : read(from);
    const end = to !== undefined ? read(to) : from === '*' || step !== undefined ? most : start;
    if (end < start) throw wrong();
    for (let value = start; value <= end; value += Number(step ?? 1)) found.add(value);
  }
  return found;
}

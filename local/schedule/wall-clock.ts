const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether that is the IANA name of a time zone that this Node knows. */
export function isTimezone(name: string): boolean {
  try {
    formatIn(name);
    return true;
  } catch {
    return false;
  }
}

/** What the clocks of a zone show at an instant (epoch ms), as the epoch ms at which clocks in UTC show the same. */
export function toWall(timezone: string, at: number): number {
  const fields: Record<string, number> = {};
  for (const { type, value } of formatIn(timezone).formatToParts(at)) fields[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = fields;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/**
 * The instant (epoch ms) at which the clocks of a zone show `wall`, in whole seconds. Where they show it twice, the first
 * one; undefined where they skip it.
 */
export function fromWall(timezone: string, wall: number): number | undefined {
  // The offsets before and after any change that is near.
  const offsets = [wall - DAY_MS, wall + DAY_MS].map((at) => toWall(timezone, at) - at);
  const instants = offsets.map((offset) => wall - offset).filter((at) => toWall(timezone, at) === wall);
  return instants.length > 0 ? Math.min(...instants) : undefined;
}

function formatIn(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB-u-ca-iso8601', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  return format;
}

const ISO = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * Epoch ms of an ISO 8601 extended date and time with offset, as AWS demands it (an upper-case `T`, an offset or `Z`, up
 * to nine digits of a second); undefined for anything else, for example 25 o'clock or the 30th of February.
 */
export function parseTimestamp(text: unknown): number | undefined {
  const fields = typeof text === 'string' ? ISO.exec(text) : null;
  if (fields === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = fields.slice(1).map(Number);
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return undefined;
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return undefined;
  const epochMs = Date.parse(text as string);
  return Number.isNaN(epochMs) ? undefined : epochMs;
}

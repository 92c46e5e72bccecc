import { cardinalWords, ordinalWords, yearWords } from '#shared/providers/speech/text/number-words.ts';
import { ABBREVIATIONS, MONTHS } from '#shared/providers/speech/text/word-lists.ts';

/** Words after which four digits are a year, be they as early as `1066`. */
export const YEAR_FOLLOWS = /^(in|since|until|till|by|around|circa|year|after|before)$/i;

/** Whether a word is the name of a month, or short for it; `may` and `march` only with a capital. */
export function isMonth(word: string): boolean {
  const name = word.toLowerCase();
  return (
    /^\p{Lu}/u.test(word) &&
    name !== '' &&
    MONTHS.some((month) => month === name || month === ABBREVIATIONS[name])
  );
}

/** `2024-05-03` → `may third, twenty twenty four`; undefined for what is no date. */
export function sayDate(year: string, month: string, day: string): string | undefined {
  const name = MONTHS[Number(month)];
  return name && Number(day) <= 31
    ? `${name} ${ordinalWords(day.replace(/^0/, ''))}, ${yearWords(year)}`
    : undefined;
}

/** `12/25/2024`, and `25/12/2024` where the first number can be no month. */
export function saySlashDate(first = '', second = '', year = ''): string | undefined {
  return Number(first) <= 12 ? sayDate(year, first, second) : sayDate(year, second, first);
}

/** Hours, minutes and seconds of how long something takes: `1:02:03`. */
export function saySpan(parts: readonly string[]): string {
  const names = ['hour', 'minute', 'second'];
  return parts
    .map((digits, i) => `${cardinalWords(digits)} ${names[i]}${Number(digits) === 1 ? '' : 's'}`)
    .join(' ');
}

/** A time of day; `half` is `am`, `pm`, `h` or empty. Undefined for what is none. */
export function sayTime(hour = '', minute = '', half = ''): string | undefined {
  if (Number(hour) > 24 || Number(minute) > 59) return undefined;
  const minutes =
    minute === '00'
      ? "o'clock"
      : minute.startsWith('0')
        ? `oh ${cardinalWords(minute)}`
        : cardinalWords(minute);
  const suffix = /^[ap]m$/i.test(half) ? sayHalf(half) : '';
  return [cardinalWords(hour), suffix && minute === '00' ? '' : minutes, suffix].filter(Boolean).join(' ');
}

/** `am` → `ay m`: the letter alone would be read as the article. */
export function sayHalf(half: string): string {
  return [...half.toLowerCase()].map((letter) => (letter === 'a' ? 'ay' : letter)).join(' ');
}

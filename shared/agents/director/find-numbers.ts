import { FACTOR_PATTERN } from '#shared/language/number-words.ts';
import { isUnit, UNIT_PATTERN } from '#shared/language/units.ts';

/** A number of a text as it is written, with its scale and unit. */
export interface FoundNumber {
  display: string;
  /** Where it begins and ends, in UTF-16 units. */
  start: number;
  end: number;
  /** What it is worth on the screen: 0 (a bare small number) to 1 (an amount with its unit). */
  weight: number;
  /** Whether it reads as a year, 1000 to 2099. */
  isYear: boolean;
  /** Whether it is two figures, from one to the other. */
  isChange?: boolean;
}

const DIGITS = String.raw`\d{1,3}(?:[,.'’\u00a0\u202f ]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?`;
const SPACE = '[\\s\\u00a0\\u202f-]?';
const NUMBER = new RegExp(
  `(?<![\\p{Script=Latin}\\p{N}.,])([€$£¥]\\s?)?[-−+]?(?:${DIGITS})(?:${SPACE}(${FACTOR_PATTERN})(?!\\p{Script=Latin}))?` +
    `(?:${SPACE}(?:de |d’|d')?(${UNIT_PATTERN})(?!\\p{Script=Latin}))?(?![\\p{Script=Latin}\\p{N}]|\\.\\d)`,
  'giu',
);
/** Longer figures do not fit in one large line; they lose their unit, which then stands in the label. */
const DISPLAY_LENGTH = 18;
const YEAR = /^(1[0-9]|20)\d\d$/;

function weigh(display: string, hasScale: boolean, hasUnit: boolean): number {
  if (YEAR.test(display)) return 0.45;
  if (hasUnit || hasScale) return 1;
  const digits = display.replace(/\D/g, '').length;
  if (digits >= 4) return 0.9;
  return digits >= 2 ? 0.55 : 0.2;
}

/** The numbers written in figures in a text, in order, each with currency, scale word and unit where they follow. */
export function findNumbers(text: string): FoundNumber[] {
  return [...text.matchAll(NUMBER)].map((match) => {
    const [whole, currency, scale, unit] = match;
    const keepsUnit = unit !== undefined && isUnit(unit) && whole.length <= DISPLAY_LENGTH;
    const display = (unit === undefined || keepsUnit ? whole : whole.slice(0, whole.length - unit.length))
      .replace(/[\s-]+(?:de|d[’'])?\s*$/u, '')
      .trim();
    return {
      display,
      start: match.index,
      end: match.index + display.length,
      isYear: YEAR.test(display),
      weight: weigh(display, scale !== undefined, currency !== undefined || unit !== undefined),
    };
  });
}

/** The digits of every number in a text, separators removed, so that `10,935` and `10 935` are the same number. */
export function numberKeys(text: string): Set<string> {
  return new Set(
    [...text.matchAll(new RegExp(DIGITS, 'gu'))].map(([found]) =>
      found.replace(/[\s,.'’\u00a0\u202f]/gu, ''),
    ),
  );
}

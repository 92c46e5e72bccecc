import { FACTOR_PATTERN, factorOf, parseFigure } from '#shared/language/number-words.ts';
import { isUnit, UNIT_PATTERN } from '#shared/language/units.ts';

/** A figure in a text. Years are told apart: they date, they do not count. */
export interface FoundNumber {
  /** As written, with currency, factor and unit. */
  display: string;
  /** The factor is multiplied in; of a range (`3–5`) the greater end. */
  value: number;
  unit?: string;
  isYear: boolean;
  start: number;
  end: number;
}

const CURRENCY = '(?:US\\$|[$€£¥₹])';
const FIGURE = '\\p{Nd}+(?:[.,٫٬’]\\p{Nd}+)*';
const SPACED = '\\p{Nd}{1,3}(?: \\p{Nd}{3})+(?:,\\p{Nd}+)?';
const SPACED_LANGUAGES = new Set('fr ru uk pl cs sk sv no nb nn fi bg hu lv lt et be is'.split(' '));
/** Scripts with spaces between words; in the others a figure may follow a letter. */
const LETTER =
  '\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}\\p{Script=Arabic}\\p{Script=Devanagari}';
const LEFT = `(?<![${LETTER}\\p{N}][-–.,:/]?)`;
const MONTH =
  /^\s?(?:de |\. ?)?(?:jan|feb|mar|mär|apr|abr|avr|may|mai|mayo|maj|jun|juin|jul|juil|aug|ago|août|sep|oct|okt|oct|nov|dec|dez|dic|déc|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек|月)/iu;
const AFTER_MONTH =
  /(?:jan|feb|march|april|may|june|july|aug|sept?|oct|nov|dec)[a-z]*\.? $|[年月第] ?$|(?:page|chapter|no\.|nr\.|fig\.|figure|step|part|volume|kapitel|seite|abb\.|art\.|§) ?$/iu;

const patterns = new Map<boolean, RegExp>();

function pattern(spaced: boolean): RegExp {
  const known = patterns.get(spaced);
  if (known) return known;
  const figure = spaced ? `(?:${SPACED}|${FIGURE})` : FIGURE;
  const made = new RegExp(
    `${LEFT}(?<currency>${CURRENCY} ?)?(?<sign>[-−])?(?<first>${figure})(?: ?[–—-] ?(?<second>${figure}))?` +
      `(?: ?(?<factor>${FACTOR_PATTERN})(?![\\p{Ll}]))?(?:(?<gap> ?)(?<unit>${UNIT_PATTERN})(?![\\p{Ll}\\p{Lu}]))?(?<tail>[\\p{L}\\p{M}]*)`,
    'giu',
  );
  patterns.set(spaced, made);
  return made;
}

function isDateOrMark(text: string, start: number, end: number, unit: string | undefined): boolean {
  if (unit !== undefined) return false;
  const before = text.slice(Math.max(0, start - 12), start);
  const after = text.slice(end, end + 12);
  if (MONTH.test(after) || AFTER_MONTH.test(before)) return true;
  if (/^[:/]\p{Nd}/u.test(after) || /\p{Nd}[:/]$/u.test(before)) return true;
  return start === 0 && /^[.)]\s/.test(after);
}

/** Finds the figures of a text in order. Dates, clock times, ordinals, names with figures (`B-52`) and list marks are none. */
export function findNumbers(text: string, language: string): FoundNumber[] {
  if (!/\p{Nd}/u.test(text)) return [];
  const found: FoundNumber[] = [];
  const spaced = SPACED_LANGUAGES.has(language.split('-')[0] ?? '');
  for (const match of text.matchAll(pattern(spaced))) {
    const { currency, sign, first = '', second, factor, gap = '', unit: raw, tail = '' } = match.groups ?? {};
    const unit = raw !== undefined && isUnit(raw) ? raw : undefined;
    const dropped = raw !== undefined && unit === undefined ? gap.length + raw.length : 0;
    // Letters right behind the figure (`19th`, `1990s`, `3D`) make it a name or an ordinal; CJK has no spaces.
    const attached = dropped > 0 && gap === '' ? raw : raw === undefined && factor === undefined ? tail : '';
    if (attached !== undefined && /^[\p{Script=Latin}\p{Script=Cyrillic}]/u.test(attached)) continue;
    if (unit === 's' && gap === '') continue;
    const end = match.index + match[0].length - tail.length - dropped;
    const values = [first, second ?? first].map((figure) => parseFigure(figure, language));
    const [low, high] = values;
    if (low === undefined || high === undefined || !Number.isFinite(low) || !Number.isFinite(high)) continue;
    if (/^-\p{L}/u.test(text.slice(end))) continue;
    const display = text.slice(match.index, end).trim();
    const money = currency?.trim();
    if (isDateOrMark(text, match.index, end, unit ?? money ?? factor)) continue;
    const value =
      Math.max(low, high) * (sign ? -1 : 1) * (factor === undefined ? 1 : (factorOf(factor) ?? 1));
    const bare = unit === undefined || /^(?:年|년)$/u.test(unit);
    const isYear =
      bare && money === undefined && factor === undefined && /^(?:1[0-9]|20)\p{Nd}{2}$/u.test(first) && !sign;
    const named = unit ?? money;
    found.push({
      display,
      value,
      isYear,
      start: match.index,
      end,
      ...(named === undefined ? {} : { unit: named }),
    });
  }
  return found;
}

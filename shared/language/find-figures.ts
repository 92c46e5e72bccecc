import type { Amount, Figure } from '#shared/language/figure.ts';
import { qualifierBefore } from '#shared/language/figure-bounds.ts';
import { figurePatterns } from '#shared/language/figure-patterns.ts';
import { joinAmounts } from '#shared/language/join-amounts.ts';
import { factorOf, parseFigure } from '#shared/language/number-words.ts';
import { spelledFigures } from '#shared/language/spelled-figures.ts';
import { isMoney, isPercent } from '#shared/language/units.ts';

const YEAR = /^(?:1\p{Nd}|20|[١۱][٠-٩۰-۹]|[٢۲][٠۰]|१[०-९]|२०)\p{Nd}{2}$/u;
const VULGAR = /[¼-¾⅐-⅞]/u;

function kindOf(
  digits: string,
  parts: { money: boolean; unit?: string | undefined; scaled: boolean },
): Figure['kind'] {
  if (parts.money || isMoney(parts.unit)) return 'money';
  if (isPercent(parts.unit)) return 'percent';
  if (
    YEAR.test(digits) &&
    !parts.scaled &&
    (parts.unit === undefined || /^(?:年|년|год\p{L}*)$/iu.test(parts.unit))
  )
    return 'year';
  if (parts.unit !== undefined) return 'amount';
  return 'plain';
}

function amountOf(match: RegExpExecArray, language: string): Amount {
  const { currency, sign, digits = '', factor, gap, unit: raw } = match.groups ?? {};
  const unit = raw ?? currency;
  const scale = factor === undefined ? 1 : factorOf(factor, language);
  const size = VULGAR.test(digits) ? undefined : parseFigure(digits, language);
  const value =
    size === undefined ? undefined : size * (scale ?? 1) * (sign === '-' || sign === '−' ? -1 : 1);
  const kind = kindOf(digits, {
    money: currency !== undefined,
    unit: raw,
    scaled: factor !== undefined || sign !== undefined,
  });
  const readable = size !== undefined || VULGAR.test(digits);
  // `the 1990s`, `3 s` apart: a letter s that touches is no second.
  const plural = raw === 's' && gap === '';
  return {
    kind: readable && !plural ? kind : 'mark',
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
    ...(value === undefined || !Number.isFinite(value) ? {} : { value }),
    ...(unit === undefined || plural ? {} : { unit }),
    spelled: false,
    bare: unit === undefined && factor === undefined,
  };
}

/** The numbers of a text that stand for themselves, without those inside of phones, dates and times. */
function amounts(text: string, language: string, names: readonly Figure[]): Amount[] {
  const { amount } = figurePatterns(language);
  const written = [...text.matchAll(amount)].map((match) => amountOf(match, language));
  const free = written.filter(
    ({ start, end }) => !names.some((name) => start < name.end && name.start < end),
  );
  const spelled = spelledFigures(text, language).filter(
    ({ start, end }) => ![...free, ...names].some((other) => start < other.end && other.start < end),
  );
  return [...free, ...spelled].sort((a, b) => a.start - b.start);
}

function named(text: string, language: string): Figure[] {
  const found: Figure[] = [];
  const { names } = figurePatterns(language);
  for (const [kind, pattern] of names) {
    for (const match of text.matchAll(pattern)) {
      const shown = match[0].trimEnd();
      const place = { start: match.index, end: match.index + shown.length };
      if (shown === '' || found.some(({ start, end }) => place.start < end && start < place.end)) continue;
      found.push({ kind, text: shown, ...place, spelled: false });
    }
  }
  return found;
}

/** Letters and signs that, right beside a figure, make it a part of something longer. */
const TOUCHES_BEFORE = /\p{N}[:/×–-]$|\p{N}$/u;
const TOUCHES_AFTER = /^(?:[:/×]\p{N}|[–-]\p{N}|\p{N})/u;

function settle(text: string, figure: Figure, language: string): Figure {
  const isListMark = figure.start === 0 && figure.kind === 'plain' && /^[.)]\s/u.test(text.slice(figure.end));
  const torn =
    isListMark ||
    TOUCHES_BEFORE.test(text.slice(0, figure.start)) ||
    TOUCHES_AFTER.test(text.slice(figure.end));
  if (torn) return { ...figure, kind: 'mark' };
  const qualifier = qualifierBefore(text, figure.start, language);
  return qualifier === undefined ? figure : { ...figure, qualifier };
}

/**
 * The numbers of a text in its order, each whole: with currency, sign, factor, unit and rate, a range with both its ends, a
 * ratio with both its parts, a time or date or phone number as such; in figures of any script, and in words in English,
 * German, Spanish and French. Units and months are those of the language. No two of them overlap.
 */
export function findFigures(text: string, language: string): Figure[] {
  const names = named(text, language);
  const joined = joinAmounts(text, amounts(text, language, names), language);
  return [...names, ...joined]
    .sort((a, b) => a.start - b.start)
    .map((figure) => settle(text, figure, language));
}

import type { Amount, Figure } from '#shared/language/figure.ts';
import { primaryLanguage } from '#shared/language/stop-words.ts';
import { isCompoundUnit } from '#shared/language/units.ts';

interface Joints {
  /** Between the ends of a range, `5 to 7`; behind a word such as `from` they tell of a change instead. */
  to: string;
  from: string;
  between: string;
  and: string;
  /** Between a part and its whole, `5 of 1,000`, and those that may stand before other things too: `1 in 5`. */
  of: string;
  in: string;
}

const JOINTS: Readonly<Record<string, Joints>> = {
  en: {
    to: 'to|through',
    from: 'from',
    between: 'between',
    and: 'and',
    of: 'of|of every|of the|out of|out of every',
    in: 'in|in every',
  },
  de: { to: 'bis', from: 'von|vom', between: 'zwischen', and: 'und', of: 'von|der|von je', in: 'aus' },
  es: { to: 'a', from: 'de|desde', between: 'entre', and: 'y', of: 'de cada|de los|de las', in: 'de' },
  fr: { to: 'à', from: 'de', between: 'entre', and: 'et', of: 'sur|sur les|des', in: 'sur' },
  it: { to: 'a', from: 'da', between: 'tra|fra', and: 'e', of: 'su|su ogni', in: 'su' },
  pt: { to: 'a', from: 'de', between: 'entre', and: 'e', of: 'em cada|de cada', in: 'em' },
};
const NONE: Joints = { to: '(?!)', from: '(?!)', between: '(?!)', and: '(?!)', of: '(?!)', in: '(?!)' };

/** Fractions that are written with a stroke; others are dates, marks or scores. */
const DENOMINATORS = new Set([2, 3, 4, 5, 6, 8, 10, 12, 16, 100, 1000]);

type Joiner = (text: string, left: Amount, right: Amount, joints: Joints) => Figure['kind'] | undefined;

const is = (gap: string, words: string): boolean => new RegExp(`^ (?:${words}) $`, 'iu').test(gap);
const follows = (text: string, start: number, words: string): boolean =>
  new RegExp(`(?<![\\p{L}])(?:${words}) $`, 'iu').test(text.slice(Math.max(0, start - 20), start));

const asRange: Joiner = (text, left, right, joints) => {
  const gap = text.slice(left.end, right.start);
  const rises = left.value === undefined || right.value === undefined || left.value < right.value;
  const scaled = left.value !== undefined && right.value !== undefined && right.value > left.value * 1000;
  if (/^ ?[–—-] ?$/u.test(gap)) return rises ? 'range' : 'mark';
  if (follows(text, left.start, joints.between) && is(gap, joints.and)) return 'range';
  const isChange = follows(text, left.start, joints.from);
  if (!is(gap, joints.to) || !left.bare || isChange || left.kind === 'year') return undefined;
  if (rises || scaled) return 'range';
  return right.bare ? 'ratio' : undefined;
};

const asRatio: Joiner = (text, left, right, joints) => {
  const gap = text.slice(left.end, right.start);
  const less = left.value === undefined || right.value === undefined || left.value <= right.value;
  if (/^ ?: ?$/u.test(gap)) return left.bare && right.bare ? 'ratio' : 'mark';
  if (!left.bare && left.kind !== 'plain' && left.kind !== 'fraction') return undefined;
  if (right.kind === 'year' || left.kind === 'year') return undefined;
  if (is(gap, joints.of) && less) return 'ratio';
  return is(gap, joints.in) && right.bare && left.bare && less ? 'ratio' : undefined;
};

const asFraction: Joiner = (text, left, right) => {
  if (!/^ ?[/⁄] ?$/u.test(text.slice(left.end, right.start))) return undefined;
  const { value: over = 0 } = left;
  const under = right.value ?? 0;
  return left.bare && over < under && over > 0 && DENOMINATORS.has(under) ? 'fraction' : 'mark';
};

const asDimension: Joiner = (text, left, right) =>
  /^ ?(?:[×✕]|x|by|mal|por|sur) ?$/u.test(text.slice(left.end, right.start)) &&
  (/[×✕x]/u.test(text.slice(left.end, right.start)) || left.unit === right.unit || left.bare)
    ? 'dimension'
    : undefined;

const asSpan: Joiner = (text, left, right, joints) => {
  const gap = text.slice(left.end, right.start);
  const near = gap === ' ' || gap === '' || is(gap, joints.and) || is(gap.replace(',', ''), joints.and);
  if (near && left.unit === 'h' && right.bare && gap.trim() === '') return 'span';
  return near && isCompoundUnit(left.unit) && isCompoundUnit(right.unit) && left.unit !== right.unit
    ? 'span'
    : undefined;
};

/** `9 and a half million`: figures and words of one number. */
const asMixed: Joiner = (text, left, right, joints) => {
  const half = /^(?:a |an |one )?(?:half|quarter|third|medi[oa]|demie?)(?![\p{L}])/iu.test(right.text);
  return !left.spelled && right.spelled && half && is(text.slice(left.end, right.start), joints.and)
    ? 'amount'
    : undefined;
};

const JOINERS: readonly Joiner[] = [asDimension, asFraction, asSpan, asMixed, asRatio, asRange];

/** The span that begins with the word `between`, which is a part of the range. */
function opening(text: string, start: number, joints: Joints): number {
  const lead = new RegExp(`(?<![\\p{L}])(?:${joints.between}) $`, 'iu').exec(text.slice(0, start));
  return lead?.index ?? start;
}

/** Joins numbers that follow each other and say one thing: ranges, ratios, fractions, dimensions, `2 h 40 min`. */
export function joinAmounts(text: string, amounts: readonly Amount[], language: string): Figure[] {
  const joints = JOINTS[primaryLanguage(language)] ?? NONE;
  const joined: Amount[] = [];
  for (const right of amounts) {
    const left = joined.at(-1);
    const kind =
      left && JOINERS.map((join) => join(text, left, right, joints)).find((each) => each !== undefined);
    if (left === undefined || kind === undefined) {
      joined.push(right);
      continue;
    }
    const isBetween = kind === 'range' && !/^ ?[–—-]/u.test(text.slice(left.end, right.start));
    const start = isBetween ? opening(text, left.start, joints) : left.start;
    const { value: _, unit: __, ...rest } = left;
    const values = [left.value, right.value].filter((value) => value !== undefined);
    const value = kind === 'range' && values.length === 2 ? { value: Math.max(...values) } : {};
    const unit = right.unit ?? left.unit;
    joined[joined.length - 1] = {
      ...rest,
      ...value,
      ...(unit === undefined ? {} : { unit }),
      kind,
      text: text.slice(start, right.end),
      start,
      end: right.end,
      bare: false,
    };
  }
  // A small number in words counts nothing by itself: `at four in the afternoon`.
  return joined.filter(({ spelled, bare }) => !(spelled && bare)).map(({ bare: _, ...figure }) => figure);
}

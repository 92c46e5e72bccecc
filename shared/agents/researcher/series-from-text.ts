import { countedFigures } from '#shared/agents/researcher/counted-figures.ts';
import { labelOf } from '#shared/agents/researcher/label.ts';
import { cellNumber, type Series, shapeOf } from '#shared/agents/researcher/series-from-table.ts';
import { stopWords } from '#shared/language/stop-words.ts';

/** A figure and the year that it is told for. */
export interface Dated {
  label: string;
  value: number;
  unit: string | undefined;
}

/** The figures of a text with their years, where these stand in turn: `12 % in 1990`, `In 2000 it was 47 %`; else none. */
export function datedFigures(text: string, language: string): Dated[] {
  if (!/\p{Nd}{3}/u.test(text)) return [];
  const numbers = countedFigures(text, language);
  const years = numbers.filter((number) => number.isYear);
  const values = numbers.filter((number) => !number.isYear);
  const inTurn = numbers.every(
    (number, index) => number.isYear === (numbers[0]?.isYear !== (index % 2 === 1)),
  );
  if (values.length === 0 || years.length !== values.length || !inTurn) return [];
  return values.map(({ value, unit }, index) => ({
    label: years[index]?.display.replace(/\D/gu, '') ?? '',
    value,
    unit,
  }));
}

const isRising = (points: readonly Dated[]): boolean =>
  points.every(({ label }, index) => index === 0 || label > (points[index - 1]?.label ?? ''));

/** Words that point away or say nothing of what is measured; a title with one of them is none. */
const NO_TITLE =
  /^(?:in|it|this|that|they|by|from|and|on|at|he|she|we|im|es|sie|er|das|und|en|se|il|elle|on|c[’']|dans|au)(?![\p{L}-])|\p{N}/iu;
const LONGEST_TITLE = 8;

/** What a series measures, in a few words of its text; undefined where no words name it. */
function titleOf(text: string, place: { start: number; end: number }, language: string): string | undefined {
  const title = labelOf(text, place, language).replace(/[\s,;:]+$/u, '');
  return title === '' || NO_TITLE.test(title) || title.split(/\s+/u).length > LONGEST_TITLE
    ? undefined
    : title;
}

/**
 * Reads a development that one sentence tells, `from 12 % in 1990 to 31 % in 2020`, or several that follow each other do:
 * figures of one unit and years in turn, two pairs or more in a sentence, three in several. Undefined for any other.
 * `found` are the figures of each sentence, where they are known.
 */
export function seriesFromSentences(
  sentences: readonly string[],
  language: string,
  found: readonly (readonly Dated[])[] = sentences.map((text) => datedFigures(text, language)),
): Series | undefined {
  const points = found.flat();
  const [first] = points;
  const most = sentences.length === 1 ? 2 : 3;
  if (first === undefined || points.length < most || found.some(({ length }) => length === 0))
    return undefined;
  if (!isRising(points) || points.some(({ unit }) => unit !== first.unit)) return undefined;
  const text = sentences[0] ?? '';
  const numbers = countedFigures(text, language);
  const place = { start: numbers[0]?.start ?? 0, end: numbers.at(-1)?.end ?? text.length };
  const title = titleOf(text, place, language);
  if (title === undefined) return undefined;
  return {
    title,
    points: points.map(({ label, value }) => ({ label, value })),
    shape: 'time',
    ...(first.unit === undefined ? {} : { unit: first.unit }),
  };
}

const FEWEST_CATEGORIES = 3;
/** A name before its figure: `Ghana 14 %`, `Costa de Marfil produce el 38 %`. */
const NAME_BEFORE =
  /((?:\p{Lu}[\p{L}\p{M}’'-]+)(?:\s(?:(?:de|of|del|da|do|und|the)\s)?\p{Lu}[\p{L}\p{M}’'-]+){0,3})[^,;\p{Lu}\p{Nd}]{0,28}$/u;

/** A name without a small word that has its capital from the beginning of the sentence: `Today Ivory Coast`. */
function withoutOpening(name: string | undefined, language: string): string | undefined {
  const [first = '', ...rest] = name?.split(' ') ?? [];
  return rest.length > 0 && stopWords(language).has(first.toLowerCase()) ? rest.join(' ') : name;
}

/**
 * Reads figures of one unit that a sentence gives to things with names, three or more: `Ivory Coast 38 %, Ghana 14 %,
 * Ecuador 9 %`. The title is what the first figure is of. Undefined for any other sentence.
 */
export function seriesFromNames(text: string, language: string): Series | undefined {
  if ((text.match(/\p{Nd}+/gu)?.length ?? 0) < FEWEST_CATEGORIES) return undefined;
  const numbers = countedFigures(text, language).filter(({ isYear }) => !isYear);
  const [first] = numbers;
  if (first === undefined || numbers.length < FEWEST_CATEGORIES) return undefined;
  if (numbers.some(({ unit }) => unit === undefined || unit !== first.unit)) return undefined;
  const points = numbers.flatMap(({ start, value }, index) => {
    const before = text.slice(index === 0 ? 0 : numbers[index - 1]?.end, start);
    const label = withoutOpening(NAME_BEFORE.exec(before)?.[1], language);
    return label === undefined ? [] : [{ label, value }];
  });
  const next =
    text
      .slice(first.end)
      .split(/[,;.:]/u)[0]
      ?.trim() ?? '';
  const title = /^(?:of|del|de la|de|du|des|der|di|da|do)\s+\S/iu.test(next) ? next : '';
  const distinct = new Set(points.map(({ label }) => label)).size === numbers.length;
  if (!distinct || title === '' || title.split(/\s+/u).length > LONGEST_TITLE) return undefined;
  return { title, points, shape: shapeOf(points, first.unit), ...(first.unit ? { unit: first.unit } : {}) };
}

const ITEM = /^(.{1,48}?)\s*(?:[:：=]|\s[–—-])\s*(.{1,32})$/u;

/** Reads a list of `label: figure` items of one unit as a series; undefined for any other list. */
export function seriesFromList(
  items: readonly string[],
  title: string,
  language: string,
): Series | undefined {
  const parsed = items.map((item) => {
    const [, label, cell] = ITEM.exec(item.replace(/[.;,]$/u, '')) ?? [];
    const number = cell === undefined ? undefined : cellNumber(cell, language);
    return label === undefined || number === undefined ? undefined : { label, ...number };
  });
  const points = parsed.flatMap((point) => (point ? [{ label: point.label, value: point.value }] : []));
  const unit = parsed[0]?.unit;
  if (points.length < items.length || points.length < 2 || title === '') return undefined;
  if (parsed.some((point) => point?.unit !== unit)) return undefined;
  return { title, points, shape: shapeOf(points, unit), ...(unit === undefined ? {} : { unit }) };
}

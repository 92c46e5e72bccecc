import { countedFigures } from '#shared/agents/researcher/counted-figures.ts';
import { labelOf } from '#shared/agents/researcher/label.ts';
import { cellNumber, type Series, shapeOf } from '#shared/agents/researcher/series-from-table.ts';

/**
 * Reads a development that a sentence tells, `from 12 % in 1990 to 31 % in 2020`: figures of one unit and years in turn,
 * two pairs or more. Undefined for any other sentence.
 */
export function seriesFromSentence(text: string, language: string): Series | undefined {
  const numbers = countedFigures(text, language);
  if (numbers.length < 4) return undefined;
  const years = numbers.filter((number) => number.isYear);
  const values = numbers.filter((number) => !number.isYear);
  const [first] = values;
  if (first === undefined || years.length !== values.length) return undefined;
  const inTurn = numbers.every(
    (number, index) => number.isYear === (numbers[0]?.isYear !== (index % 2 === 1)),
  );
  const oneUnit = values.every((value) => value.unit === first.unit);
  const points = values.map(({ value }, index) => ({
    label: years[index]?.display.replace(/\D/gu, '') ?? '',
    value,
  }));
  const rising = points.every(({ label }, index) => index === 0 || label > (points[index - 1]?.label ?? ''));
  if (!inTurn || !oneUnit || !rising) return undefined;
  const start = Math.min(first.start, years[0]?.start ?? first.start);
  const title = labelOf(text, { start, end: numbers.at(-1)?.end ?? text.length }, language);
  return { title, points, shape: 'time', ...(first.unit === undefined ? {} : { unit: first.unit }) };
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

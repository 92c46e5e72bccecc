import type { Figure } from '#shared/language/figure.ts';
import { findFigures } from '#shared/language/find-figures.ts';

/** A figure that can be counted with. Years are told apart: they date, they do not count. */
export interface CountedFigure {
  /** As written, with currency, factor and unit. */
  display: string;
  /** The factor is multiplied in; of a range (`3–5`) the greater end. */
  value: number;
  unit?: string;
  isYear: boolean;
  start: number;
  end: number;
}

const COUNTED: ReadonlySet<Figure['kind']> = new Set([
  'plain',
  'amount',
  'percent',
  'money',
  'range',
  'year',
]);

/** The figures of a text that have a value, in its order; dates, clock times, ratios and names with figures are none. */
export function countedFigures(text: string, language: string): CountedFigure[] {
  return findFigures(text, language).flatMap(({ kind, text: display, value, unit, start, end }) =>
    COUNTED.has(kind) && value !== undefined
      ? [{ display, value, isYear: kind === 'year', start, end, ...(unit === undefined ? {} : { unit }) }]
      : [],
  );
}

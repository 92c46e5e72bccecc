import { countedFigures } from '#shared/agents/researcher/counted-figures.ts';
import type { Block } from '#shared/domain/document.ts';
import { isPercent, isUnit } from '#shared/language/units.ts';

/** A row of figures with labels; what a chart draws. */
export interface Series {
  title: string;
  unit?: string;
  points: { label: string; value: number }[];
  shape: 'time' | 'parts' | 'categories';
}

const TIME_LABEL =
  /^(?:(?:1\d|20)\d\d(?:[-/–]\d{2,4})?|(?:Q[1-4]|H[12])(?: ?\d{2,4})?|(?:1\d|20)\d\d ?Q[1-4]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez)\p{L}*\.?(?: ?\d{2,4})?|\d{1,2}:\d{2})年?$/iu;
const TOTAL = /^(?:total|sum|all|overall|gesamt|summe|insgesamt|totale|tout|всего|итого|合計|总计|合计)$/iu;
/** A table gives at most this many series: its first columns of figures. */
const MAX_COLUMNS = 3;
/** A column is one of figures when this share of its cells are. */
const FIGURES = 0.7;

/** Whether labels are points in time, parts of one whole, or neither. */
export function shapeOf(points: Series['points'], unit: string | undefined): Series['shape'] {
  if (points.every(({ label }) => TIME_LABEL.test(label.trim()))) return 'time';
  const sum = points.reduce((total, { value }) => total + value, 0);
  const whole = isPercent(unit) && points.length <= 8 && points.every(({ value }) => value >= 0);
  return whole && sum > 96 && sum < 104 ? 'parts' : 'categories';
}

/** The figure that a cell holds, if it holds nothing else of weight. */
export function cellNumber(cell: string, language: string): { value: number; unit?: string } | undefined {
  const found = countedFigures(cell, language);
  const [first] = found;
  if (first === undefined || found.length > 1) return undefined;
  const rest = cell.replace(first.display, '').replace(/[\s~≈<>()*†±.,/-]|per|ca|about|approx/giu, '');
  if (rest.length > 3) return undefined;
  return { value: first.value, ...(first.unit === undefined ? {} : { unit: first.unit }) };
}

/** `Depth (m)` is a title and a unit; `Tonnes` alone is a unit. */
function splitHeader(header: string, language: string): { title: string; unit?: string } {
  const [, title, unit] = /^(.*?)\s*[([]([^()[\]]{1,16})[)\]]$|^$/u.exec(header) ?? [];
  if (title && unit) return { title, unit };
  return isUnit(header.toLowerCase(), language) || isUnit(header, language)
    ? { title: '', unit: header }
    : { title: header };
}

/** Reads the columns of figures of a table as series over its first column of words or years. */
export function seriesFromTable(
  table: Extract<Block, { kind: 'table' }>,
  about: { heading: string; language: string },
): Series[] {
  const width = Math.max(...table.rows.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, column) => table.rows.map((row) => row[column] ?? ''));
  const figures = columns.map((cells) => cells.map((cell) => cellNumber(cell, about.language)));
  const isFigures = (column: number) =>
    (figures[column] ?? []).filter(Boolean).length >= FIGURES * table.rows.length;
  const isTime = (column: number) => (columns[column] ?? []).every((cell) => TIME_LABEL.test(cell.trim()));
  const labels = columns.findIndex(
    (cells, column) => (isTime(column) || !isFigures(column)) && cells.some(Boolean),
  );
  if (labels < 0) return [];
  const made: Series[] = [];
  for (const [column, cells] of figures.entries()) {
    if (column === labels || isTime(column) || !isFigures(column) || made.length === MAX_COLUMNS) continue;
    const header = splitHeader(table.header[column] ?? '', about.language);
    const points = cells.flatMap((cell, row) => {
      const label = columns[labels]?.[row] ?? '';
      return cell === undefined || label === '' || TOTAL.test(label) ? [] : [{ label, value: cell.value }];
    });
    const unit = header.unit ?? cells.find((cell) => cell?.unit !== undefined)?.unit;
    const isPeriod = TIME_LABEL.test(header.title) && about.heading !== '';
    const title = isPeriod
      ? `${about.heading}, ${header.title}`
      : header.title || about.heading || table.header[labels] || '';
    if (points.length < 2 || title === '') continue;
    made.push({ title, points, shape: shapeOf(points, unit), ...(unit === undefined ? {} : { unit }) });
  }
  return made;
}

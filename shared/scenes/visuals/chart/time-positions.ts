/** A year, with its month and day where they are given: `1930`, `1990s`, `2024-03`, `2024-03-15`. */
const DATE = /^(\p{Nd}{3,4})s?(?:[-/.](\p{Nd}{1,2}))?(?:[-/.](\p{Nd}{1,2}))?$/u;
/** A month before its year: `03/2024`. */
const MONTH_FIRST = /^(\p{Nd}{1,2})[/.](\p{Nd}{4})$/u;
/** A quarter and its year, either one first: `Q1 2024`, `2024 Q1`. */
const QUARTER = /^(?:[QT](\d)[ /-]?(\d{4})|(\d{4})[ /-]?[QT](\d))$/iu;

/** A point in time in years; undefined when the label is none. Days are those of a mean month: it is for drawing. */
function yearsOf(label: string): number | undefined {
  const text = label.trim();
  const quarter = QUARTER.exec(text);
  if (quarter !== null) {
    return Number(quarter[2] ?? quarter[3]) + (Number(quarter[1] ?? quarter[4]) - 1) / 4;
  }
  const swapped = MONTH_FIRST.exec(text);
  const [, year, month = '1', day = '1'] =
    (swapped === null ? DATE.exec(text) : [text, swapped[2], swapped[1]]) ?? [];
  const [years, months, days] = [Number(year), Number(month), Number(day)];
  if (!(years >= 100 && months >= 1 && months <= 12 && days >= 1 && days <= 31)) return undefined;
  return years + (months - 1) / 12 + (days - 1) / 366;
}

/**
 * Where points stand between the first (0) and the last (1) by the years or dates of their labels; undefined when not
 * every label is one or they do not follow each other.
 */
export function timePositions(labels: readonly string[]): number[] | undefined {
  const times: number[] = [];
  for (const label of labels) {
    const time = yearsOf(label);
    if (time === undefined || time <= (times.at(-1) ?? Number.NEGATIVE_INFINITY)) return undefined;
    times.push(time);
  }
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  return times.length < 2 ? undefined : times.map((time) => (time - first) / (last - first));
}

/**
 * What a number in a text is. `plain` counts without a unit; `amount` has a unit; `ratio` is `5 of 1,000`, `16:9`; `span` a
 * compound such as `2 h 40 min`; a `mark` names and does not count: `3.5.2`, `9/11`.
 */
export type FigureKind =
  | 'plain'
  | 'amount'
  | 'percent'
  | 'money'
  | 'range'
  | 'ratio'
  | 'fraction'
  | 'dimension'
  | 'span'
  | 'year'
  | 'date'
  | 'time'
  | 'phone'
  | 'mark';

/** One number of a text, whole: with its currency, factor, unit and rate, in figures or in words. */
export interface Figure {
  kind: FigureKind;
  /** As it is written; `text.slice(start, end)`. */
  text: string;
  /** Where it begins and ends, in UTF-16 units. */
  start: number;
  end: number;
  /** Its value with the factor multiplied in, the greater one of a range; missing where it is written in words. */
  value?: number;
  unit?: string;
  /** Whether it is written in words. */
  spelled: boolean;
  /** Where the words begin that bound it or make it rough: `fewer than`, `about`. */
  qualifier?: {
    start: number;
    /** Whether the figure says something else without them; `about` does not bind, `up to` does. */
    binds: boolean;
  };
}

/** A figure before it is known what stands around it. */
export interface Amount extends Figure {
  /** Whether it has no unit, factor or currency. */
  bare: boolean;
}

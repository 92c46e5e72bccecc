/** Round numbers that span a range. */
export interface Scale {
  low: number;
  high: number;
  ticks: number[];
}

/** Steps that people count in, as multiples of a power of ten. */
const STEPS = [1, 2, 2.5, 5, 10];

/** Values that differ by less than this part are the same on a scale: its ticks have twelve digits. */
const LEAST_SPREAD = 1e-6;
/** A range below this counts as none. */
const SMALLEST = 1e-200;

/**
 * The scale for `values`: from zero (or below it, for negative values) to above the largest, in at most `most` steps of
 * 1, 2, 2.5 or 5 × 10ⁿ. A line may leave zero out where the values vary by less than a third of their size.
 */
export function scaleFor(values: readonly number[], most: number, mayLeaveZero = false): Scale {
  const [least, largest] = [Math.min(...values), Math.max(...values)];
  const spread = largest - least;
  const size = Math.max(Math.abs(least), Math.abs(largest));
  const tight = mayLeaveZero && spread > size * LEAST_SPREAD && spread < size / 3;
  const low = tight ? least - spread * 0.15 : Math.min(0, least);
  const top = tight ? largest + spread * 0.1 : Math.max(0, largest);
  const range = top - low > SMALLEST ? top - low : 1;
  const high = low + range;
  const power = 10 ** Math.floor(Math.log10(range / most));
  const step = (STEPS.find((multiple) => multiple * power * most >= range * 0.999999) ?? 10) * power;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  const ticks = Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
  return { low: first * step, high: last * step, ticks };
}

/** Units that stand before the number. */
const BEFORE = /^(?:[$€£¥₹₩]|US\$|A\$|C\$)$/u;
/** A unit of at most so many characters stands with each number; a longer one only beside the title. */
const SHORT = 3;
/** Numbers from here on are written short: 1.2M. */
const COMPACT_FROM = 100_000;

/** Writes numbers for a chart: `label` in full for values, `tick` for axes; `note` is the unit where it stands alone. */
export interface NumberFormat {
  label(value: number): string;
  tick(value: number): string;
  note: string;
}

function intl(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  try {
    return new Intl.NumberFormat(language, options);
  } catch {
    return new Intl.NumberFormat('en', options);
  }
}

/** An exponent in raised digits. */
function raised(power: string): string {
  return [...power].map((digit) => (digit === '-' ? '⁻' : ('⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)] ?? ''))).join('');
}

/** Makes the format for a language and a unit. Only the values' own precision is shown, at most four digits. */
export function numberFormat(language: string, unit: string, values: readonly number[]): NumberFormat {
  const largest = Math.max(...values.map(Math.abs));
  const small = largest !== 0 && largest < 0.001;
  const notation = largest >= COMPACT_FROM ? 'compact' : small ? 'scientific' : 'standard';
  const plain = intl(language, { notation, maximumSignificantDigits: notation === 'standard' ? 6 : 4 });
  const round = intl(language, { notation, maximumSignificantDigits: 4 });
  const withUnit = (text: string): string => {
    if (BEFORE.test(unit)) return text.startsWith('-') ? `-${unit}${text.slice(1)}` : `${unit}${text}`;
    if (unit === '%' || unit === '°') return `${text}${unit}`;
    return unit !== '' && [...unit].length <= SHORT ? `${text}\u{a0}${unit}` : text;
  };
  const attached = BEFORE.test(unit) || [...unit].length <= SHORT;
  const minus = (text: string): string =>
    text.replace(/E(-?\d+)/u, (_, power: string) => `\u{d7}10${raised(power)}`).replace('-', '−');
  return {
    label: (value) => minus(withUnit(plain.format(value))),
    tick: (value) =>
      minus(BEFORE.test(unit) || unit === '%' ? withUnit(round.format(value)) : round.format(value)),
    note: attached ? '' : unit,
  };
}

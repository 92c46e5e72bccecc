/** Units that stand before the number. */
const BEFORE = /^(?:[$€£¥₹₩]|US\$|A\$|C\$)$/u;
/** Units of money, of which a hundredth is a coin: $2.50, never $2.5. */
const MONEY = /^(?:[$€£₹]|US\$|A\$|C\$|USD|EUR|GBP|CHF|CAD|AUD|zł|kr\.?)$/u;
/** A unit of at most so many characters stands with each number; a longer one only beside the title. */
const SHORT = 3;
/** Numbers from here on are written short: 1.2M. */
const COMPACT_FROM = 100_000;

/** Writes numbers for a chart: `label` in full for values, `ticks` for an axis; `note` is the unit where it stands alone. */
export interface NumberFormat {
  label(value: number): string;
  ticks(values: readonly number[]): string[];
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
  const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) < 1e-9;
  // Prices to a tenth of a cent are written as they are.
  const coins = notation === 'standard' && MONEY.test(unit) && values.every((value) => isWhole(value * 100));
  const numbers = (shown: readonly number[], maximumSignificantDigits: number): Intl.NumberFormat =>
    coins && !shown.every(isWhole)
      ? intl(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
      : intl(language, { notation, maximumSignificantDigits });
  const plain = numbers(values, notation === 'standard' ? 6 : 4);
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
    ticks: (shown) => {
      const round = numbers(shown, 4);
      const own = BEFORE.test(unit) || unit === '%' ? withUnit : (text: string) => text;
      return shown.map((value) => minus(own(round.format(value))));
    },
    note: attached ? '' : unit,
  };
}

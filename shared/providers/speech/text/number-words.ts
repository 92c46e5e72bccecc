const ONES = [
  ...[
    'zero',
    'one',
    'two',
    'three',
    'four',
    'five',
    'six',
    'seven',
    'eight',
    'nine',
    'ten',
    'eleven',
    'twelve',
  ],
  ...['thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'],
];
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const SCALES = ['', 'thousand', 'million', 'billion', 'trillion', 'quadrillion'];
const ORDINALS: Record<string, string> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

/** The digits one by one: `oh` is said for 0 inside codes, `zero` elsewhere. */
export function digitWords(digits: string): string {
  return [...digits].map((digit) => ONES[Number(digit)]).join(' ');
}

/** A whole number in words; numbers of more than 18 digits are read digit by digit. */
export function cardinalWords(digits: string): string {
  const plain = digits.replace(/^0+(?=\d)/, '');
  if (plain.length > 18) return digitWords(plain);
  const groups: string[] = [];
  for (let end = plain.length, scale = 0; end > 0; end -= 3, scale++) {
    const value = Number(plain.slice(Math.max(0, end - 3), end));
    if (value > 0) groups.unshift([belowThousand(value), SCALES[scale]].filter(Boolean).join(' '));
  }
  return groups.join(' ') || 'zero';
}

/** A number as written in English, `1,234.50` or `.5`, in words: digits after the point are read one by one. */
export function decimalWords(number: string): string {
  const [whole = '', fraction] = number.replaceAll(',', '').split('.');
  const head = cardinalWords(whole || '0');
  return fraction ? `${head} point ${digitWords(fraction.slice(0, 9))}` : head;
}

/** `21` → `twenty first`. */
export function ordinalWords(digits: string): string {
  const words = cardinalWords(digits).split(' ');
  const last = words.pop() ?? '';
  const ordinal = ORDINALS[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`);
  return [...words, ordinal].join(' ');
}

/** A year of four digits as it is said: `1984`, `1905` (oh five), `1900` (hundred), `2005`, `2024`. */
export function yearWords(year: string): string {
  const century = Number(year.slice(0, 2));
  const rest = Number(year.slice(2));
  if (century % 10 === 0 && rest < 10) return cardinalWords(year);
  if (rest === 0) return `${belowThousand(century)} hundred`;
  return `${belowThousand(century)} ${rest < 10 ? `oh ${ONES[rest]}` : belowThousand(rest)}`;
}

/** The plural of the last word: `nineteen eighty` → `nineteen eighties`. */
export function pluralWords(words: string): string {
  if (words.endsWith('y')) return `${words.slice(0, -1)}ies`;
  return words.endsWith('x') ? `${words}es` : `${words}s`;
}

function belowThousand(value: number): string {
  const parts: string[] = [];
  if (value >= 100) parts.push(`${ONES[Math.floor(value / 100)]} hundred`);
  const rest = value % 100;
  if (rest >= 20)
    parts.push([TENS[Math.floor(rest / 10)], rest % 10 ? ONES[rest % 10] : ''].filter(Boolean).join(' '));
  else if (rest > 0) parts.push(ONES[rest] as string);
  return parts.join(' ');
}

/** Factors that follow a figure, lower case, in the languages that write them so. */
const FACTORS: readonly (readonly [factor: number, words: string])[] = [
  [1e2, 'hundred hundert cien cent сто'],
  [1e3, 'thousand tausend tsd tsd. mil mille duizend tusen тысяч тысячи тыс тыс. 千 천 हज़ार हजार ألف آلاف'],
  [1e4, '万 萬 만'],
  [1e5, 'lakh लाख'],
  [
    1e6,
    'million millions mio mio. millionen millón millones milioni milhões milhão miljoen miljoner miljoonaa млн миллион миллиона миллионов milionów milionu 百万 مليون مليونا مليوني ملايين',
  ],
  [1e7, 'crore करोड़'],
  [1e8, '亿 億 억'],
  [
    1e9,
    'billion billions milliarde milliarden mrd mrd. milliard milliards miliardi bilhões bilhão miljard miljarder млрд миллиард миллиарда миллиардов miliardów مليار مليارا ملياري مليارات',
  ],
  [1e12, 'trillion trillions billionen trilhões триллион триллионов'],
];

/** In these languages `billion` and its kin mean 10¹². */
const LONG_SCALE: Readonly<Record<string, number>> = {
  billón: 1e12,
  billones: 1e12,
  billonen: 1e12,
  billioner: 1e12,
};

const byWord = new Map<string, number>(Object.entries(LONG_SCALE));
for (const [factor, words] of FACTORS) for (const word of words.split(' ')) byWord.set(word, factor);

/** Languages in which a `billion` is 10¹². */
const LONG_SCALE_LANGUAGES = new Set(['de', 'fr', 'es', 'nl', 'da', 'sv', 'no', 'nb']);

/** What a word behind a figure multiplies it with: `million` gives 1,000,000; undefined for any other word. */
export function factorOf(word: string, language = 'en'): number | undefined {
  const factor = byWord.get(word.toLowerCase());
  const isLong = /^billions?$/iu.test(word) && LONG_SCALE_LANGUAGES.has(language.split('-')[0] ?? '');
  return isLong ? 1e12 : factor;
}

/** Factors of scripts without spaces, and of Hangul, where endings attach. */
const ATTACHES = /[\p{Script=Han}\p{Script=Hangul}]/u;

const alternatives = (attaching: boolean): string =>
  [...byWord.keys()]
    .filter((word) => ATTACHES.test(word) === attaching)
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace('.', '\\.'))
    .join('|');

/** Factors behind a figure as a regular expression without flags but `u`; none of them is the beginning of a longer word. */
export const FACTOR_PATTERN = `(?:(?i:${alternatives(false)})(?![\\p{L}\\p{M}])|${alternatives(true)})`;

/** Languages that write a decimal comma and group thousands with points or spaces. */
const DECIMAL_COMMA = new Set(
  'de fr es it pt nl da no nb nn sv fi pl cs sk sl hr sr bg ru uk be ro hu tr el id vi ca gl eu et lv lt is sq'.split(
    ' ',
  ),
);

/**
 * The value of a written figure, or undefined when it is none: `10,935` is 10935 in English, `10.935` is in German; a
 * single sign followed by other than three digits is the decimal point in every language.
 */
export function parseFigure(figure: string, language: string): number | undefined {
  let digits = '';
  for (const sign of figure.replace(/[\s’'٬]/gu, '')) {
    const zero = /\p{Nd}/u.test(sign) ? digitValue(sign) : sign;
    digits += zero === '−' || zero === '–' ? '-' : zero === '٫' ? '.' : zero;
  }
  const comma = DECIMAL_COMMA.has(language.split('-')[0] ?? '');
  const [group, point] = comma ? ['.', ','] : [',', '.'];
  const grouped = new RegExp(`^[-+]?\\d{1,3}(?:\\${group}\\d{3})+(?:\\${point}\\d+)?$`);
  const plain = /^[-+]?\d+(?:[.,]\d+)?$/;
  if (grouped.test(digits)) return Number(digits.replaceAll(group, '').replace(point, '.'));
  if (plain.test(digits)) {
    const swapped = new RegExp(`^[-+]?\\d{1,3}(?:\\${point}\\d{3}){2,}$`);
    return Number(swapped.test(digits) ? digits.replaceAll(point, '') : digits.replace(',', '.'));
  }
  const many = /^[-+]?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+$/;
  return many.test(digits) ? Number(digits.replace(/[.,]/g, '')) : undefined;
}

/** A text with its decimal digits, of whatever script, as those of ASCII; nothing else is changed. */
export function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, digitValue);
}

/** A decimal digit of any script as an ASCII digit: digits of a script stand in rows of ten, in order. */
function digitValue(sign: string): string {
  const code = sign.codePointAt(0) ?? 48;
  let zero = code;
  while (zero > code - 10 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
}

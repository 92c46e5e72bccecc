import {
  cardinalWords,
  decimalWords,
  digitWords,
  ordinalWords,
  pluralWords,
  yearWords,
} from '#shared/providers/speech/text/number-words.ts';
import {
  isMonth,
  sayDate,
  saySlashDate,
  saySpan,
  sayTime,
  YEAR_FOLLOWS,
} from '#shared/providers/speech/text/speak-date.ts';
import { isUnitApart, sayUnit } from '#shared/providers/speech/text/units.ts';
import { SIGNS } from '#shared/providers/speech/text/word-lists.ts';

/** A number as it is said; `after` is said behind the next word: `$5` + `million` becomes `five million dollars`. */
export interface SpokenNumber {
  spoken: string;
  after?: string;
}

const NUMBER = String.raw`(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+`;
const PREFIX = '([-−+~≈<>≤≥±#№]*)';
const DASH = String.raw`\s*(?:-|–|—|−|‑|\.\.\.?|…)\s*`;

const PREFIX_WORDS: Record<string, string> = {
  '-': 'minus',
  '−': 'minus',
  '+': 'plus',
  '~': 'about',
  '≈': 'about',
  '<': 'less than',
  '>': 'more than',
  '≤': 'at most',
  '≥': 'at least',
  '±': 'plus or minus',
  '#': 'number',
  '№': 'number',
};

const CURRENCIES: Record<string, [one: string, many: string, hundredth: string]> = {
  $: ['dollar', 'dollars', 'cents'],
  '€': ['euro', 'euros', 'cents'],
  '£': ['pound', 'pounds', 'pence'],
  '¥': ['yen', 'yen', 'sen'],
  '₹': ['rupee', 'rupees', 'paise'],
};

const SCALE_SIGNS: Record<string, string> = {
  k: 'thousand',
  K: 'thousand',
  m: 'million',
  M: 'million',
  mn: 'million',
  b: 'billion',
  B: 'billion',
  bn: 'billion',
  T: 'trillion',
  tn: 'trillion',
};

const SCALE_WORD = /^(thousand|million|billion|trillion|bn|mn)$/i;

type Around = { previous: string; next: string };
type Rule = [pattern: RegExp, say: (match: string[], around: Around) => SpokenNumber | string | undefined];

const RULES: readonly Rule[] = [
  [/^(\d{4})-(\d{2})-(\d{2})$/, ([, year, month, day]) => sayDate(year ?? '', month ?? '', day ?? '')],
  [/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, ([, first, second, year]) => saySlashDate(first, second, year)],
  [/^(\d{1,2}):(\d{2}):(\d{2})$/, ([, ...parts]) => saySpan(parts)],
  [/^(\d{1,2}):(\d{2})(am|pm|AM|PM|h)?$/, ([, hour, minute, half]) => sayTime(hour, minute, half)],
  [/^(\d{1,3}):(\d)$/, ([, a, b]) => `${cardinalWords(a ?? '')} to ${cardinalWords(b ?? '')}`],
  [/^(\d{1,2})\s?([ap]m)$/i, ([, hour, half]) => sayTime(hour, '00', half)],
  [
    /^(\d{1,2}(?::\d\d)?[ap]m)[-–—](\d{1,2}(?::\d\d)?[ap]m)$/i,
    ([, from = '', to = '']) => `${sayNumber(from, '')?.spoken} to ${sayNumber(to, '')?.spoken}`,
  ],
  [
    /^(?:v(\d+(?:\.\d+)*)|V(\d+(?:\.\d+)+))$/,
    ([, small, large]) => `version ${(small || large || '').split('.').map(cardinalWords).join(' point ')}`,
  ],
  [/^(\d+)(st|nd|rd|th)$/i, ([, digits]) => ordinalWords(digits ?? '')],
  [
    /^(\d+)(?:st|nd|rd|th)-([a-z]+)$/i,
    ([, digits, word = '']) => `${ordinalWords(digits ?? '')} ${word.toLowerCase()}`,
  ],
  [/^(\d{3,4})([pi])$/, ([, lines = '', scan]) => `${pairWords(lines)} ${scan}`],
  [/^(\d{3,4})s$/, ([, year]) => pluralWords(sayPlain(year ?? ''))],
  [/^['’]?(\d0)s$/, ([, decade]) => pluralWords(cardinalWords(decade ?? ''))],
  [/^['’](\d\d)$/, ([, year]) => cardinalWords(year ?? '')],
  [
    /^((?:1[1-9]|20)\d\d)\/(\d\d)$/,
    ([, from, to]) => `${yearWords(from ?? '')} to ${cardinalWords(to ?? '')}`,
  ],
  [/^(\d{1,2})\/(\d{1,3})$/, ([, over, under], { previous }) => sayFraction(over, under, previous)],
  [/^(\d+)([½¼¾])$/, ([, whole, part]) => `${cardinalWords(whole ?? '')} and ${SIGNS[part ?? '']}`],
  [
    /^([\d.]+)e([-−+]?)(\d+)$/i,
    ([, number, sign, power]) => `${decimalWords(number ?? '')} times ${sayPower('10', sign, power)}`,
  ],
  [/^(\d+)\^([-−]?)(\d+)$/, ([, base, sign, power]) => sayPower(base, sign, power)],
  [
    /^(?:([\d.]+)[×x·])?(\d+)(⁻?)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/,
    ([, factor, base, sign, power = '']) =>
      `${factor ? `${decimalWords(factor)} times ` : ''}${sayPower(base, sign, power.normalize('NFKC'))}`,
  ],
  [
    /^(\d+)['′](\d{1,2})$/,
    ([, feet, inches]) => `${cardinalWords(feet ?? '')} foot ${cardinalWords(inches ?? '')}`,
  ],
  [/^(\d{3})-(\d{4})$/, ([, ...parts]) => parts.map(digitWords).join(', ')],
  [
    /^\d+(\/\d+){2,}$/,
    ([core = '']) =>
      core
        .split('/')
        .map((part) => sayPlain(part))
        .join(' '),
  ],
  [/^\d+(\.\d+){2,}$/, ([core = '']) => core.split('.').map(cardinalWords).join(' point ')],
  [/^\+?\d+(-\d+){2,}$/, ([core = '']) => core.replace('+', '').split('-').map(digitWords).join(', ')],
  [/^(\d+)[x×]$/, ([, digits]) => `${cardinalWords(digits ?? '')} times`],
  [
    new RegExp(`^(${NUMBER})[x×](${NUMBER})$`),
    ([, a, b]) => `${decimalWords(a ?? '')} by ${decimalWords(b ?? '')}`,
  ],
  [new RegExp(`^([$€£¥₹]?)(${NUMBER})${DASH}[$€£¥₹]?(${NUMBER})(\\D*)$`), sayRange],
  [new RegExp(`^(${NUMBER})-([a-zA-Z/²³]+)$`), ([, number, sign]) => sayCompound(number, sign)],
  [new RegExp(`^${PREFIX}(?:US|A|C|NZ|HK)?([$€£¥₹])(${NUMBER})(k|K|mn?|M|bn?|B|tn|T)?$`), sayMoney],
  [
    new RegExp(`^${PREFIX}(${NUMBER})([€£])$`),
    ([, sign, number, mark], around) => sayMoney(['', sign ?? '', mark ?? '', number ?? ''], around),
  ],
  [new RegExp(`^${PREFIX}(${NUMBER})(\\D*)$`), saySigned],
];

/**
 * Says a token that begins like a number: dates, times, ordinals, decades, ranges, money, percentages, units, versions.
 * `next` and `previous` are the tokens around, without punctuation. Gives undefined for what is no number (`3D`, `A4`).
 */
export function sayNumber(core: string, next: string, previous = ''): SpokenNumber | undefined {
  for (const [pattern, say] of RULES) {
    const match = pattern.exec(core);
    const said =
      match &&
      say(
        [...match].map((group) => group ?? ''),
        { previous, next },
      );
    if (said) return typeof said === 'string' ? { spoken: said } : said;
  }
  return undefined;
}

/** A bare number: a year where it looks like one, digits where it has leading zeros. */
function sayPlain(number: string, { previous, next }: Around = { previous: '', next: '' }): string {
  const likeYear = YEAR_FOLLOWS.test(previous) ? /^(1\d|20)\d\d$/ : /^(1[1-9]|20)\d\d$/;
  if (likeYear.test(number) && !isUnitApart(next)) return yearWords(number);
  if (isMonth(previous) && /^([1-9]|[12]\d|3[01])$/.test(number) && !isUnitApart(next))
    return ordinalWords(number);
  if (/^0\d+$/.test(number)) return digitWords(number);
  return decimalWords(number);
}

function saySigned([, sign = '', number = '', unit = '']: string[], around: Around): string | undefined {
  const words = [...sign].map((mark) => PREFIX_WORDS[mark] ?? '');
  if (unit === '') return [...words, sayPlain(number, around)].join(' ');
  // 4K and 8K are screens; 300K are thousands.
  if (unit === 'K')
    return [...words, decimalWords(number), Number(number) <= 16 ? 'k' : 'thousand'].join(' ');
  const said = sayUnit(unit.replace(/^-/, ''), number) ?? SCALE_SIGNS[unit];
  return said && [...words, decimalWords(number), said].join(' ');
}

function sayRange(
  [, currency = '', from = '', to = '', unit = '']: string[],
  around: Around,
): SpokenNumber | undefined {
  const said = unit === '' ? '' : (sayUnit(unit, '2') ?? SCALE_SIGNS[unit]);
  if (said === undefined) return undefined;
  const money = CURRENCIES[currency]?.[1] ?? '';
  const shortYear = /^\d{4}$/.test(from) && /^\d{2}$/.test(to);
  const ends = [sayPlain(from, around), 'to', shortYear ? cardinalWords(to) : sayPlain(to, around)];
  if (money && SCALE_WORD.test(around.next)) return { spoken: ends.join(' '), after: money };
  return { spoken: [...ends, said, money].filter(Boolean).join(' ') };
}

function sayMoney(
  [, sign = '', currency = '', number = '', scale = '']: string[],
  { next }: Around,
): SpokenNumber {
  const [one, many, hundredth] = CURRENCIES[currency] ?? ['', '', ''];
  const before = [...sign].map((mark) => PREFIX_WORDS[mark] ?? '').join(' ');
  const said = (words: string) => (before ? `${before} ${words}` : words);
  if (scale !== '') return { spoken: said(`${decimalWords(number)} ${SCALE_SIGNS[scale]} ${many}`) };
  if (SCALE_WORD.test(next)) return { spoken: said(decimalWords(number)), after: many };
  const [whole = '', cents] = number.split('.');
  if (/^0?$/.test(whole) && /^[1-9]\d$|^0[1-9]$/.test(cents ?? ''))
    return {
      spoken: said(
        `${cardinalWords(cents ?? '')} ${cents === '01' ? hundredth.replace(/s$/, '') : hundredth}`,
      ),
    };
  const main = `${decimalWords(whole || '0')} ${whole === '1' ? one : many}`;
  if (cents?.length !== 2) return { spoken: said(cents ? `${decimalWords(number)} ${many}` : main) };
  return { spoken: said(cents === '00' ? main : `${main} and ${cardinalWords(cents)} ${hundredth}`) };
}

/** `5-km` before a noun: the unit stays singular. */
function sayCompound(number = '', sign = ''): string | undefined {
  const unit = sayUnit(sign, '1');
  return unit && `${decimalWords(number)} ${unit}`;
}

function sayPower(base = '', sign = '', power = ''): string {
  return `${cardinalWords(base)} to the ${sign === '' || sign === '+' ? '' : 'minus '}${cardinalWords(power)}`;
}

/** Numbers of two pairs of digits, as years and lines of a screen: `1080` → `ten eighty`. */
function pairWords(digits: string): string {
  const [high, low] = [digits.slice(0, -2), digits.slice(-2)];
  return `${cardinalWords(high)} ${low === '00' ? 'hundred' : cardinalWords(low)}`;
}

/** Said otherwise than as fractions. */
const SLASHED: Record<string, string> = { '24/7': 'twenty four seven', '9/11': 'nine eleven' };
/** Denominators that are said as ordinals. */
const PARTS = new Set([3, 5, 6, 7, 8, 9, 10, 12, 16, 20, 32, 64, 100]);

function sayFraction(over = '', under = '', previous = ''): string {
  const joined = /^\d+$/.test(previous) ? 'and ' : '';
  const known = SLASHED[`${over}/${under}`];
  if (known) return known;
  if (Number(over) < Number(under) && Number(over) > 0) {
    const one = under === '2' ? 'half' : under === '4' ? 'quarter' : '';
    const part = one || (PARTS.has(Number(under)) ? ordinalWords(under) : '');
    if (part) return `${joined}${cardinalWords(over)} ${over === '1' ? part : `${part}s`}`;
  }
  return [over, under].map(cardinalWords).join(' over ');
}

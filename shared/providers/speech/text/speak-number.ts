import {
  cardinalWords,
  decimalWords,
  digitWords,
  ordinalWords,
  pluralWords,
  yearWords,
} from '#shared/providers/speech/text/number-words.ts';
import { isUnitApart, sayUnit } from '#shared/providers/speech/text/units.ts';
import { MONTHS } from '#shared/providers/speech/text/word-lists.ts';

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

const FRACTIONS: Record<string, string> = {
  '1/2': 'one half',
  '1/3': 'one third',
  '2/3': 'two thirds',
  '1/4': 'one quarter',
  '3/4': 'three quarters',
  '24/7': 'twenty four seven',
};

type Rule = [pattern: RegExp, say: (match: string[], next: string) => SpokenNumber | string | undefined];

const RULES: readonly Rule[] = [
  [/^(\d{4})-(\d{2})-(\d{2})$/, ([, year, month, day]) => sayDate(year ?? '', month ?? '', day ?? '')],
  [
    /^(\d{1,2}):(\d{2})(?::\d{2})?\s?(am|pm|AM|PM|h)?$/,
    ([, hour, minute, half]) => sayTime(hour, minute, half),
  ],
  [/^(\d{1,2})\s?([ap]m)$/i, ([, hour, half]) => sayTime(hour, '00', half)],
  [
    /^[vV](\d+(?:\.\d+)+)$/,
    ([, version]) => `version ${(version ?? '').split('.').map(cardinalWords).join(' point ')}`,
  ],
  [/^(\d+)(st|nd|rd|th)$/i, ([, digits]) => ordinalWords(digits ?? '')],
  [/^(\d{3,4})s$/, ([, year]) => pluralWords(sayPlain(year ?? ''))],
  [/^['’]?(\d0)s$/, ([, decade]) => pluralWords(cardinalWords(decade ?? ''))],
  [/^['’](\d\d)$/, ([, year]) => cardinalWords(year ?? '')],
  [
    /^\d{1,2}\/\d{1,2}$/,
    ([core = '']) => FRACTIONS[core] ?? core.split('/').map(cardinalWords).join(' over '),
  ],
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
  [new RegExp(`^${PREFIX}(?:US|A|C)?([$€£¥₹])(${NUMBER})(k|K|mn?|M|bn?|B|tn|T)?$`), sayMoney],
  [
    new RegExp(`^${PREFIX}(${NUMBER})([€£])$`),
    ([, sign, number, mark], next) => sayMoney(['', sign ?? '', mark ?? '', number ?? ''], next),
  ],
  [new RegExp(`^${PREFIX}(${NUMBER})(\\D*)$`), saySigned],
];

/**
 * Says a token that begins like a number: dates, times, ordinals, decades, ranges, money, percentages, units, versions.
 * `next` is the following token, without punctuation. Gives undefined for what is no number (`3D`, `A4`).
 */
export function sayNumber(core: string, next: string): SpokenNumber | undefined {
  for (const [pattern, say] of RULES) {
    const match = pattern.exec(core);
    const said =
      match &&
      say(
        [...match].map((group) => group ?? ''),
        next,
      );
    if (said) return typeof said === 'string' ? { spoken: said } : said;
  }
  return undefined;
}

/** A bare number: a year where it looks like one, digits where it has leading zeros. */
function sayPlain(number: string, next = ''): string {
  if (/^(1[1-9]|20)\d\d$/.test(number) && !isUnitApart(next)) return yearWords(number);
  if (/^0\d+$/.test(number)) return digitWords(number);
  return decimalWords(number);
}

function saySigned([, sign = '', number = '', unit = '']: string[], next: string): string | undefined {
  const words = [...sign].map((mark) => PREFIX_WORDS[mark] ?? '');
  if (unit === '') return [...words, sayPlain(number, next)].join(' ');
  // 4K and 8K are screens; 300K are thousands.
  if (unit === 'K')
    return [...words, decimalWords(number), Number(number) <= 16 ? 'k' : 'thousand'].join(' ');
  const said = sayUnit(unit.replace(/^-/, ''), number) ?? SCALE_SIGNS[unit];
  return said && [...words, decimalWords(number), said].join(' ');
}

function sayRange(
  [, currency = '', from = '', to = '', unit = '']: string[],
  next: string,
): SpokenNumber | undefined {
  const said = unit === '' ? '' : (sayUnit(unit, '2') ?? SCALE_SIGNS[unit]);
  if (said === undefined) return undefined;
  const money = CURRENCIES[currency]?.[1] ?? '';
  const shortYear = /^\d{4}$/.test(from) && /^\d{2}$/.test(to);
  const ends = [sayPlain(from, next), 'to', shortYear ? cardinalWords(to) : sayPlain(to, next)];
  if (money && SCALE_WORD.test(next)) return { spoken: ends.join(' '), after: money };
  return { spoken: [...ends, said, money].filter(Boolean).join(' ') };
}

function sayMoney(
  [, sign = '', currency = '', number = '', scale = '']: string[],
  next: string,
): SpokenNumber {
  const [one, many, hundredth] = CURRENCIES[currency] ?? ['', '', ''];
  const before = [...sign].map((mark) => PREFIX_WORDS[mark] ?? '').join(' ');
  const said = (words: string) => (before ? `${before} ${words}` : words);
  if (scale !== '') return { spoken: said(`${decimalWords(number)} ${SCALE_SIGNS[scale]} ${many}`) };
  if (SCALE_WORD.test(next)) return { spoken: said(decimalWords(number)), after: many };
  const [whole = '', cents] = number.split('.');
  const main = `${decimalWords(whole || '0')} ${whole === '1' ? one : many}`;
  if (cents?.length !== 2) return { spoken: said(cents ? `${decimalWords(number)} ${many}` : main) };
  return { spoken: said(cents === '00' ? main : `${main} and ${cardinalWords(cents)} ${hundredth}`) };
}

function sayDate(year: string, month: string, day: string): string | undefined {
  const name = MONTHS[Number(month)];
  return name && Number(day) <= 31
    ? `${name} ${ordinalWords(day.replace(/^0/, ''))}, ${yearWords(year)}`
    : undefined;
}

function sayTime(hour = '', minute = '', half = ''): string | undefined {
  if (Number(hour) > 24 || Number(minute) > 59) return undefined;
  const minutes =
    minute === '00'
      ? "o'clock"
      : minute.startsWith('0')
        ? `oh ${cardinalWords(minute)}`
        : cardinalWords(minute);
  const suffix = /^[ap]m$/i.test(half)
    ? [...half.toLowerCase()].map((letter) => (letter === 'a' ? 'ay' : letter)).join(' ')
    : '';
  return [cardinalWords(hour), suffix && minute === '00' ? '' : minutes, suffix].filter(Boolean).join(' ');
}

import { datePattern } from '#shared/language/calendar.ts';
import { BOUND_AFTER } from '#shared/language/figure-bounds.ts';
import { FACTOR_PATTERN } from '#shared/language/number-words.ts';
import { primaryLanguage } from '#shared/language/stop-words.ts';
import { unitPattern } from '#shared/language/units.ts';

const SPACE = '[ \\u00a0\\u202f]';
const VULGAR = '[¼-¾⅐-⅞]';
/** Digits of any script, grouped by spaces, points, commas or apostrophes. */
const DIGITS = `(?:\\p{Nd}{1,3}(?:${SPACE}\\p{Nd}{3})+(?!\\p{Nd})(?:[.,٫]\\p{Nd}+)?|\\p{Nd}+(?:[.,٫٬’']\\p{Nd}+)*${VULGAR}?|${VULGAR})`;
const CURRENCY = `(?:(?:US|AU|CA|NZ|HK|[ACR])?\\$|[€£¥₹₽₩₺]|(?:EUR|USD|GBP|CHF|JPY|Rs\\.?)(?=${SPACE}?\\p{Nd}))`;
/** Scripts whose letters, touching a figure, make it part of a name; in the others a figure may follow a letter. */
const LETTER =
  '\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}\\p{Script=Arabic}\\p{Script=Devanagari}';
const LEFT = `(?<![${LETTER}\\p{N}]|[${LETTER}][-–./_’']|\\p{N}[.,])`;
const RIGHT = `(?![${LETTER}\\p{M}\\p{N}]|[.,]\\p{N}|-[${LETTER}])`;

const RATE_UNIT: Readonly<Record<string, string>> = {
  en: '(?:a|an|per|each|every) (?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|head|person|pound|kilo|kilogram|kilowatt[- ]hour|litre|liter|gallon|mile|kilometre|tonne|ton|piece|cup)',
  de: '(?:pro|je) \\p{Lu}\\p{Ll}+|im (?:Jahr|Monat)(?! \\p{Nd})|am Tag|in der (?:Stunde|Woche|Minute|Sekunde)',
  es: '(?:por|al|a la|cada) (?:segundo|minuto|hora|día|noche|semana|mes|año|persona|kilo|litro)',
  fr: 'par (?:seconde|minute|heure|jour|nuit|semaine|mois|an|personne|kilo|litre)',
};
const CLOCK_WORD: Readonly<Record<string, string>> = {
  en: "[ap]\\.? ?m(?:\\.|(?![\\p{L}]))|[AP]\\.?M(?:\\.|(?![\\p{L}]))|o[’']clock",
  de: 'Uhr(?! \\p{Nd}{3})(?: \\p{Nd}{1,2})?',
};
const PHONE = [
  '(?:\\+|\\b00)\\p{Nd}[\\p{Nd}() ./-]{5,}\\p{Nd}',
  '\\(\\p{Nd}{2,5}\\)[ -]?\\p{Nd}[\\p{Nd} -]{4,}\\p{Nd}',
  '(?=(?:\\p{Nd}[ /-]?){8})0\\p{Nd}{1,4}(?:[ /-]\\p{Nd}{2,8}){1,4}',
  '\\p{Nd}{3}[ .-]\\p{Nd}{3}[ .-]\\p{Nd}{4}',
].join('|');
/** Ordinals, and figures that number a thing: `No. 5`, `chapter 3`, `§ 4`; chains of figures such as an ISBN. */
const ORDINAL =
  '\\p{Nd}+(?:st|nd|rd|th)(?![\\p{L}])|\\p{Nd}{1,3}\\. (?=Jahrhundert|Jahrtausend|Geburtstag|Platz|Mal(?!\\p{L})|Stock|Etage|Lebensjahr)|' +
  '(?<![\\p{L}])(?:[Pp]ages?|[Cc]hapter|[Nn]o\\.|Nr\\.|[Ff]ig(?:ure|\\.)|[Ss]tep|[Pp]art|[Vv]olume|[Vv]ersion|[Kk]apitel|[Ss]eite|Abb\\.|Art\\.|§|[Rr]oute|[Rr]oom|第) ?\\p{Nd}+(?:[.,]\\p{Nd}+)*|' +
  '\\p{Nd}+(?:-\\p{Nd}+){2,}|\\p{Nd}+(?:\\.\\p{Nd}+){2,}(?=$|\\P{N})';

/** The regular expressions by which figures of one language are found. */
export interface FigurePatterns {
  /** Phones, dates, clock times and numbers that name: their figures count nothing. In this order. */
  names: readonly (readonly ['phone' | 'date' | 'time' | 'mark', RegExp])[];
  /** One amount: groups `currency`, `sign`, `digits`, `factor`, `unit`, `rate`, `bound`. */
  amount: RegExp;
}

const made = new Map<string, FigurePatterns>();

function compile(language: string): FigurePatterns {
  const code = primaryLanguage(language);
  const global = (source: string): RegExp => new RegExp(source, 'gu');
  const clock = CLOCK_WORD[code];
  const suffix = clock === undefined ? '' : `(?:${SPACE}?(?:${clock}))`;
  const times = [
    `\\p{Nd}{1,2}:[0-5]\\p{Nd}(?::[0-5]\\p{Nd})?(?!\\p{N})${suffix === '' ? '' : `${suffix}?`}`,
    ...(suffix === '' ? [] : [`\\p{Nd}{1,2}(?:\\.[0-5]\\p{Nd})?${suffix}`]),
    ...(code === 'fr' ? [`\\p{Nd}{1,2} ?h ?[0-5]\\p{Nd}(?!\\p{N}| ?min)`] : []),
  ].join('|');
  const joint = code === 'en' ? '[ \\u00a0\\u202f-]?' : `${SPACE}?`;
  const of = code === 'fr' || code === 'es' ? "(?:de |d’|d')?" : '';
  const rate = RATE_UNIT[code];
  return {
    names: [
      ['date', global(`${LEFT}(?:${datePattern(code)})(?![\\p{N}])`)],
      ['phone', global(`${LEFT}(?:${PHONE})(?!\\p{N})`)],
      ['time', global(`${LEFT}(?:${times})`)],
      ['mark', global(`(?<![\\p{N}]|[${LETTER}][-–./_])(?:${ORDINAL})`)],
    ],
    amount: global(
      `${LEFT}(?:(?<currency>${CURRENCY})${SPACE}?)?(?<sign>[-−+±](?=\\p{N}|${CURRENCY}))?(?<digits>${DIGITS})` +
        `(?:${joint}(?<factor>${FACTOR_PATTERN}))?(?:(?<gap>${joint})${of}(?<unit>${unitPattern(code)}))?` +
        `(?:${SPACE}(?<rate>(?:${rate ?? '(?!)'})(?![\\p{L}\\p{M}])))?(?<bound>${BOUND_AFTER})?${RIGHT}`,
    ),
  };
}

/** The patterns of a language, compiled once. */
export function figurePatterns(language: string): FigurePatterns {
  const code = primaryLanguage(language);
  const known = made.get(code) ?? compile(code);
  made.set(code, known);
  return known;
}

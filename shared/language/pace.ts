import { alphabeticLength } from '#shared/language/scripts.ts';

/** Letters of the mean word of English running text; a word of that length counts as one. */
const MEAN_LETTERS = 4.7;
/** The share of a word's time that does not depend on its length. */
const FIXED_SHARE = 0.1;
/** What figures, years, signs, short units and pauses weigh, in words of mean length. */
const DIGIT = 1.5;
/** `29` is two words of one figure each, `10,935` has its thousands and hundreds as well. */
const SHORT_DIGIT = 1.1;
const SHORT_DIGITS = 2;
const YEAR = 2.8;
const SIGN = 0.8;
const UNIT = 2.5;
const COMMA = 0.8;
const COLON = 0.4;
const FULL_STOP = 0.9;
/** Brings the mean word of running text, with its pauses and figures, to 1. */
const MEAN_WORD = 1.08;

const TOKEN = /[\p{L}\p{M}]+|\p{Nd}+(?:[.,٫٬]\p{Nd}+)*|[%€$£¥°&+=]/gu;
/** Units that are written short and said long: `km` is kilometres. */
const SHORT_UNIT = /(?<=\p{Nd}\s?)(?:°[CF]|km\/h|m\/s|kWh|km|cm|mm|kg|mg|ml|m|g|l)(?![\p{L}])/gu;

/** How many words a figure is when it is said: `10,935` is ten thousand nine hundred and thirty-five. */
function spokenFigure(figure: string): number {
  const [whole = '', ...rest] = figure.replace(/[,.٬](?=\p{Nd}{3}(?:\P{Nd}|$))/gu, '').split(/[.,٫]/u);
  if (rest.length === 0 && /^(?:1[1-9]|20)\d\d$/.test(whole)) return YEAR;
  const digits = whole.replace(/0+$/, '').length || 1;
  const each = digits <= SHORT_DIGITS ? SHORT_DIGIT : DIGIT;
  return Math.min(digits, 12) * each + rest.reduce((sum, part) => sum + 1 + part.length, 0);
}

/** How long a text is when it is said, in English words of mean length: figures spoken out, pauses included. */
function spokenLength(text: string): number {
  const units = text.match(SHORT_UNIT)?.length ?? 0;
  let length = units * UNIT;
  for (const [token] of text.replace(SHORT_UNIT, '').matchAll(TOKEN)) {
    if (/^\p{Nd}/u.test(token)) length += spokenFigure(token);
    else if (/^[%€$£¥°&+=]/.test(token)) length += SIGN;
    else length += FIXED_SHARE + ((1 - FIXED_SHARE) * alphabeticLength(token)) / MEAN_LETTERS;
  }
  const commas = text.match(/[,;—–](?=\s)|[،、，；]/gu)?.length ?? 0;
  const colons = text.match(/:(?=\s|$)|：/gu)?.length ?? 0;
  const stops = text.match(/[.!?…।؟](?=["”»)]?(?:\s|$))|[。！？]/gu)?.length ?? 0;
  return length + COMMA * commas + COLON * colons + FULL_STOP * Math.max(1, stops);
}

/**
 * Seconds that a text takes when it is said, for a voice of so many words a minute in running English, pauses included.
 * Counts letters rather than words, so that languages with long words, and scripts without spaces, take their time.
 * Weights were fitted to 67 sentences and a page of running text said by the built-in voice: 7 % off for a sentence,
 * 1 % for the page.
 */
export function speakingSeconds(text: string, wordsPerMinute: number): number {
  return (spokenLength(text) * 60) / (wordsPerMinute * MEAN_WORD);
}

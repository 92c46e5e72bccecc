import { alphabeticLength } from '#shared/language/scripts.ts';

/** Letters of the mean word of English running text; a word of that length counts as one. */
const MEAN_LETTERS = 4.7;
/** The share of a word's time that does not depend on its length. */
const FIXED_SHARE = 0.4;
/** What a pause at a comma or a full stop adds to the words before it, in words. */
const COMMA = 0.25;
const FULL_STOP = 0.6;

const TOKEN = /[\p{L}\p{M}]+|\d+(?:[.,]\d+)*|[%€$£¥°&+=]/gu;

/** How many words a figure is when it is said: `10,935` is ten thousand nine hundred and thirty-five. */
function spokenFigure(figure: string): number {
  const [whole = '', ...rest] = figure.replace(/[,.](?=\d{3}(?:\D|$))/g, '').split(/[.,]/);
  const isYear = /^(?:1[1-9]|20)\d\d$/.test(whole) && rest.length === 0;
  const digits = whole.replace(/0+$/, '').length || 1;
  const size = isYear ? 3 : Math.min(digits, 12) * 1.3 + Math.floor((whole.length - 1) / 3);
  return size + rest.reduce((sum, part) => sum + 1 + part.length, 0);
}

/** How long a text is when it is said, in English words of mean length: figures spoken out, pauses included. */
function spokenLength(text: string): number {
  let length = 0;
  for (const [token] of text.matchAll(TOKEN)) {
    if (/^\d/.test(token)) length += spokenFigure(token);
    else if (/^[%€$£¥°&+=]/.test(token)) length += 1;
    else length += FIXED_SHARE + ((1 - FIXED_SHARE) * alphabeticLength(token)) / MEAN_LETTERS;
  }
  const commas = text.match(/[,;:—–،、，；：]/gu)?.length ?? 0;
  const stops = text.match(/[.!?…。！？।؟](?=\s|["”»」』)]|$)|[。！？]/gu)?.length ?? 0;
  return length + COMMA * commas + FULL_STOP * stops;
}

/** The weight of pauses and figures in ordinary text: brings the mean word of running text to 1. */
const MEAN_WORD = 1.1;

/**
 * Seconds that a text takes when it is said, for a voice of so many words a minute in running English, pauses included.
 * Counts letters as well as words, so that languages with long words, and scripts without spaces, take their time.
 */
export function speakingSeconds(text: string, wordsPerMinute: number): number {
  return (spokenLength(text) * 60) / (wordsPerMinute * MEAN_WORD);
}

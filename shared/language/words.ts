import { hasSpacelessScript } from '#shared/language/scripts.ts';

/** A word of running text and where it stands, in UTF-16 units. */
export interface Word {
  text: string;
  start: number;
  end: number;
}

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:(?:['’.,_\u200c-]|\u200d)[\p{L}\p{M}\p{N}]+)*/gu;
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/**
 * The words of a text in order, without punctuation. Words with inner apostrophes, hyphens, points and commas stay
 * whole (`don’t`, `10,935`, `U.S`); scripts without spaces are split by the dictionaries of Unicode.
 */
export function wordsWithPlaces(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    if (!hasSpacelessScript(match[0])) {
      words.push({ text: match[0], start: match.index, end: match.index + match[0].length });
      continue;
    }
    for (const { segment, index, isWordLike } of segmenter.segment(match[0])) {
      if (!isWordLike) continue;
      const start = match.index + index;
      words.push({ text: segment, start, end: start + segment.length });
    }
  }
  return words;
}

/** The words of a text in order, as they are written. */
export function splitWords(text: string): string[] {
  return wordsWithPlaces(text).map((word) => word.text);
}

/** How many words a text has; in scripts without spaces those that a dictionary finds. */
export function countWords(text: string): number {
  return hasSpacelessScript(text) ? wordsWithPlaces(text).length : (text.match(WORD)?.length ?? 0);
}

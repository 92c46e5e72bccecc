import { hasSpacelessScript } from '#shared/language/scripts.ts';

/** The dictionaries follow the script, whatever the language. */
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/**
 * The words of a text as captions show them: split at white space, and by the dictionaries of Unicode where a script is
 * written without spaces; punctuation stays with the word before it.
 */
export function displayWords(text: string): string[] {
  const tokens = text.match(/\S+/g) ?? [];
  return tokens.flatMap((token) => (hasSpacelessScript(token) ? segments(token) : [token]));
}

function segments(token: string): string[] {
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(token)) {
    const opens = /^[\p{Ps}\p{Pi}]+$/u.test(words.at(-1) ?? '');
    if (words.length === 0 || (isWordLike && !opens) || /^[\p{Ps}\p{Pi}]/u.test(segment)) words.push(segment);
    else words[words.length - 1] += segment;
  }
  return words;
}

import { countWords } from '#shared/language/words.ts';

const BRACKETS = /\s*(?:\([^()]*\)|\[[^[\]]*\]|（[^（）]*）)/gu;
/** What a sentence must keep when its brackets go, in words. */
const MIN_LEFT = 3;

/**
 * Drops what stands in brackets: nobody can hear a bracket. Brackets that open the sentence stay, as do all when fewer
 * than three words would be left.
 */
export function trimAsides(sentence: string): string {
  const start = /^\s*[([（]/u.test(sentence);
  if (start) return sentence;
  const trimmed = sentence
    .replace(BRACKETS, '')
    .replace(/\s+([,;:.!?])/gu, '$1')
    .replace(/\s{2,}/g, ' ')
    .trim();
  return countWords(trimmed) >= Math.min(MIN_LEFT, countWords(sentence)) ? trimmed : sentence;
}

import { primaryLanguage, stopWords } from '#shared/language/stop-words.ts';
import { splitWords } from '#shared/language/words.ts';

const LETTER = /\p{L}/u;
const SPACELESS = /[\p{Script=Han}\p{Script=Katakana}\p{Script=Thai}]/u;

/**
 * A key under which the forms of one word meet: lower case, without the commonest endings in English, the first six
 * letters in languages that inflect more. Good for comparing sentences, never for showing.
 */
export function termKey(word: string, language: string): string {
  const lower = word.toLowerCase().replace(/['’](?:s|re|ve|ll|d|t)?$/u, '');
  if (primaryLanguage(language) !== 'en') return lower.length > 6 ? lower.slice(0, 6) : lower;
  if (lower.length > 5) {
    const stem = lower.replace(/(?:ies|ing|ed|es|s|ly)$/, '');
    return stem.length >= 4 ? stem : lower;
  }
  return lower.length > 3 && lower.endsWith('s') && !lower.endsWith('ss') ? lower.slice(0, -1) : lower;
}

/** Whether a word can carry a topic: a letter, long enough for its script, no stop word. */
export function isTopicWord(word: string, language: string): boolean {
  if (!LETTER.test(word)) return false;
  if (word.length < 3 && !SPACELESS.test(word) && word !== word.toUpperCase()) return false;
  return !stopWords(language).has(word.toLowerCase());
}

/** Keys of the words that carry a sentence's topic, in order, repetitions kept. */
export function topicKeys(text: string, language: string): string[] {
  return splitWords(text)
    .filter((word) => isTopicWord(word, language))
    .map((word) => termKey(word, language));
}

import { clauseWords, isClosedClass } from '#shared/language/clause-words.ts';
import { hasSpacelessScript } from '#shared/language/scripts.ts';
import { isTopicWord } from '#shared/language/terms.ts';
import { splitWords } from '#shared/language/words.ts';

/** A statement of fewer words than this has one emphasised word, a longer one two. */
const TWO_FROM = 6;
/** What a sentence says that is new stands mostly near its end. */
const NEWS = 0.8;

function weight(word: string, first: boolean, language: string, names: ReadonlySet<string>): number {
  if (/^(?:1\d|20)\d\d$/.test(word)) return 1.4;
  if (/\p{Nd}/u.test(word)) return 4;
  if (!isTopicWord(word, language) || isClosedClass(word, clauseWords(language))) return 0;
  const proper = names.has(word.toLowerCase()) || (!first && language !== 'de' && /^\p{Lu}/u.test(word));
  if (/^\p{Script=Hiragana}+$/u.test(word)) return 0;
  const length = hasSpacelessScript(word) ? word.length * 3 : word.length;
  return (proper ? 2 : 0) + Math.min(length, 12) / 6;
}

/**
 * The one or two words of a statement that a viewer should remember, as they are written and in their order: numbers,
 * then names, then the longest words with a topic. `names` are lower-case words of names that occur in the text.
 */
export function emphasise(text: string, language: string, names: ReadonlySet<string>): string[] {
  const words = splitWords(text);
  const ranked = [...new Set(words)]
    .map((word) => ({ word, base: weight(word, word === words[0], language, names) }))
    .filter(({ base }) => base >= 0.5)
    .map(({ word, base }) => ({ word, weight: base + (NEWS * words.lastIndexOf(word)) / words.length }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, words.length >= TWO_FROM ? 2 : 1)
    .map(({ word }) => word);
  return [...new Set(words)].filter((word) => ranked.includes(word));
}

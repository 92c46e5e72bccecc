import { clauseWords, isClosedClass } from '#shared/language/clause-words.ts';
import { primaryLanguage } from '#shared/language/stop-words.ts';
import { isTopicWord } from '#shared/language/terms.ts';
import { wordsWithPlaces } from '#shared/language/words.ts';

const MOST_WORDS = 6;
const MOST_LETTERS = 60;
/** Small words inside a name. */
const PARTICLES = /^(?:of|the|de|da|do|dos|del|della|der|des|du|la|van|von|den|al|bin|ibn)$/u;
/** What a Japanese or Chinese sentence is about stands before its particle or its copula. */
const TOPIC: Readonly<Record<string, RegExp>> = {
  ja: /^([^、。「」]{1,14}?)[はが]/u,
  zh: /^(\p{Script=Han}{2,8}?)(?:是|有|在)/u,
};
const OF = /^\s(?:of|von|de|del|du|di|do|da)(?:\s(?:the|a|an|la|el|der|dem))?\s+/iu;

/** The first name of two words or more: capitals in a row, small words of names between them. */
function firstName(sentence: string, language: string): string | undefined {
  const classes = clauseWords(language);
  const words = wordsWithPlaces(sentence);
  for (let start = 0; start < words.length; start += 1) {
    let end = start;
    let last = -1;
    for (; end < words.length && end - start < MOST_WORDS; end += 1) {
      const word = words[end]?.text ?? '';
      const touches = end === start || /^\s$/u.test(sentence.slice(words[end - 1]?.end, words[end]?.start));
      const capital = /^\p{Lu}\p{Ll}/u.test(word) && !isClosedClass(word, classes);
      if (!touches || !(capital || (end > start && PARTICLES.test(word)))) break;
      if (capital) last = end;
    }
    if (last > start) return sentence.slice(words[start]?.start, words[last]?.end);
  }
  return undefined;
}

/** The first thing that the sentence names, with what it is of: `price of coffee`. */
function firstNoun(sentence: string, nouns: readonly string[]): string | undefined {
  const [first] = nouns;
  if (first === undefined) return undefined;
  const rest = sentence.slice(sentence.indexOf(first) + first.length);
  const link = OF.exec(rest)?.[0] ?? '';
  const other = nouns.find((noun) => link !== '' && rest.slice(link.length).startsWith(noun));
  return other === undefined ? first : `${first}${link}${other}`;
}

/** The first word that carries a topic, behind an article at most. */
function firstTopic(sentence: string, language: string): string | undefined {
  const classes = clauseWords(language);
  const [first, second] = wordsWithPlaces(sentence);
  const word = first && classes.determiners.has(first.text.toLowerCase()) ? second : undefined;
  return word && isTopicWord(word.text, language) ? word.text : undefined;
}

/**
 * What a sentence is about, in at most six words of its own, with a capital: its first full name, else the first thing it
 * names (found by `nouns` where the language has a finder), else the word behind its first article. Undefined when none of
 * this is there.
 */
export function findSubject(
  sentence: string,
  language: string,
  nouns?: (text: string) => string[],
): string | undefined {
  const isGerman = primaryLanguage(language) === 'de';
  const topic = TOPIC[primaryLanguage(language)]?.exec(sentence)?.[1];
  const name = isGerman ? undefined : firstName(sentence, language);
  const subject =
    topic ?? name ?? (nouns ? firstNoun(sentence, nouns(sentence)) : firstTopic(sentence, language));
  if (subject === undefined || subject.length > MOST_LETTERS || subject.split(/\s+/u).length > MOST_WORDS)
    return undefined;
  return subject.charAt(0).toLocaleUpperCase('und') + subject.slice(1);
}

import { primaryLanguage } from '#shared/language/stop-words.ts';
import { countWords } from '#shared/language/words.ts';

const MOST_WORDS = 10;

/** A thing with the name that it is called by: `a substance called adenosine`, `una isla artificial llamada Peberholm`. */
const NAMED: Readonly<Record<string, RegExp>> = {
  en: /(?<!\p{L})(?:an?|the)\s(?:[\p{L}-]+\s){1,3}(?:called|named|known as)\s\p{L}[\p{L}’-]*(?:\s\p{Lu}[\p{L}’-]*)*/giu,
  de: /(?<!\p{L})(?:ein|eine|der|die|das)\s(?:\p{Ll}+e[rs]?\s)?\p{Lu}\p{L}+\snamens\s\p{Lu}[\p{L}’-]*(?:\s\p{Lu}[\p{L}’-]*)*/gu,
  es: /(?<!\p{L})(?:un|una|el|la)\s(?:\p{L}+\s){1,2}llamad[oa]\s\p{L}[\p{L}’-]*(?:\s\p{Lu}[\p{L}’-]*)*/giu,
  fr: /(?<!\p{L})(?:une?|le|la)\s(?:\p{L}+\s){1,2}(?:appelée?|nommée?)\s\p{L}[\p{L}’-]*(?:\s\p{Lu}[\p{L}’-]*)*/giu,
  it: /(?<!\p{L})(?:un|una|il|la)\s(?:\p{L}+\s){1,2}(?:chiamat[oa]|dett[oa])\s\p{L}[\p{L}’-]*(?:\s\p{Lu}[\p{L}’-]*)*/giu,
  pt: /(?<!\p{L})(?:um|uma|o|a)\s(?:\p{L}+\s){1,2}chamad[oa]\s\p{L}[\p{L}’-]*(?:\s\p{Lu}[\p{L}’-]*)*/giu,
};

/** What something said before is: `Its first project is | a robot that removes fishing nets`. */
const WHAT_IT_IS: Readonly<Record<string, RegExp>> = {
  en: /^(?:(?:it|this|that|he|she)|(?:its|his|her|their|this|that) [\p{L} -]{2,30}?) (?:is|was) ((?:an?|the|one of) [^,;:–—.!?]+)[.!]?$/iu,
  es: /^(?:es|era|fue) ((?:un|una|el|la) [^,;:–—.!?]+)[.!]?$/iu,
  fr: /^(?:c[’']est|c[’']était|il est|elle est) ((?:une?|le|la) [^,;:–—.!?]+)[.!]?$/iu,
  de: /^(?:es|er|sie|das|dies) (?:ist|war) ((?:ein|eine|der|die|das) [^,;:–—.!?]+)[.!]?$/iu,
};

/** In Japanese: what the sentence says its topic is, `…は | 江戸時代に生まれた木版画 | です`, and a topic of some length. */
const JAPANESE_IS = /は、?([^、。]{5,20}?)(?:です|でした|である|であった|だ|だった)。?$/u;
const JAPANESE_TOPIC = /^([^、。は]{6,16}[\p{Script=Han}\p{Script=Katakana}ー])は、/u;
/** A sentence that explains, and nouns that only stand for one. */
const JAPANESE_EMPTY = /(?:の|もの|こと|ため|わけ|はず|から|まで|そう|よう)$|^[でにをがのとへも]/u;
const JAPANESE_WORK = /[「『]([^「」『』]{3,20})[」』]/gu;

function inJapanese(text: string): string[] {
  const [, said = ''] = JAPANESE_IS.exec(text) ?? [];
  const [, topic = ''] = JAPANESE_TOPIC.exec(text) ?? [];
  const works = [...text.matchAll(JAPANESE_WORK)].map(([whole]) => whole);
  return [said, topic].filter((phrase) => phrase !== '' && !JAPANESE_EMPTY.test(phrase)).concat(works);
}

/** In Arabic the first of its kind, with what it is and where: `أول مقهى في إسطنبول`. */
const ARABIC_FIRST =
  /(?<!\p{L})(?:أول|أكبر|أقدم|أشهر|أطول|أعلى|أصغر)\s\p{L}{3,}(?:\s(?:في|من|على)\s\p{L}{3,})?/gu;

/** … and what happened, where only the rest tells what came of it there: `انتقلت القهوة إلى اليمن | ، حيث …`. */
const ARABIC_MAIN = /^([^،.؛]{10,60})،\s(?:حيث|مما|ثم)\s/u;

/**
 * Phrases of a sentence that tell something to whoever has not heard it: a thing with its name, what something is, the first
 * of its kind. Found by the words that make them, without part-of-speech tags; as written, in their order.
 */
export function tellingPhrases(text: string, language: string): string[] {
  const code = primaryLanguage(language);
  if (code === 'ja') return inJapanese(text);
  if (code === 'ar')
    return [...(text.match(ARABIC_FIRST) ?? []), ...(ARABIC_MAIN.exec(text)?.slice(1) ?? [])];
  const named = NAMED[code] === undefined ? [] : (text.match(NAMED[code]) ?? []);
  const is = WHAT_IT_IS[code]?.exec(text)?.[1];
  return [...named, ...(is === undefined ? [] : [is])].filter((phrase) => countWords(phrase) <= MOST_WORDS);
}

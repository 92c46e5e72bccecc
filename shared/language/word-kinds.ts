import { clauseWords, isClosedClass } from '#shared/language/clause-words.ts';
import { englishModel } from '#shared/language/english-model.ts';
import { primaryLanguage } from '#shared/language/stop-words.ts';
import { isTopicWord } from '#shared/language/terms.ts';
import { type Word, wordsWithPlaces } from '#shared/language/words.ts';

/** A word and what it is in its sentence, as far as a label or a map of terms needs to know. */
export interface TaggedWord extends Word {
  kind: 'noun' | 'adjective' | 'verb' | 'adverb' | 'other';
}

/** Tells what the words of a text are, in its order. */
export type WordTagger = (text: string) => TaggedWord[];

const ENGLISH_KINDS: Readonly<Record<string, TaggedWord['kind']>> = {
  NOUN: 'noun',
  PROPN: 'noun',
  ADJ: 'adjective',
  VERB: 'verb',
  AUX: 'verb',
  ADV: 'adverb',
};

async function englishTagger(): Promise<WordTagger> {
  const nlp = await englishModel();
  return (text) => {
    const tokens = nlp.readDoc(text).tokens();
    const tags = tokens.out(nlp.its.pos) as string[];
    let end = 0;
    const words: TaggedWord[] = [];
    for (const [index, token] of (tokens.out() as string[]).entries()) {
      const bare = token.replace(/[.,;:!?]+$/u, '');
      const start = text.indexOf(bare, end);
      const last = words.at(-1);
      end = start + bare.length;
      // The model parts `Earth’s`; on a screen it is one word.
      if (last !== undefined && last.end === start && /^[’']s?$/u.test(bare))
        Object.assign(last, { text: last.text + bare, end });
      else words.push({ text: bare, start, end, kind: ENGLISH_KINDS[tags[index] ?? ''] ?? 'other' });
    }
    return words;
  };
}

/** German writes its nouns with a capital; a word between an article and a noun is an adjective. */
function tagGerman(text: string): TaggedWord[] {
  const words = wordsWithPlaces(text);
  const classes = clauseWords('de');
  const isNoun = ({ text: word, start }: Word, index: number): boolean => {
    const opens = start === 0 || /[.!?:„“"]\s*$/u.test(text.slice(words[index - 1]?.end ?? 0, start));
    const isClosed = isClosedClass(word, classes);
    const likely = !opens || (!isClosed && isTopicWord(word, 'de') && word.length > 4);
    return /^\p{Lu}\p{Ll}/u.test(word) && likely && !isClosed;
  };
  const nouns = words.map(isNoun);
  return words.map((word, index) => {
    const inflected = /^\p{Ll}+(?:e|en|er|es|em)$/u.test(word.text) && !isClosedClass(word.text, classes);
    const touches = /^\s+$/u.test(text.slice(word.end, words[index + 1]?.start));
    const kind = nouns[index] ? 'noun' : inflected && touches && nouns[index + 1] ? 'adjective' : 'other';
    return { ...word, kind };
  });
}

/** The tagger of a language: by part of speech in English (wink-nlp), by capitals in German; none for others. */
export async function wordTagger(language: string): Promise<WordTagger | undefined> {
  const code = primaryLanguage(language);
  if (code === 'en') return englishTagger();
  return code === 'de' ? tagGerman : undefined;
}

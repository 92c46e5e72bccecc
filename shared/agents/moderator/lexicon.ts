import { createHash } from 'node:crypto';
import hashedWords from '#shared/agents/moderator/data/hashed-words.json' with { type: 'json' };
import german from '#shared/agents/moderator/data/phrases.de.json' with { type: 'json' };
import english from '#shared/agents/moderator/data/phrases.en.json' with { type: 'json' };
import spanish from '#shared/agents/moderator/data/phrases.es.json' with { type: 'json' };
import french from '#shared/agents/moderator/data/phrases.fr.json' with { type: 'json' };
import { fold, type Reading } from '#shared/agents/moderator/readings.ts';
import { primaryLanguage } from '#shared/language/stop-words.ts';

/** A list of phrases in the data files; each has the same lists. */
export type Concept = keyof typeof english;
/** A list of words that are kept as hashes only, because nobody should have to read them. */
export type HashedConcept = keyof typeof hashedWords;

/** Where a phrase stands in a reading: the first token and the one after the last. */
export interface Span {
  start: number;
  end: number;
}

interface Phrase {
  words: readonly { text: string; prefix: boolean }[];
  together: string;
}

/** The phrases of the languages that a script may speak, ready to be looked up. */
export type Lexicon = ReadonlyMap<Concept, readonly Phrase[]>;

const FILES: Readonly<Record<string, Record<Concept, readonly string[]>>> = {
  en: english,
  de: german,
  es: spanish,
  fr: french,
};
/** Written letter by letter, a shorter phrase could be part of an innocent word. */
const TOGETHER_LENGTH = 6;

const compile = (phrase: string): Phrase => {
  const words = phrase
    .split(' ')
    .map((word) => ({ text: fold(word.replace('*', '')), prefix: word.endsWith('*') }));
  return { words, together: words.map(({ text }) => text).join('') };
};

/** The lexicon for a language: its own list and the English one; all lists for a language that has none. */
export function lexiconFor(language: string): Lexicon {
  const code = primaryLanguage(language);
  const files = FILES[code] === undefined ? Object.values(FILES) : [FILES[code], english];
  const concepts = Object.keys(english) as Concept[];
  return new Map(
    concepts.map((concept) => [concept, [...new Set(files.flatMap((file) => file[concept]))].map(compile)]),
  );
}

function standsAt(tokens: readonly string[], start: number, { words }: Phrase): boolean {
  return words.every(({ text, prefix }, offset) => {
    const token = tokens[start + offset];
    return token !== undefined && (prefix ? token.startsWith(text) : token === text);
  });
}

/** Every place in a reading where a phrase of the concept stands, in order; a longer phrase also where a shorter does. */
export function find({ tokens, joined }: Reading, lexicon: Lexicon, concept: Concept): Span[] {
  const phrases = lexicon.get(concept) ?? [];
  const spans: Span[] = [];
  for (const start of tokens.keys()) {
    for (const phrase of phrases) {
      if (standsAt(tokens, start, phrase)) spans.push({ start, end: start + phrase.words.length });
    }
  }
  for (const word of joined) {
    const at = tokens.indexOf(word);
    const hidden = phrases.some(
      ({ together }) => together.length >= TOGETHER_LENGTH && word.includes(together),
    );
    // Empty, so that two phrases within one such word can follow each other.
    if (at !== -1 && hidden) spans.push({ start: at, end: at });
  }
  return spans.sort((a, b) => a.start - b.start || b.end - a.end);
}

const HASHED: Readonly<Record<HashedConcept, ReadonlySet<string>>> = {
  slur: new Set(hashedWords.slur),
  explicit: new Set(hashedWords.explicit),
  childExploitation: new Set(hashedWords.childExploitation),
};

/** SHA-256 of a folded word, lower-case hex: how a word is entered in `hashed-words.json`. */
export function hashWord(word: string): string {
  return createHash('sha256').update(fold(word)).digest('hex');
}

const PLURALS = ['', 's', 'es', 'n', 'en', 'r', 'e'];

/** The tokens, or their singulars, that stand in a hashed list. */
export function findHashed({ tokens }: Reading, concept: HashedConcept): Span[] {
  return [...tokens.keys()].flatMap((start) => {
    const token = tokens[start] ?? '';
    const stems = PLURALS.filter((ending) => token.endsWith(ending)).map((ending) =>
      token.slice(0, token.length - ending.length),
    );
    return stems.some((stem) => stem.length > 3 && HASHED[concept].has(hashWord(stem)))
      ? [{ start, end: start + 1 }]
      : [];
  });
}

import { readFileSync } from 'node:fs';
import { primaryLanguage } from '#shared/language/stop-words.ts';

/** Small closed classes of words that show where a clause or a phrase begins; all lower case. */
export interface ClauseWords {
  /** Join two main clauses or two parts of a list. */
  conjunctions: ReadonlySet<string>;
  /** Begin a clause that cannot stand alone, wherever it stands. */
  subordinators: ReadonlySet<string>;
  /** Begin such a clause too, but only after a comma: relative pronouns, and articles that serve as them. */
  relatives: ReadonlySet<string>;
  /** Prepositions: begin a phrase and cannot end one. */
  prepositions: ReadonlySet<string>;
  /** Articles, possessives and the like: belong to the word that follows. */
  determiners: ReadonlySet<string>;
  /** Subjects that need no noun, and verbs that carry no topic. */
  pronouns: ReadonlySet<string>;
  auxiliaries: ReadonlySet<string>;
}

const CLASSES = [
  'conjunctions',
  'subordinators',
  'relatives',
  'prepositions',
  'determiners',
  'pronouns',
  'auxiliaries',
] as const satisfies readonly (keyof ClauseWords)[];

/** Words by language and class, parted by blanks: data beside the code, for it is long and has no logic. */
const WORDS = JSON.parse(readFileSync(new URL('./clause-words.json', import.meta.url), 'utf8')) as Readonly<
  Record<string, Readonly<Record<keyof ClauseWords, string>>>
>;

const wordsOf = (language: string | undefined): ClauseWords => {
  const words = language === undefined ? undefined : WORDS[language];
  const sets = CLASSES.map((name) => [name, new Set(words?.[name].split(' '))]);
  return Object.fromEntries(sets) as Record<keyof ClauseWords, ReadonlySet<string>>;
};

const NONE = wordsOf(undefined);
const BY_LANGUAGE = new Map(Object.keys(WORDS).map((language) => [language, wordsOf(language)]));

/** The closed classes of a language; all empty for one that has no table, where punctuation alone must do. */
export function clauseWords(language: string): ClauseWords {
  return BY_LANGUAGE.get(primaryLanguage(language)) ?? NONE;
}

/** Whether the word belongs to any of the closed classes, in any case. */
export function isClosedClass(word: string, words: ClauseWords): boolean {
  const lower = word.toLowerCase().replace(/’/gu, "'");
  return Object.values(words).some((members: ReadonlySet<string>) => members.has(lower));
}

/** Whether the word, in any case, belongs to the following one and so can end no phrase. */
export function leansForward(word: string, words: ClauseWords): boolean {
  const lower = word.toLowerCase();
  return (
    words.determiners.has(lower) ||
    words.prepositions.has(lower) ||
    words.conjunctions.has(lower) ||
    words.subordinators.has(lower)
  );
}

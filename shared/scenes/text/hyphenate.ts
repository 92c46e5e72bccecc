import createHyphenator, { type PatternsDefinition } from 'hyphen';

/** Where a hyphen may stand in a word: the word in syllables, one alone where none may. */
export type Syllables = (word: string) => string[];

/** Liang's patterns for a language (from CTAN), read when the first film in it is drawn: those of German are 0.7 MB. */
const PATTERNS: Readonly<Record<string, () => Promise<{ default: PatternsDefinition }>>> = {
  ca: () => import('hyphen/patterns/ca.js'),
  cs: () => import('hyphen/patterns/cs.js'),
  da: () => import('hyphen/patterns/da.js'),
  de: () => import('hyphen/patterns/de-1996.js'),
  el: () => import('hyphen/patterns/el-monoton.js'),
  en: () => import('hyphen/patterns/en-us.js'),
  es: () => import('hyphen/patterns/es.js'),
  fi: () => import('hyphen/patterns/fi.js'),
  fr: () => import('hyphen/patterns/fr.js'),
  id: () => import('hyphen/patterns/id.js'),
  it: () => import('hyphen/patterns/it.js'),
  nb: () => import('hyphen/patterns/nb.js'),
  nl: () => import('hyphen/patterns/nl.js'),
  no: () => import('hyphen/patterns/nb.js'),
  pl: () => import('hyphen/patterns/pl.js'),
  pt: () => import('hyphen/patterns/pt.js'),
  ro: () => import('hyphen/patterns/ro.js'),
  ru: () => import('hyphen/patterns/ru.js'),
  sv: () => import('hyphen/patterns/sv.js'),
  tr: () => import('hyphen/patterns/tr.js'),
  uk: () => import('hyphen/patterns/uk.js'),
};

const SOFT_HYPHEN = '\u{ad}';
const loaded = new Map<string, Syllables>();

/**
 * Gives how words of a language (BCP 47) are hyphenated; undefined for one whose patterns we have not. Patterns are read
 * once a process.
 */
export async function syllablesOf(language: string): Promise<Syllables | undefined> {
  const code = language.toLowerCase().split('-', 1)[0] ?? '';
  const patterns = PATTERNS[code];
  if (patterns === undefined) return undefined;
  const known = loaded.get(code);
  if (known !== undefined) return known;
  const hyphenate = createHyphenator((await patterns()).default);
  // The functions of the package give a promise only where they are asked for one.
  const syllables: Syllables = (word) => (hyphenate(word) as string).split(SOFT_HYPHEN);
  loaded.set(code, syllables);
  return syllables;
}

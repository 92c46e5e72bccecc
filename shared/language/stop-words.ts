import stopwords from 'stopwords-iso' with { type: 'json' };

const LISTS = stopwords as Record<string, readonly string[]>;
const sets = new Map<string, ReadonlySet<string>>();

/** The part of a BCP 47 code that names the language: `pt-BR` gives `pt`. */
export function primaryLanguage(language: string): string {
  return language.split('-')[0]?.toLowerCase() ?? 'und';
}

/** Words of a language that carry no topic (stopwords-iso, 57 languages), lower case; empty for any other language. */
export function stopWords(language: string): ReadonlySet<string> {
  const code = primaryLanguage(language);
  const known = sets.get(code);
  if (known) return known;
  const list = Object.hasOwn(LISTS, code) ? (LISTS[code] ?? []) : [];
  const set = new Set(list);
  sets.set(code, set);
  return set;
}

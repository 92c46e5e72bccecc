import type { EnglishTags } from '#shared/agents/researcher/tag-english.ts';
import { stopWords } from '#shared/language/stop-words.ts';

/** Something the text names, and the sentences that name it. */
interface FoundEntity {
  text: string;
  /** `name`, `acronym` or `date`. */
  kind: string;
  sentences: string[];
}

interface Told {
  id: string;
  text: string;
}

const MAX_ENTITIES = 60;
/** Sentences that are searched; a name that matters comes early or often. */
const MAX_SENTENCES = 600;
const NAME =
  /\p{Lu}[\p{L}\p{M}’'-]+(?:\.? (?:(?:of|the|de|del|la|le|von|van|der|da|di|al|bin|y|und) ){0,2}\p{Lu}[\p{L}\p{M}’'-]*)*/gu;
const ACRONYM = /^\p{Lu}[\p{Lu}\d]{1,7}$/u;
const KATAKANA = /[\p{Script=Katakana}ー]{3,}(?:・[\p{Script=Katakana}ー]+)*/gu;
/** Languages that capitalise all nouns: one capitalised word is no name there. */
const CAPITAL_NOUNS = new Set(['de', 'lb']);

class Found {
  private readonly byText = new Map<string, FoundEntity>();

  add(text: string, kind: string, id: string): void {
    const known = this.byText.get(text);
    if (known === undefined) this.byText.set(text, { text, kind, sentences: [id] });
    else if (!known.sentences.includes(id)) known.sentences.push(id);
  }

  /** Those in most sentences first; ties in the order of the text. */
  best(): FoundEntity[] {
    return [...this.byText.values()]
      .sort((a, b) => b.sentences.length - a.sentences.length)
      .slice(0, MAX_ENTITIES);
  }
}

/** Capitalised runs of words; one at the start of a sentence must be longer than a word, or be found inside another. */
function addNames(
  found: Found,
  sentences: readonly Told[],
  language: string,
  isProper?: (word: string) => boolean,
) {
  const stops = stopWords(language);
  const inside = new Set<string>();
  const runs = sentences.flatMap(({ id, text }) =>
    [...text.matchAll(NAME)].map((match) => {
      const words = match[0].split(' ');
      while (words.length > 0 && stops.has((words[0] ?? '').toLowerCase())) words.shift();
      const dropped = match[0].split(' ').length - words.length;
      const name = words.join(' ').replace(/[’']s?$/u, '');
      const opens = dropped === 0 && /(?:^|[.!?:“"«„(]\s*)$/u.test(text.slice(0, match.index));
      if (!opens) inside.add(name);
      return { id, name, words: words.length, opens };
    }),
  );
  for (const { id, name, words, opens } of runs) {
    if (words === 0 || name.length < 2) continue;
    const single = words === 1;
    if (ACRONYM.test(name)) found.add(name, 'acronym', id);
    else if (single && CAPITAL_NOUNS.has(language)) continue;
    else if (isProper !== undefined && !name.split(' ').some(isProper)) continue;
    else if (!single || !opens || inside.has(name)) found.add(name, 'name', id);
  }
}

/**
 * Finds names, acronyms and dates with the sentences that have them: by part-of-speech tags (wink-nlp) in English, by
 * capitals in other languages that have them, by katakana in Japanese. Most frequent first, at most 60.
 */
export function findEntities(
  sentences: readonly Told[],
  language: string,
  tags?: EnglishTags,
): FoundEntity[] {
  const found = new Found();
  const searched = sentences.slice(0, MAX_SENTENCES);
  const proper = tags === undefined ? undefined : (word: string) => tags.proper.has(word);
  addNames(found, searched, language, proper);
  for (const { id, date } of tags?.dates ?? []) found.add(date, 'date', id);
  for (const { id, text } of searched) {
    for (const [name] of text.matchAll(KATAKANA)) found.add(name, 'name', id);
  }
  return found.best();
}

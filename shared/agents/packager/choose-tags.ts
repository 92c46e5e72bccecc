import { METADATA_LIMITS, type Tag } from '#shared/domain/metadata.ts';
import type { Research } from '#shared/domain/research.ts';
import { hasSpacelessScript } from '#shared/language/scripts.ts';
import { isTopicWord } from '#shared/language/terms.ts';
import { splitWords } from '#shared/language/words.ts';

const LONGEST = 30;
const MOST_WORDS = 4;

const shortest = (text: string): number => (hasSpacelessScript(text) ? 1 : 3);

/** A tag as platforms count it: a comma apart, in quotation marks when it holds a space. */
const cost = (text: string): number => text.length + 1 + (text.includes(' ') ? 2 : 0);

function usable(text: string): boolean {
  const words = splitWords(text).length;
  return (
    words >= 1 &&
    words <= MOST_WORDS &&
    text.length <= LONGEST &&
    text.length >= shortest(text) &&
    /\p{L}/u.test(text)
  );
}

function interleave(first: readonly Tag[], second: readonly Tag[]): Tag[] {
  const longest = Math.max(first.length, second.length);
  return Array.from({ length: longest }, (_, index) => [first[index], second[index]])
    .flat()
    .filter((tag) => tag !== undefined);
}

/**
 * At most 15 keywords of at most 500 characters in all: terms by weight and names by how often they occur, in turn, then
 * the words of the title. Each says where it came from; none twice.
 */
export function chooseTags(title: string, language: string, { terms, entities }: Research): Tag[] {
  const clean = (text: string): string =>
    text
      .replace(/[<>,"“”„«»#]+/gu, ' ')
      .replace(/\s+/gu, ' ')
      .trim();
  const byTerm = terms.map(({ text }): Tag => ({ text: clean(text), source: 'term' }));
  const byName = [...entities]
    .sort((a, b) => b.sentences.length - a.sentences.length)
    .map(({ text }): Tag => ({ text: clean(text), source: 'entity' }));
  const byTitle = splitWords(title)
    .filter((word) => isTopicWord(word, language))
    .map((word): Tag => ({ text: clean(word), source: 'title' }));
  const tags: Tag[] = [];
  const seen = new Set<string>();
  let characters = 0;
  for (const tag of [...interleave(byTerm, byName), ...byTitle]) {
    const key = tag.text.toLowerCase();
    if (!usable(tag.text) || seen.has(key) || characters + cost(tag.text) > METADATA_LIMITS.tagCharacters)
      continue;
    seen.add(key);
    characters += cost(tag.text);
    tags.push(tag);
    if (tags.length === METADATA_LIMITS.tags) break;
  }
  return tags;
}

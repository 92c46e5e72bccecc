import { topicKeys } from '#shared/language/terms.ts';

/** Keys under which the words of a text that carry its topic meet those of another. */
export function keysOf(text: string, language: string): Set<string> {
  return new Set(topicKeys(text, language));
}

/** How many keys two texts have in common. */
export function common(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0;
  for (const key of a) if (b.has(key)) count += 1;
  return count;
}

/** The share of the keys of `part` that `whole` has too, 0 to 1; 0 when `part` has none. */
export function coverage(part: ReadonlySet<string>, whole: ReadonlySet<string>): number {
  return part.size === 0 ? 0 : common(part, whole) / part.size;
}

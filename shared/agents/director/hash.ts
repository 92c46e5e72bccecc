import { splitWords } from '#shared/language/words.ts';

/** 32-bit FNV-1a of the seed and the parts, mixed once more: the same words and seed always give the same number in [0, 1). */
export function fraction(seed: number, ...parts: readonly string[]): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(`${seed}\u0000${parts.join('\u0000')}`)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash ^= hash >>> 13;
  return (hash >>> 0) / 0x1_0000_0000;
}

/** The longest word of a text, lower case: what the seed draws by, so that most edits of a sentence leave the draw alone. */
export function anchorOf(text: string): string {
  return splitWords(text.toLowerCase()).reduce(
    (longest, word) => (word.length > longest.length ? word : longest),
    '',
  );
}

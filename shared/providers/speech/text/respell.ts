import type { Pronunciations } from '#shared/domain/pronunciations.ts';

/** How a word is respelled, by its exact letters or else by its small ones; a possessive keeps its ending. */
export function respell(word: string, pronunciations: Pronunciations): string | undefined {
  const [, bare = word, possessive = ''] = /^(.*?)(['’]s)?$/su.exec(word) ?? [];
  for (const key of [bare, bare.toLowerCase(), bare.toLowerCase().replace(/^\p{L}/u, upper)]) {
    if (Object.hasOwn(pronunciations, key)) return `${pronunciations[key]}${possessive && "'s"}`;
  }
  return undefined;
}

function upper(letter: string): string {
  return letter.toUpperCase();
}

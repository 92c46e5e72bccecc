import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hashWord, lexiconFor } from '#shared/agents/moderator/lexicon.ts';

const read = (name: string): Record<string, string[]> =>
  JSON.parse(
    readFileSync(new URL(import.meta.resolve(`#shared/agents/moderator/data/${name}.json`)), 'utf8'),
  );
const LANGUAGES = ['en', 'de', 'es', 'fr'];

describe('the word lists', () => {
  test.each(LANGUAGES)('%s has every list, none empty, no phrase twice', (language) => {
    const lists = read(`phrases.${language}`);
    expect(Object.keys(lists).sort()).toEqual(Object.keys(read('phrases.en')).sort());
    for (const phrases of Object.values(lists)) {
      expect(phrases.length).toBeGreaterThan(0);
      expect(new Set(phrases).size).toBe(phrases.length);
      for (const phrase of phrases) expect(phrase).toBe(phrase.trim().toLowerCase());
    }
  });

  test('vile words are kept as hashes of their folded form only', () => {
    for (const hashes of Object.values(read('hashed-words'))) {
      for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/);
    }
    expect(hashWord('Wörd')).toBe(hashWord('WORD'));
  });

  test('a language has its own list and the English one', () => {
    expect(lexiconFor('de-AT').get('weapon')?.length).toBeGreaterThan(
      lexiconFor('en').get('weapon')?.length ?? 0,
    );
    expect(lexiconFor('xx').get('weapon')?.length).toBeGreaterThan(
      lexiconFor('de').get('weapon')?.length ?? 0,
    );
  });
});

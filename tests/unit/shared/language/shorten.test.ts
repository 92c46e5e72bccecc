import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emphasise } from '#shared/agents/director/emphasise.ts';
import { STATEMENT_WORDS, shortVersions } from '#shared/language/shorten.ts';
import { splitWords } from '#shared/language/words.ts';
import { FILMS } from '#tests/unit/shared/agents/director/films.ts';
import type { FilmSpec } from '#tests/unit/shared/agents/director/make-film.ts';

function isInOrder(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0;
  for (const word of whole) if (word === part[at]) at += 1;
  return at === part.length;
}

const LINES = Object.values<FilmSpec>(FILMS).flatMap(({ language, lines }) =>
  lines.map((line) => [language, typeof line === 'string' ? line : line.text] as const),
);

describe('shortVersions', () => {
  test.each([
    [
      'en',
      'The trench, which lies near Guam in the western Pacific Ocean, is almost eleven kilometres deep at its lowest point.',
      'The trench is almost eleven kilometres deep at its lowest point',
    ],
    [
      'en',
      'Coffee is grown in more than 70 countries, and about 2.25 billion cups are drunk every day around the world.',
      'Coffee is grown in more than 70 countries',
    ],
    [
      'de',
      'Obwohl kein Licht den Meeresboden erreicht, leben dort Tausende von Arten, die sich von herabsinkenden Resten ernähren und langsam wachsen.',
      'leben dort Tausende von Arten',
    ],
    [
      'es',
      'Los peces introducidos, como la carpa y la tilapia, se comen sus huevos y compiten por el alimento.',
      'Los peces introducidos se comen sus huevos y compiten por el alimento',
    ],
    ['en', 'Why do cats purr?', 'Why do cats purr?'],
    [
      'en',
      'and the water is only a few degrees above freezing.',
      'the water is only a few degrees above freezing',
    ],
    ['ja', 'まだ誰も見たことのない生き物がいる。', 'まだ誰も見たことのない生き物がいる'],
  ])('%s: %s', (language, text, wanted) => {
    expect(shortVersions(text, language)[0]).toBe(wanted);
  });

  test.each(LINES)('%s: “%s” keeps to its own words, in order, at most twelve', (language, text) => {
    for (const version of shortVersions(text, language)) {
      expect(isInOrder(splitWords(version), splitWords(text))).toBe(true);
      if (language !== 'ja') expect(version.split(/\s+/).length).toBeLessThanOrEqual(STATEMENT_WORDS);
    }
  });

  test('any text with a letter has a short version of its own words', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 9 }), {
          minLength: 1,
          maxLength: 50,
        }),
        (words) => {
          const text = `word ${words.join(' ')}`;
          const versions = shortVersions(text, 'en');
          expect(versions.length).toBeGreaterThan(0);
          for (const version of versions)
            expect(isInOrder([...version.replace(/\s/gu, '')], [...text])).toBe(true);
        },
      ),
      { numRuns: 100, seed: 3 },
    );
  });
});

describe('emphasise', () => {
  test.each([
    ['en', 'The deepest point lies 10,935 metres below the surface', ['10,935', 'surface']],
    ['en', 'In 1891 Marie moved to Paris', ['Marie', 'Paris']],
    ['de', 'Hefen fressen den Zucker und geben Kohlendioxid ab', ['geben', 'Kohlendioxid']],
    ['en', 'He is what he is', []],
  ])('%s: %s', (language, text, wanted) => {
    const words = emphasise(text, language, new Set());
    if (wanted.length === 0) expect(words).toEqual([]);
    for (const word of words) expect(splitWords(text)).toContain(word);
    expect(words.at(-1)).toBe(wanted.at(-1));
  });
});

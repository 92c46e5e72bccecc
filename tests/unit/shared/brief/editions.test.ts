import { expect, test } from 'vitest';
import { editionsOf } from '#shared/brief/editions.ts';
import { Brief } from '#shared/domain/brief.ts';
import { VOICE } from '#tests/unit/shared/render/sample-film.ts';

test('each translation gives a brief of its own, with everything of the first one but its translations', () => {
  const translations = ['es', 'de'].map((language) => ({ language, source: VOICE }));
  const brief = Brief.parse({
    version: 1,
    topic: 'Reefs',
    sources: [],
    images: [],
    options: {},
    translations,
  });
  const editions = editionsOf(brief);
  expect(editions.map(({ edition, translations: more }) => [edition?.language, more])).toEqual([
    ['es', []],
    ['de', []],
  ]);
  expect(editions[0]).toMatchObject({ topic: 'Reefs', options: brief.options });
});

test('a brief without translations has no editions', () => {
  expect(editionsOf(Brief.parse({ version: 1, sources: [], images: [], options: {} }))).toEqual([]);
});

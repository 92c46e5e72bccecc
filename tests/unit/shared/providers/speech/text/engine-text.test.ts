import { describe, expect, test } from 'vitest';
import { Pronunciations, pronunciationsFor } from '#shared/domain/pronunciations.ts';
import { displayWords } from '#shared/providers/speech/text/display-words.ts';
import { toEngineText } from '#shared/providers/speech/text/engine-text.ts';
import { splitText } from '#shared/providers/speech/text/split-text.ts';
import { toSpokenWords } from '#shared/providers/speech/text/spoken-words.ts';

describe('text for engines that read ordinary spelling', () => {
  test.each([
    ['en', 'NASA sent Dr. Smith 5 km up.', 'NASA sent doctor Smith five kilometers up.'],
    ['en', 'It cost $5 million, he said.', 'It cost five million dollars, he said.'],
    [
      'de',
      'Bei 4 °C kostet es 5 € oder $3 Millionen & 20%.',
      'Bei 4 Grad Celsius kostet es 5 Euro oder 3 Millionen Dollar und 20 Prozent.',
    ],
    ['de', 'Von 1990–2020 fuhr er 120 km/h.', 'Von 1990 bis 2020 fuhr er 120 Kilometer pro Stunde.'],
    ['es', 'El 71% mide -5 °C, 10 km.', 'El 71 por ciento mide menos 5 grados Celsius, 10 kilómetros.'],
    ['fr', 'Il coûte 3,50€ + 20 %.', 'Il coûte 3,50 euros plus 20 pour cent.'],
    ['nl', 'Het kost 5 €.', 'Het kost 5 €.'],
    ['de', 'Toll 🎉 👩‍👩‍👧 gut', 'Toll gut'],
  ])('%s: %s', (language, text, wanted) => {
    expect(toEngineText(text, language, {}).text).toBe(wanted);
  });

  test.each([
    ['en', 'It cost $5 million 🎉 — Dr. No, 1990 – 2020.'],
    ['de', 'Größe: 5 € & „20 %“.'],
    ['ja', '東京は日本の首都です。人口は約1400万人です。'],
  ])('%s: every displayed word has its place, in order', (language, text) => {
    const { text: written, starts } = toEngineText(text, language, {});
    expect(starts.length).toBe(displayWords(text).length);
    expect([...starts].sort((a, b) => a - b)).toEqual(starts);
    expect(starts.at(-1)).toBeLessThanOrEqual(written.length);
  });
});

describe('a pronunciation dictionary', () => {
  const words = Pronunciations.parse({ Nguyen: 'win', nginx: 'engine ex' });

  test('is followed by every voice, and what is displayed stays', () => {
    const spoken = toSpokenWords('Nguyen’s NGINX, nginx.', words);
    expect(spoken.map(({ display }) => display)).toEqual(['Nguyen’s', 'NGINX,', 'nginx.']);
    expect(spoken.map(({ spoken: said }) => said)).toEqual(["win's", 'engine ex', 'engine ex']);
    expect(toEngineText('Frau Nguyen, „Nginx“', 'de', words).text).toBe('Frau win, „engine ex“');
  });

  test('has the words of the exact language before those of its first part', () => {
    const book = { en: { a: 'one', b: 'two' }, 'en-GB': { b: 'three' } };
    expect(pronunciationsFor(book, 'en-GB')).toEqual({ a: 'one', b: 'three' });
    expect(pronunciationsFor(book, 'de')).toEqual({});
  });

  test.each([{ 'two words': 'x' }, { word: '<break/>' }, { word: '[[x]]' }, { word: '' }])(
    'refuses %j',
    (wrong) => {
      expect(Pronunciations.safeParse(wrong).success).toBe(false);
    },
  );
});

test('a long text is split at sentences, at spaces, and at last within a word, and nothing is lost', () => {
  const text = `One two three. ${'x'.repeat(50)} four! Five six seven eight nine.`;
  const pieces = splitText(text, 20);
  expect(pieces.every((piece) => piece.length <= 20)).toBe(true);
  expect(pieces.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
  expect(pieces[0]).toBe('One two three.');
});

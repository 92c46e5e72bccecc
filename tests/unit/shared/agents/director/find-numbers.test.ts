import { describe, expect, test } from 'vitest';
import { findNumberWords } from '#shared/agents/director/find-number-words.ts';
import { findNumbers, numberKeys } from '#shared/agents/director/find-numbers.ts';

describe('findNumbers', () => {
  test.each([
    ['It lies 10,935 m deep.', ['10,935 m']],
    ['It cost $5.99 million in 2021, up 12.5 % from 2020.', ['$5.99 million', '2021', '12.5 %', '2020']],
    ['Rund 1,5 Milliarden Euro und 5.000 Haushalte.', ['1,5 Milliarden', '5.000']],
    ['Environ 25 millions de familles, 62 % des gens.', ['25 millions', '62 %']],
    ['At −89.2 °C and 120 km/h.', ['−89.2 °C', '120 km/h']],
    ['A1 paper, H2O, MP3 and B2B.', []],
    ['Version 1.2.3 of it', []],
    ['no numbers at all', []],
  ])('%s', (text, displays) => {
    expect(findNumbers(text).map(({ display }) => display)).toEqual(displays);
  });

  test('a number with its unit outweighs a year, and a year a bare small number', () => {
    const [amount, year, small] = findNumbers('In the film 38 % were seen, 1960, by 7 persons').map(
      ({ weight }) => weight,
    );
    expect(amount).toBeGreaterThan(year ?? 0);
    expect(year).toBeGreaterThan(small ?? 0);
  });

  test('separators do not make another number', () => {
    expect(numberKeys('10,935')).toEqual(numberKeys('10 935'));
    expect(numberKeys('10.935')).toEqual(numberKeys('10’935'));
  });
});

describe('findNumberWords', () => {
  test.each([
    ['en', 'A single jar takes about two million flowers.', ['two million']],
    ['en', 'A summer bee lives only about six weeks.', ['six weeks']],
    ['en', 'The pressure is more than a thousand times that above.', ['a thousand']],
    ['en', 'A cup at four in the afternoon', []],
    ['de', 'Ein Drittel der Ernte', ['Ein Drittel']],
    ['ja', '七割は海です', []],
  ])('%s: %s', (language, text, displays) => {
    expect(findNumberWords(text, language).map(({ display }) => display)).toEqual(displays);
  });
});

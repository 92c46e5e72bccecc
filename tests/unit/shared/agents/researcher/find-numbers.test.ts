import { describe, expect, it } from 'vitest';
import { findNumbers } from '#shared/agents/researcher/find-numbers.ts';

describe('findNumbers', () => {
  it.each([
    [
      'en',
      'The ocean covers 71 % of the Earth and is 10,935 m deep.',
      [
        ['71 %', 71],
        ['10,935 m', 10935],
      ],
    ],
    [
      'en',
      'It costs $5.99, or US$3 million a year.',
      [
        ['$5.99', 5.99],
        ['US$3 million', 3e6],
      ],
    ],
    [
      'en',
      'Between 3–5 km at -2 °C.',
      [
        ['3–5 km', 5],
        ['-2 °C', -2],
      ],
    ],
    [
      'de',
      'Er ist 10.935 Meter tief und 3,5 Mio. Jahre alt.',
      [
        ['10.935 Meter', 10935],
        ['3,5 Mio. Jahre', 3.5e6],
      ],
    ],
    ['fr', 'Il mesure 10 935 m.', [['10 935 m', 10935]]],
    [
      'ja',
      '深さは約10,935メートルで、人口は80億人。',
      [
        ['10,935メートル', 10935],
        ['80億人', 8e9],
      ],
    ],
    ['zh', '深海占地球的71%。', [['71%', 71]]],
    ['hi', 'लगभग 71 प्रतिशत', [['71 प्रतिशत', 71]]],
  ] as const)('reads figures as they are written in %s: %s', (language, text, wanted) => {
    const found = findNumbers(text, language).filter(({ isYear }) => !isYear);
    expect(found.map(({ display, value }) => [display, value])).toEqual(wanted);
  });

  it.each([
    'It began on 5 January and ended on May 6.',
    'In the 1990s and the 19th century.',
    'A B-52 and COVID-19 and version 3.5.2.',
    'The train leaves at 10:30.',
    '1. Whisk the flour.',
    'A 40-year-old whale.',
  ])('finds no count in %j', (text) => {
    expect(findNumbers(text, 'en').filter(({ isYear }) => !isYear)).toEqual([]);
  });

  it('gives places at which the text has exactly what is displayed', () => {
    const text = 'From 12 % in 1990 to 31 % in 2020, $4.5 billion and 7 km.';
    for (const { display, start, end } of findNumbers(text, 'en'))
      expect(text.slice(start, end).trim()).toBe(display);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFigures } from '#shared/language/find-figures.ts';

const found = (language: string, text: string) =>
  findFigures(text, language).map((figure) => [figure.kind, figure.text] as const);

describe('findFigures', () => {
  it.each([
    ['en', 'Fewer than 5 of 1,000 patients died.', [['ratio', '5 of 1,000']]],
    ['en', 'It was two and a half times as dear.', [['amount', 'two and a half times']]],
    ['en', 'He won two and a half million dollars.', [['money', 'two and a half million dollars']]],
    [
      'en',
      'Talks resume at 9:30 a.m. and 9 p.m.',
      [
        ['time', '9:30 a.m.'],
        ['time', '9 p.m.'],
      ],
    ],
    ['en', 'It struck at 23:40.', [['time', '23:40']]],
    ['en', 'USB-C charging in 2 h 40 min', [['span', '2 h 40 min']]],
    ['en', 'It measures 62 × 58 × 29 cm.', [['dimension', '62 × 58 × 29 cm']]],
    ['en', 'Call +44 20 7946 0958.', [['phone', '+44 20 7946 0958']]],
    [
      'en',
      'He earned £9.50 an hour in 2020.',
      [
        ['money', '£9.50 an hour'],
        ['year', '2020'],
      ],
    ],
    ['ar', 'نحو 9 مليارات دولار كل يوم', [['money', '9 مليارات دولار']]],
    ['en', 'She died on 13 January 1717.', [['date', '13 January 1717']]],
    [
      'en',
      'Use 2/3 of it, or 9/11, or 1/2 cup.',
      [
        ['fraction', '2/3'],
        ['mark', '9/11'],
        ['fraction', '1/2 cup'],
      ],
    ],
    [
      'en',
      'From 3–5 km, 5 to 7 days, 1914–1918.',
      [
        ['range', '3–5 km'],
        ['range', '5 to 7 days'],
        ['date', '1914–1918'],
      ],
    ],
    ['en', 'between 0.2 and 0.4 percentage points', [['range', 'between 0.2 and 0.4 percentage points']]],
    [
      'en',
      'It is 16:9, they won 3-1, on 2025-09-30.',
      [
        ['ratio', '16:9'],
        ['mark', '3-1'],
        ['date', '2025-09-30'],
      ],
    ],
    [
      'en',
      'a 24-hour day, 12.5 % more, US$3 million',
      [
        ['amount', '24-hour'],
        ['percent', '12.5 % more'],
        ['money', 'US$3 million'],
      ],
    ],
    [
      'en',
      'At −89.2 °C and 120 km/h, ½ tsp',
      [
        ['amount', '−89.2 °C'],
        ['amount', '120 km/h'],
        ['amount', '½ tsp'],
      ],
    ],
    [
      'de',
      'Rund 1,5 Milliarden Euro, 5.000 Haushalte',
      [
        ['money', '1,5 Milliarden Euro'],
        ['plain', '5.000'],
      ],
    ],
    [
      'de',
      'zweieinhalb Millionen in 60 Metern Tiefe',
      [
        ['plain', 'zweieinhalb Millionen'],
        ['amount', '60 Metern'],
      ],
    ],
    [
      'de',
      'um 9.30 Uhr am 3. März 1820',
      [
        ['time', '9.30 Uhr'],
        ['date', '3. März 1820'],
      ],
    ],
    [
      'de',
      '6 Prozent im Jahr 2000',
      [
        ['percent', '6 Prozent'],
        ['year', '2000'],
      ],
    ],
    [
      'es',
      'dos millones y medio de euros, 2 % más',
      [
        ['money', 'dos millones y medio de euros'],
        ['percent', '2 % más'],
      ],
    ],
    [
      'fr',
      '25 millions d’euros à 9 h 30',
      [
        ['money', '25 millions d’euros'],
        ['time', '9 h 30'],
      ],
    ],
    [
      'fr',
      'Il mesure 10 935 m en 30 ans.',
      [
        ['amount', '10 935 m'],
        ['amount', '30 ans'],
      ],
    ],
    [
      'ja',
      '深さは約10,935メートルで、人口は80億人。',
      [
        ['amount', '10,935メートル'],
        ['amount', '80億人'],
      ],
    ],
    [
      'hi',
      'लगभग 71 प्रतिशत, १२ किलोमीटर',
      [
        ['percent', '71 प्रतिशत'],
        ['amount', '१२ किलोमीटर'],
      ],
    ],
  ] as const)('reads each number of %s whole: %s', (language, text, wanted) => {
    expect(found(language, text)).toEqual(wanted);
  });

  it.each(['A1 paper, H2O, MP3, B-52, COVID-19 and B2B.', 'A 40-year-old whale at four in the afternoon.'])(
    'finds no number in %j',
    (text) => {
      expect(found('en', text)).toEqual([]);
    },
  );

  it.each([
    ['en', '1. Whisk the flour.'],
    ['en', 'The 19th century, version 3.5.2'],
    ['en', 'In the 1990s and on May 6.'],
  ])('%s: “%s” holds nothing that counts', (language, text) => {
    const counting = found(language, text).filter(([kind]) => !['mark', 'date', 'year'].includes(kind));
    expect(counting).toEqual([]);
  });

  it.each([
    ['en', 'Fewer than 5 of 1,000 died.', 'Fewer than ', true],
    ['en', 'no more than 0.1 points', 'no more than ', true],
    ['en', 'lives only about six weeks', 'about ', false],
    ['de', 'Rund 4,5 Millionen Menschen', 'Rund ', false],
    ['es', 'más de 400.000 peregrinos', 'más de ', true],
    ['fr', 'jusqu’à 75 km', 'jusqu’à ', true],
  ])('%s: tells what bounds the figure of “%s”', (language, text, words, binds) => {
    const [figure] = findFigures(text, language);
    expect(text.slice(figure?.qualifier?.start, figure?.start)).toBe(words);
    expect(figure?.qualifier?.binds).toBe(binds);
  });

  it.each([
    ['en', '$5.99 million', 5.99e6],
    ['de', '3,5 Mio. Jahre', 3.5e6],
    ['de', '2 Billionen Euro', 2e12],
    ['fr', '10 935 m', 10935],
    ['ar', '٩ مليارات', 9e9],
    ['en', '3–5 km', 5],
  ])('%s: %s is %d', (language, text, value) => {
    expect(findFigures(text, language)[0]?.value).toBe(value);
  });

  it('gives figures that stand in the text as they say, in order and apart, whatever the text', () => {
    const piece = fc.constantFrom(
      '5',
      '1,000',
      ' ',
      '-',
      ':',
      '/',
      'of',
      'km',
      'million',
      'half',
      'a',
      '%',
      '£',
      '.',
      '٣',
      'at',
      '13 May',
      'x',
      '年',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }),
        fc.constantFrom('en', 'de', 'es', 'fr', 'ja', 'xx'),
        (pieces, language) => {
          const text = pieces.join('');
          let last = 0;
          for (const { start, end, text: shown } of findFigures(text, language)) {
            expect(text.slice(start, end)).toBe(shown);
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            last = end;
          }
        },
      ),
      { numRuns: 300, seed: 11 },
    );
  });
});

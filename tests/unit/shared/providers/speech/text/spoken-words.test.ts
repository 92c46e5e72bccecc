import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toSpokenWords } from '#shared/providers/speech/text/spoken-words.ts';

const said = (text: string) =>
  toSpokenWords(text)
    .map(({ spoken, pause }) => spoken + pause)
    .filter(Boolean)
    .join(' ');

describe('words as they are said', () => {
  test.each([
    // Numbers
    ['10,935 m deep', 'ten thousand nine hundred thirty five meters deep'],
    ['27,700,000 people', 'twenty seven million seven hundred thousand people'],
    ['0.5 and .25', 'zero point five and zero point two five'],
    ['−40 °C or -5 °F', 'minus forty degrees Celsius or minus five degrees Fahrenheit'],
    [
      '1 km, 2 km/h, 12 m², 5 m/s²',
      'one kilometer, two kilometers per hour, twelve square meters, five meters per second squared',
    ],
    ['10GB at 60fps in 4K', 'ten gigabytes at sixty frames per second in four k'],
    ['the 21st of 103rd', 'the twenty first of one hundred third'],
    ['v2.3.1 and 3D', 'version two point three point one and three d'],
    ['007 000', 'zero zero seven zero zero zero'],
    [
      '12345678901234567890',
      'one two three four five six seven eight nine zero one two three four five six seven eight nine zero',
    ],
    // Years, ranges, dates, times
    [
      '1984 1905 1900 2005 2024',
      'nineteen eighty four nineteen oh five nineteen hundred two thousand five twenty twenty four',
    ],
    ['1990–2020 or 1990 – 2020', 'nineteen ninety to twenty twenty or nineteen ninety to twenty twenty'],
    ["the 1980s and '90s", 'the nineteen eighties and nineties'],
    ['2000 km', 'two thousand kilometers'],
    [
      'on 2024-05-03 at 14:30, 9:05, 9:00, 10am',
      "on may third, twenty twenty four at fourteen thirty, nine oh five, nine o'clock, ten ay m",
    ],
    // Money and shares
    [
      '$5.99/month, £1, €3.50',
      'five dollars and ninety nine cents per month, one pound, three euros and fifty cents',
    ],
    [
      '$27.7 trillion and $5-10 million',
      'twenty seven point seven trillion dollars and five to ten million dollars',
    ],
    [
      '€2bn $3M 2.8% 25 % 5–10%',
      'two billion euros three million dollars two point eight percent twenty five percent five to ten percent',
    ],
    // Abbreviations, acronyms, names
    ['Dr. Smith vs. Mr. Jones, e.g. here', 'doctor smith versus mister jones, for example here'],
    ['St. Paul lived on Main St. then', 'saint paul lived on main street then'],
    ['No. 10 said no. Yes', 'number ten said no. yes'],
    ['NASA, the U.S. and AWS', 'nassa, the u s and ay w s'],
    ['A. Jones has a plan', 'ay jones has a plan'],
    [
      'Louis XIV in World War II, chapter IV. I did.',
      'louis the fourteenth in world war two, chapter four. i did.',
    ],
    ['DynamoDB CO2 COVID-19', 'dynamo d b c o two coe vid nineteen'],
    ['the BIG RED FOX', 'the big red fox'],
    // Signs, addresses, other scripts
    ['R&D: 3 × 4 → 12 ± 1', 'r and d, three times four to twelve plus or minus one'],
    ['see https://www.example.com/docs/x?y=1#z.', 'see www dot example dot com slash docs.'],
    ['mail a.b@example.org', 'mail ay dot b at example dot org'],
    ['Café Köln Łódź straße', 'cafe koln lodz strasse'],
    ['fine 東京 🎉 👩‍👩‍👧 мир', 'fine'],
    ['“Really?” (yes) — no…', 'really? yes, no.'],
  ])('%s', (text, wanted) => {
    expect(said(text)).toBe(wanted);
  });

  test('there is one word for each white-space separated word, unchanged and in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        expect(toSpokenWords(text).map(({ display }) => display)).toEqual(text.match(/\S+/g) ?? []);
      }),
    );
  });

  test('what is said is plain ASCII words, whatever the text holds', () => {
    const nasty = fc.string({ unit: fc.constantFrom(...'0123456789.,:/-–$€%°²³xXIVkKmM#~+\'"()[] ') });
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), nasty), (text) => {
        expect(
          toSpokenWords(text)
            .map(({ spoken }) => spoken)
            .join(' '),
        ).toMatch(/^[A-Za-z', ]*$/);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    `${'.'.repeat(20_000)}x`,
    '('.repeat(20_000),
    'a.'.repeat(10_000),
    '1,'.repeat(10_000),
    '-1'.repeat(10_000),
  ])('a hostile token of 20,000 characters costs no more than any other (%#)', (token) => {
    expect(said(`${token} ${token}`).length).toBeLessThan(5000);
  });

  test('a word of 5,000 letters is cut to what can be said', () => {
    expect(said('a'.repeat(5000)).length).toBeLessThan(60);
    expect(said(`${'1'.repeat(5000)} ${'x1'.repeat(2500)}`).length).toBeLessThan(3000);
  });
});

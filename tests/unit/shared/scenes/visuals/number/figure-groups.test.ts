import fc from 'fast-check';
import { expect, it } from 'vitest';
import { figureGroups } from '#shared/scenes/visuals/number/figure-groups.ts';

/** Groups as text: `|` between them, units in round brackets. */
const written = (display: string): string =>
  figureGroups(display)
    .map((group) => group.map(({ text, scale }) => (scale < 1 ? `(${text})` : text)).join(' '))
    .join(' | ');

it.each([
  ['3,682 metres', '3,682 (metres)'],
  ['1.6 °C', '1.6 (°C)'],
  ['25 миллионов лет', '25 (миллионов лет)'],
  ['70 % → 20 %', '70 (%) | (→) 20 (%)'],
  ['7.5%', '7.5 (%)'],
  ['$4.2 million', '$4.2 (million)'],
  ['2 h 40 min', '2 (h) | 40 (min)'],
  ['20min', '20 (min)'],
  ['5G', '5G'],
  ['1990s', '1990s'],
  ['25 000 km²', '25\u{a0}000 (km²)'],
  ['1 of 1,000', '1 (of) | 1,000'],
  ['over 9 m', '(over) 9 (m)'],
  ['more than 2,000', '(more than) 2,000'],
  ['2500万年', '2500 (万年)'],
  ['half', ''],
])('%s is %s', (display, groups) => {
  expect(written(display)).toBe(groups);
});

it('nothing is lost or moved, whatever is written', () => {
  const word = fc.constantFrom('7', '000', '1.5', '%', '→', 'm', 'million', '9km', '-', '½', 'm²', '×', '年');
  fc.assert(
    fc.property(fc.array(word), (words) => {
      const runs = figureGroups(words.join(' ')).flat();
      const expected = words.some((each) => /[\d½]/u.test(each)) ? words.join('') : '';
      expect(runs.map(({ text }) => text.replace(/\s/gu, '')).join('')).toBe(expected);
    }),
    { numRuns: 300, seed: 5 },
  );
});

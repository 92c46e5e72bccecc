import { expect, it } from 'vitest';
import { numberFormat } from '#shared/scenes/visuals/chart/number-format.ts';

it.each([
  ['a short unit stands behind', 'en', 'm', 10_935, '10,935\u{a0}m'],
  ['in the way of the language', 'de', 'm', 10_935, '10.935\u{a0}m'],
  ['a percent sign close behind', 'en', '%', 12.3, '12.3%'],
  ['a currency before', 'en', '$', 5.99, '$5.99'],
  ['a minus before the currency', 'en', '$', -1_250_000, '−$1.25M'],
  ['millions are written short', 'en', '', 2_750_000, '2.75M'],
  ['tiny numbers as powers of ten', 'en', '', 0.0000223, '2.23×10⁻⁵'],
  ['an unknown language falls back to English', 'x-nothing!', '', 1234.5, '1,234.5'],
])('%s', (_, language, unit, value, text) => {
  expect(numberFormat(language, unit, [value]).label(value)).toBe(text);
});

it.each([
  ['$', [2.5, 3.75, 2], ['$2.50', '$3.75', '$2.00']],
  ['€', [2.5, 3], ['€2.50', '€3.00']],
  ['EUR', [0.99, 12], ['0.99\u{a0}EUR', '12.00\u{a0}EUR']],
  ['$', [2, 3], ['$2', '$3']],
  ['$', [0.125, 2.5], ['$0.125', '$2.5']],
  ['$', [2_500_000.5, 3], ['$2.5M', '$3']],
  ['m', [2.5, 3], ['2.5\u{a0}m', '3\u{a0}m']],
])('prices in %s have two decimals as soon as one has any: %j', (unit, values, texts) => {
  const format = numberFormat('en', unit, values);
  expect(values.map(format.label)).toEqual(texts);
});

it('a scale in half dollars has two decimals, one in dollars none', () => {
  const format = numberFormat('en', '$', [2.5]);
  expect(format.ticks([0, 0.5, 1])).toEqual(['$0.00', '$0.50', '$1.00']);
  expect(format.ticks([0, 1, 2])).toEqual(['$0', '$1', '$2']);
});

it('a long unit is said once, beside the title', () => {
  const format = numberFormat('en', 'million people', [3]);
  expect(format.note).toBe('million people');
  expect(format.label(3)).toBe('3');
});

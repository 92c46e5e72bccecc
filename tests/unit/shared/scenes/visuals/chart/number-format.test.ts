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

it('a long unit is said once, beside the title', () => {
  const format = numberFormat('en', 'million people', [3]);
  expect(format.note).toBe('million people');
  expect(format.label(3)).toBe('3');
});

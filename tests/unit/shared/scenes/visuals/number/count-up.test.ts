import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countUp } from '#shared/scenes/visuals/number/count-up.ts';

it.each([
  ['10,935', '     0'],
  ['2.5', '0.0'],
  ['1 200', '    0'],
  ['٣٤٥', '  ٠'],
  ['0.25', '0.00'],
])('%s counts up from %s to itself within 0.9 s, every digit in its place', (text, first) => {
  const steps = countUp(text);
  expect(steps[0]).toEqual({ atMs: 0, shown: first });
  expect(steps.at(-1)?.shown).toBe(text);
  expect(steps.at(-1)?.atMs).toBeLessThanOrEqual(900);
  expect(steps.length).toBeLessThanOrEqual(24);
  for (const { shown } of steps) expect([...shown]).toHaveLength([...text].length);
});

it('a year does not begin at zero', () => {
  expect(countUp('1969')[0]?.shown).toMatch(/^19/);
});

it.each(['3', 'none', '', 'a1'])('%s does not count', (text) => {
  expect(countUp(text)).toEqual([]);
});

it('what is shown never grows beyond the number, and times grow', () => {
  fc.assert(
    fc.property(fc.integer({ min: 4, max: 2 ** 31 }), (number) => {
      const steps = countUp(String(number));
      const values = steps.map(({ shown }) => Number(shown));
      expect(values).toEqual([...values].sort((a, b) => a - b));
      expect(steps.map(({ atMs }) => atMs)).toEqual(steps.map(({ atMs }) => atMs).sort((a, b) => a - b));
      expect(values.at(-1)).toBe(number);
    }),
    { numRuns: 100, seed: 2 },
  );
});

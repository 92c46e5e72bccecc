import { beforeAll, expect, it } from 'vitest';
import { STYLE_SHEETS } from '#shared/scenes/styles/style-sheets.ts';
import { fitFigure } from '#shared/scenes/visuals/number/fit-figure.ts';
import { withFonts } from '#tests/unit/shared/scenes/scene-kit.ts';

beforeAll(withFonts);

const fitted = (display: string, width: number, height = 600) => {
  const figure = fitFigure(display, STYLE_SHEETS.signal.display, { width, height, max: 360, min: 40 });
  if (figure === undefined) throw new Error(display);
  return figure;
};

it.each([1400, 1600])('a number and its unit are on one line in %i pixels, the unit smaller', (width) => {
  for (const display of ['3,682 metres', '1.6 °C', '25 миллионов лет', '$4.2 million']) {
    const { lines } = fitted(display, width);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.at(-1)?.scale).toBeLessThanOrEqual(0.6);
  }
});

it('a change is on one line where there is room; else each line has a number with its unit', () => {
  expect(fitted('70 % → 20 %', 1600).lines).toHaveLength(1);
  const { lines } = fitted('125,000 % → 250,000 %', 400);
  expect(lines.map((line) => line.map(({ text }) => text).join(' '))).toEqual(['125,000 %', '→ 250,000 %']);
});

it('a unit that is a word stands below its number where both are larger so', () => {
  const { lines, size } = fitted('3,682 metres', 900, 900);
  expect(lines.map((line) => line.map(({ text }) => text))).toEqual([['3,682'], ['metres']]);
  expect(size).toBeGreaterThan(230);
  expect(fitted('76 %', 400, 900).lines).toHaveLength(1);
});

it('words before a number stand above it where it would be smaller beside them', () => {
  const { lines } = fitted('more than 2,000', 900);
  expect(lines.map((line) => line.map(({ text }) => text))).toEqual([['more than'], ['2,000']]);
  expect(fitted('over 9', 1600).lines).toHaveLength(1);
});

it('what has no digits, or too many for its box, is left to another way of setting', () => {
  const box = { width: 300, height: 300, max: 360, min: 40 };
  expect(fitFigure('half', STYLE_SHEETS.signal.display, box)).toBeUndefined();
  expect(fitFigure('', STYLE_SHEETS.signal.display, box)).toBeUndefined();
  expect(fitFigure('1,234,567,890,123,456 km²', STYLE_SHEETS.signal.display, box)).toBeUndefined();
});

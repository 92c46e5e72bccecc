import { expect, it } from 'vitest';
import { contrast, rgbOf } from '#shared/scenes/styles/colour.ts';
import { contrastFindings, groundExtremes } from '#shared/scenes/styles/contrast-problems.ts';
import { parseStyle, readStyle } from '#shared/scenes/styles/parse-style.ts';
import { STYLE_SHEETS } from '#shared/scenes/styles/style-sheets.ts';

const { paper, midnight } = STYLE_SHEETS;
const refusal = (sheet: object): string => {
  try {
    parseStyle(sheet, 'mine.yaml');
  } catch (error) {
    return (error as Error).message;
  }
  return '';
};

it('a style that can be read is given back as it is', () => {
  expect(parseStyle({ ...paper }, 'mine.yaml')).toEqual(paper);
});

it.each([
  ['ink', { ink: '#8a8a8a' }, /ink #8a8a8a on grounds\[0\] where that is #\w{6} has a contrast of \d\.\d\d/],
  ['muted', { muted: '#a09a90' }, /muted #a09a90/],
  ['accent', { accent: '#e07a5f' }, /accent #e07a5f .* would do/],
  ['onAccent', { onAccent: '#b04030' }, /onAccent #b04030 on accent/],
  ['panel', { panel: '#5a5048' }, /ink #1d1a17 on panel/],
  ['onScrim', { onScrim: '#8a8a8a' }, /onScrim #8a8a8a on scrim/],
  ['series', { series: paper.series.with(2, '#e8e0d0') }, /series\[2\] #e8e0d0 .* needs 3;/],
  [
    'fill',
    { captions: { ...paper.captions, fill: '#c8c0b0' } },
    /captions\.fill #c8c0b0 on captions\.outline/,
  ],
  [
    'fill of a block',
    { captions: { ...paper.captions, kind: 'block', panel: '#302820' } },
    /captions\.fill #1d1a17 on captions\.panel/,
  ],
])('%s without contrast is refused with its field, its value and what would do', (_, change, message) => {
  expect(refusal({ ...paper, ...change })).toMatch(message);
});

it('what is said would do, does', () => {
  const bad = { ...midnight, accent: '#6a4a10' };
  const advised = contrastFindings(bad).find(({ field }) => field === 'accent')?.better ?? bad.accent;
  expect(contrastFindings({ ...bad, accent: advised }).filter(({ field }) => field === 'accent')).toEqual([]);
});

it('tints count where they lie over one another and under the vignette', () => {
  const ground = {
    from: '#ffffff',
    to: '#ffffff',
    tints: [
      { colour: '#000000', alpha: 0.3 },
      { colour: '#000000', alpha: 0.3 },
    ],
  };
  const darkest = groundExtremes(ground, 0.5).reduce((one, other) => (one[0] < other[0] ? one : other));
  expect(darkest[0]).toBeCloseTo(255 * 0.7 * 0.7 * 0.75, 5);
  expect(contrast(rgbOf('#000000'), darkest)).toBeLessThan(contrast(rgbOf('#000000'), [125, 125, 125]));
});

it('grounds too far apart for any one colour are told as such', () => {
  const grounds = [{ ...paper.grounds[0], from: '#000000', to: '#ffffff' }];
  expect(refusal({ ...paper, grounds })).toMatch(/no colour has enough .* colours of grounds\[0\] nearer/);
});

it('fields that are missing, unknown or misspelt are named', () => {
  const { ink: _, ...without } = paper;
  expect(refusal(without)).toMatch(/ink is missing/);
  expect(refusal({ ...paper, inc: '#000000' })).toMatch(/there is no field inc/);
  expect(refusal({ ...paper, ink: 'black' })).toMatch(/ink/);
  expect(refusal({ ...paper, display: { ...paper.display, family: 'Comic Sans' } })).toMatch(
    /display\.family Comic Sans is not there; choose one of Inter/,
  );
});

it('a check tells all that is wrong', () => {
  const { problems } = readStyle({ ...paper, ink: '#999999', muted: '#999999', onAccent: '#9a2410' });
  for (const field of ['ink', 'muted', 'onAccent']) expect(problems.join('\n')).toContain(`${field} #`);
});

import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { STYLE_SHEETS } from '#shared/scenes/styles/style-sheets.ts';
import { fitText } from '#shared/scenes/text/fit-text.ts';
import { type Syllables, syllablesOf } from '#shared/scenes/text/hyphenate.ts';
import { withFonts } from '#tests/unit/shared/scenes/scene-kit.ts';

const box = { width: 600, height: 300, max: 80, min: 16 };
const type = STYLE_SHEETS.midnight.display;
const linesOf = (text: string, room = box, syllables?: Syllables): string[] =>
  fitText(text, type, room, { syllables }).lines.map(({ pieces }) =>
    pieces.map((piece, index) => (piece.space && index > 0 ? ` ${piece.text}` : piece.text)).join(''),
  );

beforeAll(withFonts);

it('no text whatever leaves its box', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.lorem({ maxCount: 60 })),
      fc.integer({ min: 80, max: 900 }),
      (text, width) => {
        const fitted = fitText(text, type, { ...box, width });
        expect(fitted.width).toBeLessThanOrEqual(width);
        expect(fitted.height).toBeLessThanOrEqual(box.height + 1e-6);
        expect(fitted.size).toBeLessThanOrEqual(box.max);
        expect(fitted.size).toBeGreaterThanOrEqual(box.min);
      },
    ),
    { numRuns: 120, seed: 5 },
  );
});

it('a text that fits loses nothing', () => {
  const text = 'More people have walked on the Moon than have stood at the bottom of the Mariana Trench.';
  expect(linesOf(text).join(' ')).toBe(text);
});

it('a short text is as large as it may be', () => {
  expect(fitText('Why?', type, box).size).toBe(box.max);
});

it('lines are balanced: no word is left alone on the last one', () => {
  const widths = fitText(
    'The deep sea is the largest living space on our planet by far',
    type,
    box,
  ).lines.map(({ width }) => width);
  expect(Math.min(...widths) / Math.max(...widths)).toBeGreaterThan(0.6);
});

it('a compound word that fits no line is hyphenated, and nothing of it is lost', async () => {
  const word = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz';
  const lines = linesOf(word, box, await syllablesOf('de'));
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.slice(0, -1).every((line) => line.endsWith('-'))).toBe(true);
  expect(lines.join('').replaceAll('-', '')).toBe(word);
});

it('an address is broken without hyphens that would be read as part of it', () => {
  const address = 'https://example.org/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
  expect(linesOf(address).join('')).toBe(address);
});

it('a number is never broken while a smaller size holds it', () => {
  const fitted = fitText('1,234,567,890,123 km²', type, { ...box, max: 200, whole: true });
  expect(fitted.lines).toHaveLength(1);
});

it('a number keeps its unit beside it', () => {
  const lines = linesOf('It lies at a depth of 10,935 m below', { ...box, width: 300 });
  expect(lines.some((line) => line.includes('10,935\u{a0}m'))).toBe(true);
});

it('what does not fit at the smallest size ends in an ellipsis', () => {
  const fitted = fitText('word '.repeat(400), type, box);
  expect(fitted.shortened).toBe(true);
  expect(fitted.lines.at(-1)?.pieces.at(-1)?.text).toMatch(/…$/);
});

it('stress covers whole words and phrases only, in any case', () => {
  const { lines } = fitText('The moonlight of the Moon, the deep sea.', type, {
    ...box,
    stress: ['moon', 'Deep Sea'],
  });
  const stressed = lines.flatMap(({ pieces }) =>
    pieces.filter(({ phrase }) => phrase !== undefined).map(({ text }) => text),
  );
  expect(stressed).toEqual(['Moon,', 'deep', 'sea.']);
});

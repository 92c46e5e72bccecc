import { beforeAll, expect, it } from 'vitest';
import { fitText } from '#shared/scenes/text/fit-text.ts';
import { syllablesOf } from '#shared/scenes/text/hyphenate.ts';
import { withFonts } from '#tests/unit/shared/scenes/scene-kit.ts';

beforeAll(withFonts);

const type = { weight: 700, tracking: -0.03, leading: 1.1 };
const box = { width: 400, height: 800, max: 60, min: 16 };
const linesOf = (text: string, stress: readonly string[] = [], width = box.width): string[] =>
  fitText(text, type, { ...box, stress, width }).lines.map(({ pieces }) =>
    pieces.map((piece, index) => (piece.space && index > 0 ? ` ${piece.text}` : piece.text)).join(''),
  );

it.each([
  ['de', 'Geschwindigkeitsbegrenzung', 'Ge|schwin|dig|keits|be|gren|zung'],
  ['en-GB', 'extraordinary', 'ex|tra|or|di|nary'],
  ['es', 'murciélago', 'mur|cié|la|go'],
])('words of %s are hyphenated by its rules: %s', async (language, word, expected) => {
  const syllables = await syllablesOf(language);
  expect(syllables?.(word).join('|')).toBe(expected);
});

it('a language whose patterns are not there has no syllables', async () => {
  expect(await syllablesOf('tlh')).toBeUndefined();
});

it('no line of Japanese begins with a mark that closes, a small sign or a particle', () => {
  const text =
    '海は一度その魔法をかけると、永遠に人を不思議の網に捕らえる。「海」とはそういうものだ。ちょっと待って。';
  const lines = linesOf(text);
  expect(lines.length).toBeGreaterThan(3);
  expect(lines.join('')).toBe(text);
  for (const line of lines.slice(1)) expect(line).not.toMatch(/^[、。」）ょっはがをにでとも]/u);
});

it('stressed words stay together on a line that has room for them', () => {
  const text = 'Most of the seabed has never been seen by anyone.';
  for (const width of [640, 720, 800]) {
    const lines = linesOf(text, ['never been seen'], width);
    expect(lines.some((line) => line.includes('never been seen'))).toBe(true);
  }
});

it('a number is never torn from its unit, and is stressed together with it', () => {
  for (const [text, stress] of [
    ['Bei etwa 60 °C sterben die Hefen', '60'],
    ['Never above 25 % of all of them', '25 %'],
  ] as const) {
    for (const width of [200, 260, 320, 400]) {
      const { lines } = fitText(text, type, { ...box, width, stress: [stress] });
      const stressed = lines.flatMap(({ pieces }) => pieces).filter(({ phrase }) => phrase === 0);
      expect(stressed.map((piece) => piece.text)).toEqual([expect.stringMatching(/^\d+\u{a0}\S+$/u)]);
    }
  }
});

it('letters of joined scripts are not pushed into each other, and have room above and below', () => {
  const latin = fitText('The sea', type, box);
  const arabic = fitText('عمق المحيط', type, box);
  expect(arabic.type.tracking).toBe(0);
  expect(arabic.lineHeight / arabic.size).toBeGreaterThan(latin.lineHeight / latin.size);
});

it('an emoji stays beside the word before it', () => {
  const lines = linesOf('A party for everybody in the whole wide town 🎉');
  expect(lines.at(-1)).toMatch(/town\u{a0}🎉$/u);
});

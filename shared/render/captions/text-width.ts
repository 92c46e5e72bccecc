/**
 * Advance widths of Inter Black, the widest weight that captions use, in 1/100 em, read from the font's `hmtx` table and
 * rounded up. What is not listed is estimated below, on the safe side.
 */
const WIDTHS: Readonly<Record<number, string>> = {
  25: ' ',
  31: 'Iijl|',
  38: "',.:;’‘",
  41: '!()[]`t/\\1',
  44: 'fr-',
  52: '_^{}',
  60: 'LFJ7sz?“”',
  63: 'ace*Ekx',
  66: '"ovybdghnpqu#P',
  70: '$369BRST8<>=+~Z&4–',
  76: '0DUCGHK',
  80: 'NOYAQVX',
  90: 'w',
  100: 'mM%@—…W',
};

const widthOf = new Map(
  Object.entries(WIDTHS).flatMap(([width, characters]) =>
    [...characters].map((character) => [character, Number(width) / 100]),
  ),
);
const WIDE = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Bopo}\u{FF01}-\u{FF60}]/u;

/** Noto Color Emoji sets all of them so wide. */
const EMOJI_WIDTH = 1.28;

/** Width of a text in em: never less than what Inter Black needs, and seldom more than a tenth above it. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

function characterWidth(character: string): number {
  const known = widthOf.get(character);
  if (known !== undefined) return known;
  if (/[\p{M}\p{Cf}]/u.test(character)) return 0;
  const base = character.normalize('NFD').charAt(0);
  if (base !== character && widthOf.has(base)) return characterWidth(base);
  if (/\p{Extended_Pictographic}/u.test(character)) return EMOJI_WIDTH;
  if (WIDE.test(character)) return 1;
  return /\p{Lu}/u.test(character) ? 0.95 : 0.78;
}

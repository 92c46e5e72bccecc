/** How far letters reach above and below the base line in em, marks included; measured in our fonts, rounded up. */
const HEIGHTS: readonly { letters: RegExp; ascent: number; descent: number }[] = [
  // Vietnamese: two accents on a capital.
  { letters: /[\u{1ea0}-\u{1ef9}]/u, ascent: 1.12, descent: 0.24 },
  { letters: /\p{scx=Arab}/u, ascent: 0.9, descent: 0.42 },
  { letters: /\p{scx=Thai}/u, ascent: 1.08, descent: 0.28 },
  { letters: /\p{scx=Deva}/u, ascent: 0.9, descent: 0.32 },
];
/** Inter with an accent on a capital and with a cedilla. CJK and emoji are no higher. */
const LATIN = { ascent: 0.98, descent: 0.24 };

/** How far the letters of a text may reach above and below their base line, in em: the same for all texts of a script. */
export function lettersHeight(text: string): { ascent: number; descent: number } {
  const used = [LATIN, ...HEIGHTS.filter(({ letters }) => letters.test(text))];
  return {
    ascent: Math.max(...used.map(({ ascent }) => ascent)),
    descent: Math.max(...used.map(({ descent }) => descent)),
  };
}

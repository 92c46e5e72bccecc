/** A font for one script's letters; lengths in em, from `usWinAscent` and `usWinDescent` of its `OS/2` table. */
export interface ScriptFont {
  /** Name of the family without a weight. */
  family: string;
  lineHeight: number;
  descent: number;
  /** How much deeper than the descenders of Inter its marks below letters reach. */
  marksBelow?: number;
}

/** A stretch of a text in one font; `font` is absent where the caption's own font has the letters. */
export interface FontRun {
  text: string;
  font?: ScriptFont;
}

/**
 * Left to itself libass takes another font for letters that a caption's font lacks, but the regular weight of it, and as
 * many times smaller as its lines are higher. So each script's letters name their font.
 */
const FONTS: readonly (ScriptFont & { letters: RegExp })[] = [
  {
    letters: /\p{scx=Arab}/u,
    family: 'Noto Sans Arabic',
    lineHeight: 2.169,
    descent: 0.738,
    marksBelow: 0.08,
  },
  { letters: /\p{scx=Hebr}/u, family: 'Noto Sans Hebrew', lineHeight: 1.36, descent: 0.292 },
  { letters: /\p{scx=Thai}/u, family: 'Noto Sans Thai', lineHeight: 1.511, descent: 0.45 },
  { letters: /\p{scx=Deva}/u, family: 'Noto Sans Devanagari', lineHeight: 1.906, descent: 0.558 },
];

/** Blanks, joiners and marks go with what is before them; figures and most punctuation are the caption font's. */
const JOINS = /[\s\p{M}\u{200c}\u{200d}]/u;

/** Cuts a text into stretches that one font has. */
export function fontRuns(text: string): FontRun[] {
  const runs: FontRun[] = [];
  for (const character of text) {
    const last = runs.at(-1);
    const font = FONTS.find(({ letters }) => letters.test(character));
    if (last && (last.font === font || JOINS.test(character))) last.text += character;
    else runs.push({ text: character, ...(font ? { font } : {}) });
  }
  return runs;
}

/** A font for one script's letters, as libass finds it by name; `lineHeight` in em. */
export interface ScriptFont {
  name: string;
  lineHeight: number;
}

/** A stretch of a text in one font; `font` is absent where the caption's own font has the letters. */
export interface FontRun {
  text: string;
  font?: ScriptFont;
}

/**
 * Left to itself libass takes another font for letters that a caption's font lacks, but the regular weight of it, and as
 * many times smaller as its lines are higher (`usWinAscent` and `usWinDescent` of its `OS/2` table). So each script's letters
 * name their font.
 */
const FONTS: readonly { letters: RegExp; family: string; lineHeight: number; fewWeights?: true }[] = [
  { letters: /\p{scx=Arab}/u, family: 'Noto Sans Arabic', lineHeight: 2.169 },
  { letters: /\p{scx=Hebr}/u, family: 'Noto Sans Hebrew', lineHeight: 1.36 },
  { letters: /\p{scx=Thai}/u, family: 'Noto Sans Thai', lineHeight: 1.511 },
  { letters: /\p{scx=Deva}/u, family: 'Noto Sans Devanagari', lineHeight: 1.906 },
  {
    letters: /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]/u,
    family: 'Noto Sans JP',
    lineHeight: 1.448,
    fewWeights: true,
  },
  { letters: /\p{sc=Hang}/u, family: 'Noto Sans KR', lineHeight: 1.448, fewWeights: true },
];

/** Blanks, joiners and marks go with what is before them; figures and most punctuation are the caption font's. */
const JOINS = /[\s\p{M}\u{200c}\u{200d}]/u;

/** Cuts a text into stretches that one font has, in the weight of the caption's font: weights are named alike in all families. */
export function fontRuns(text: string, captionFont: string): FontRun[] {
  const weight = captionFont.replace(/^Inter/, '');
  const runs: (FontRun & { row?: (typeof FONTS)[number] })[] = [];
  for (const character of text) {
    const last = runs.at(-1);
    const row = FONTS.find(({ letters }) => letters.test(character));
    if (last && (last.row === row || JOINS.test(character))) last.text += character;
    else runs.push({ text: character, ...(row ? { row } : {}) });
  }
  return runs.map(({ text: run, row }) => {
    if (!row) return { text: run };
    // Packs that a person adds have the regular weight, bold and black alone.
    const named = row.fewWeights && weight !== '' ? ' Black' : weight;
    return { text: run, font: { name: `${row.family}${named}`, lineHeight: row.lineHeight } };
  });
}

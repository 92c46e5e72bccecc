/** A stretch of a figure that is drawn in one size: numbers in the full one, units in a part of it. */
export interface FigureRun {
  text: string;
  /** Font size in parts of the figure's. */
  scale: number;
  /** Whether a space stands before it. */
  space: boolean;
}

/** A number with its unit and the sign before it, which stay on one line. */
export type FigureGroup = FigureRun[];

/** A unit of a sign or two can be read beside larger digits than a word. */
const SIGN_SCALE = 0.6;
const WORD_SCALE = 0.42;

/** A number, and what stands right behind it: a sign, letters (but not the one of `5G`), or a sign of Chinese or Japanese. */
const ATTACHED =
  /^(.*[\p{Nd}¼-¾⅐-⅞][+.,]?)([%‰°٪].*|\p{L}{2}.*|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}].*)$/u;
/** Digits and fractions, but not the raised ones of `km²`. */
const DIGIT = /[\p{Nd}¼-¾⅐-⅞]/u;
const WITHOUT_LETTERS = /^[^\p{L}\p{N}]+$/u;
/** Thousands that a space divides: `25 000`. */
const THOUSANDS = /^\p{Nd}{3}(?!\p{Nd})/u;

function unitRun(text: string, space: boolean): FigureRun {
  return { text, space, scale: [...text].length <= 2 ? SIGN_SCALE : WORD_SCALE };
}

/**
 * Cuts a figure as written, `70 % → 20 %`, into numbers with their units; joined with spaces they are the text again.
 * Empty when there is no digit in it.
 */
export function figureGroups(display: string): FigureGroup[] {
  const groups: FigureGroup[] = [];
  let lead: FigureRun[] = [];
  let open: FigureRun | undefined;
  for (const word of display.split(/\s+/u).filter(Boolean)) {
    const group = groups.at(-1);
    const space = lead.length > 0 || group !== undefined;
    if (!DIGIT.test(word)) {
      const last = group?.at(-1);
      const sign = WITHOUT_LETTERS.test(word) && !/^[%‰°٪]/u.test(word);
      const before = lead.at(-1);
      if (before !== undefined && !sign && before.scale === WORD_SCALE) before.text += ` ${word}`;
      else if (group === undefined || sign || before !== undefined) {
        lead.push({ text: word, space, scale: sign ? SIGN_SCALE : WORD_SCALE });
      } else if (last !== undefined && last !== open && last.scale < 1) {
        group[group.length - 1] = unitRun(`${last.text} ${word}`, last.space);
      } else group.push(unitRun(word, true));
      if (!sign) open = undefined;
      continue;
    }
    const [, number = word, unit = ''] = ATTACHED.exec(word) ?? [];
    if (open !== undefined && lead.length === 0 && THOUSANDS.test(word)) open.text += `\u{a0}${number}`;
    else {
      open = { text: number, scale: 1, space };
      groups.push([...lead, open]);
      lead = [];
    }
    if (unit !== '') {
      groups.at(-1)?.push(unitRun(unit, false));
      open = undefined;
    }
  }
  groups.at(-1)?.push(...lead);
  return groups;
}

import type { Type } from '#shared/scenes/styles/style-sheet.ts';
import { balance, fillLines, type Line, type Sized } from '#shared/scenes/text/balance-lines.ts';
import { breakWord } from '#shared/scenes/text/break-word.ts';
import type { Syllables } from '#shared/scenes/text/hyphenate.ts';
import { type Measure, measureOf } from '#shared/scenes/text/measure.ts';
import { piecesOf } from '#shared/scenes/text/pieces.ts';
import { typeForScript } from '#shared/scenes/text/type-for-script.ts';

/** A text that fits its box. Sizes in pixels. */
export interface FittedText {
  lines: Line[];
  type: Type;
  size: number;
  lineHeight: number;
  width: number;
  height: number;
  /** True when words had to be left out. */
  shortened: boolean;
  /** True when a word had to be broken. */
  broken: boolean;
}

/** The room for a text and the sizes it may have, in pixels. */
export interface TextBox {
  width: number;
  height: number;
  max: number;
  min: number;
  maxLines?: number;
  /** Words are never broken while a size down to `min` holds them: for numbers. */
  whole?: boolean;
  stress?: readonly string[];
  /** What is added to the space between words, in em: markers take some of it. */
  looser?: number;
}

/** How words of the text's language may be broken. */
export interface Hyphenation {
  syllables?: Syllables | undefined;
}

/** Ratio of a size to the next larger one that is tried. */
const SIZE_STEP = 0.95;
/** A word may shrink a text to this part of its largest size before it is broken instead. */
const SHRINK_FOR_WORD = 0.5;
/** A text whose words must be broken has at most this part of its largest size: so few breaks are needed. */
const BROKEN_SIZE = 0.72;
/** A text may shrink to this part of its size so that no article or other word of so few letters is alone on a line. */
const SHRINK_FOR_LONE = 0.76;
const LONE_LETTERS = 3;
/** Tolerance of rounding, in parts of the width. */
const SLACK = 0.995;

function brokenTo(
  pieces: readonly Sized[],
  width: number,
  measure: Measure,
  syllables: Syllables | undefined,
): Sized[] {
  return pieces.flatMap((piece) => {
    if (piece.width <= width) return [piece];
    return breakWord(piece.text, width, measure, syllables).map((text, index) => ({
      ...piece,
      text,
      width: measure(text),
      space: index === 0 && piece.space,
    }));
  });
}

/** Whether a short word is alone on a line that others follow. */
function hasLone(lines: readonly Line[]): boolean {
  return lines.slice(0, -1).some(({ pieces: [first, ...more] }) => {
    const letters = [...(first?.text ?? '')];
    return more.length === 0 && letters.length <= LONE_LETTERS && /^\p{L}+$/u.test(letters.join(''));
  });
}

function cut(lines: Line[], count: number, width: number, measure: Measure): Line[] {
  const kept = lines.slice(0, Math.max(1, count));
  const last = kept.at(-1);
  while (last !== undefined) {
    const piece = last.pieces.at(-1);
    if (piece === undefined) break;
    const text = `${piece.text.replace(/[\s.,;:–—-]+$/u, '')}…`;
    const textWidth = measure(text);
    if (piece.x + textWidth <= width) {
      last.pieces[last.pieces.length - 1] = { ...piece, text, width: textWidth };
      last.width = piece.x + textWidth;
      break;
    }
    if (last.pieces.length > 1) last.pieces.pop();
    else piece.text = [...piece.text].slice(0, -2).join('');
  }
  return kept;
}

/**
 * Fits a text into a box: the largest size between `max` and `min` at which its balanced lines fit, words broken only
 * where no fair size holds them whole, and an ellipsis where even the smallest size does not hold them all.
 */
export function fitText(
  text: string,
  styled: Type,
  given: TextBox,
  { syllables }: Hyphenation = {},
): FittedText {
  const box = { ...given, max: given.max * (styled.scale ?? 1) };
  const type = typeForScript(styled, text);
  const measure = measureOf(type);
  // Tracking tightens letters, not words.
  const gap = measure(' ') - type.tracking + (box.looser ?? 0);
  const pieces = piecesOf(text, box.stress).map((piece) => ({ ...piece, width: measure(piece.text) }));
  const longest = Math.max(0, ...pieces.map(({ width }) => width));
  const min = Math.min(box.min, box.max);
  const wordFloor = box.whole ? min : Math.max(min, box.max * SHRINK_FOR_WORD);
  const linesAt = (size: number): number =>
    Math.min(box.maxLines ?? Number.POSITIVE_INFINITY, Math.floor(box.height / (size * type.leading) + 1e-6));
  const finish = (lines: Line[], size: number, shortened: boolean): FittedText => ({
    lines,
    type,
    size,
    lineHeight: size * type.leading,
    width: Math.max(0, ...lines.map((line) => line.width)) * size,
    height: lines.length * size * type.leading,
    shortened,
    broken: longest * size > box.width * SLACK,
  });
  const mustBreak = !box.whole && (box.width * SLACK) / Math.max(longest, 1e-6) < wordFloor;
  const largest = mustBreak ? Math.max(min, box.max * BROKEN_SIZE) : box.max;
  let lone: FittedText | undefined;
  for (let size = largest; ; size = Math.max(min, size * SIZE_STEP)) {
    const width = (box.width * SLACK) / size;
    if (longest <= width || mustBreak || size <= wordFloor) {
      const whole = brokenTo(pieces, width, measure, syllables);
      // A single letter cannot be broken, only made smaller.
      const held = size <= min || whole.every((piece) => piece.width <= width);
      if (held && fillLines(whole, width, gap).length <= linesAt(size)) {
        const fitted = finish(balance(whole, width, gap), size, false);
        if (!hasLone(fitted.lines)) return fitted;
        lone ??= fitted;
      }
      if (lone && (size <= min || size < lone.size * SHRINK_FOR_LONE)) return lone;
      if (size <= min) {
        return finish(cut(fillLines(whole, width, gap), linesAt(size), width, measure), size, true);
      }
    }
    if (size <= min) throw new RangeError('A text box needs a positive size.');
  }
}

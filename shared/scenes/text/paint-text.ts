import type { SKRSContext2D } from '@napi-rs/canvas';
import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';
import type { FittedText, Line, PlacedPiece } from '#shared/scenes/text/fit-text.ts';
import { fontOf } from '#shared/scenes/text/fonts.ts';
import { isRightToLeft } from '#shared/scenes/text/scripts.ts';

/** Where the lines of a text stand within its box. `start` is left, or right for scripts that run to the left. */
type Align = 'start' | 'centre' | 'left' | 'right';

/** How a text is drawn: the top left corner of its box, the box's width, colour and alignment. */
export interface TextPlace {
  x: number;
  y: number;
  width: number;
  colour: string;
  align?: Align;
  /** Needed where words are stressed. */
  style?: Pick<StyleSheet, 'emphasis' | 'accent' | 'onAccent'>;
}

/** Share of Inter's em above the base line that its capitals take, and that its descenders take below. */
const CAP = 0.727;
const DESCENT = 0.21;

/** Marks after a word, which are not stressed with it. */
const TAIL = /[.,;:!?…)»”’"']+$/u;

function lineText(line: Line): string {
  return line.pieces
    .map(({ text, space }) => (space ? ` ${text}` : text))
    .join('')
    .trimStart();
}

function paintStress(
  context: SKRSContext2D,
  run: { x: number; width: number; base: number },
  size: number,
  { emphasis, accent }: Pick<StyleSheet, 'emphasis' | 'accent'>,
): void {
  context.fillStyle = accent;
  if (emphasis === 'marker') {
    const pad = size * 0.08;
    context.fillRect(run.x - pad, run.base - size * 0.82, run.width + 2 * pad, size * 1.04);
  } else if (emphasis === 'underline') {
    context.fillRect(run.x, run.base + size * 0.1, run.width, size * 0.055);
  }
}

/** The marks at the end of a stressed stretch; none within it. */
function tailOf({ pieces }: Line, index: number): string {
  if (pieces[index + 1]?.stressed) return '';
  return TAIL.exec(pieces[index]?.text ?? '')?.[0] ?? '';
}

function paintPiece(
  context: SKRSContext2D,
  { text, stressed }: PlacedPiece,
  tail: string,
  at: { x: number; base: number },
  { style, colour }: TextPlace,
): void {
  context.fillStyle = colour;
  if (!stressed || style === undefined) {
    context.fillText(text, at.x, at.base);
    return;
  }
  const body = text.slice(0, text.length - tail.length);
  context.fillText(tail, at.x + context.measureText(body).width, at.base);
  context.fillStyle = style.emphasis === 'marker' ? style.onAccent : style.accent;
  context.fillText(body, at.x, at.base);
}

/** Stretches of stressed pieces of a line as one, so that a phrase has one marker and no gaps; `tail` follows the last. */
function stressedRuns(line: Line): { x: number; width: number; tail: string }[] {
  const runs: { x: number; width: number; tail: string }[] = [];
  line.pieces.forEach((piece, index) => {
    if (!piece.stressed) return;
    const last = runs.at(-1);
    const tail = tailOf(line, index);
    if (last !== undefined && line.pieces[index - 1]?.stressed) {
      last.width = piece.x + piece.width - last.x;
      last.tail = tail;
    } else runs.push({ x: piece.x, width: piece.width, tail });
  });
  return runs;
}

function startOf(line: Line, text: FittedText, place: TextPlace, toLeft: boolean): number {
  const free = place.width - line.width * text.size;
  const align = place.align ?? 'start';
  if (align === 'centre') return place.x + free / 2;
  return place.x + (align === 'right' || (align === 'start' && toLeft) ? free : 0);
}

/** Draws a fitted text. Lines that run to the left are drawn whole, without stress. */
export function paintText(context: SKRSContext2D, text: FittedText, place: TextPlace): void {
  const { size, lineHeight, type } = text;
  const { style } = place;
  const toLeft = isRightToLeft(text.lines.map(lineText).join(' '));
  context.font = fontOf(type.weight, size);
  context.letterSpacing = `${type.tracking * size}px`;
  context.textBaseline = 'alphabetic';
  context.textAlign = 'left';
  context.direction = toLeft ? 'rtl' : 'ltr';
  text.lines.forEach((line, index) => {
    const x = startOf(line, text, place, toLeft);
    const base = place.y + index * lineHeight + (lineHeight + (CAP - DESCENT * 0.3) * size) / 2;
    context.fillStyle = place.colour;
    if (toLeft) {
      context.fillText(lineText(line), x, base);
      return;
    }
    if (style !== undefined) {
      for (const run of stressedRuns(line)) {
        const width = run.width * size - context.measureText(run.tail).width;
        paintStress(context, { x: x + run.x * size, width, base }, size, style);
      }
    }
    line.pieces.forEach((piece, at) => {
      paintPiece(context, piece, tailOf(line, at), { x: x + piece.x * size, base }, place);
    });
  });
}

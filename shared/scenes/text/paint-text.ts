import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Area } from '#shared/scenes/frame.ts';
import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';
import type { Line, PlacedPiece } from '#shared/scenes/text/balance-lines.ts';
import type { FittedText } from '#shared/scenes/text/fit-text.ts';
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
}

/** Stressed words of one phrase that stand beside each other on a line, and what stresses them. */
export interface Stress {
  /** Which of the phrases, as they were given. */
  phrase: number;
  /** The words and what is drawn about them. */
  box: Area;
  paint(context: SKRSContext2D): void;
}

/** How a style stresses words. */
type Emphasis = Pick<StyleSheet, 'emphasis' | 'accent' | 'onAccent' | 'corner'>;

/** How far a marker reaches beside its words and above the base line, and how round its corners are at most, in parts of the size. */
const MARKER = { beside: 0.1, above: 0.82, round: 0.3 };

/** Share of Inter's em above the base line that its capitals take, and that its descenders take below. */
const CAP = 0.727;
const DESCENT = 0.21;

/** Marks after a word, which are not stressed with it. */
const TAIL = /[.,;:!?…)»”’"'،؛؟]+$/u;
/** Letters of a script that runs to the right, within lines that run to the left. */
const LEFT_TO_RIGHT = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u;

function lineText(line: Line): string {
  return line.pieces
    .map(({ text, space }) => (space ? ` ${text}` : text))
    .join('')
    .trimStart();
}

/** A line in its place: its left edge and its base, and where each of its pieces begins. */
interface PlacedLine {
  line: Line;
  x: number;
  base: number;
  toLeft: boolean;
  /** Pieces of a line of mixed direction have no place of their own: it is drawn whole. */
  mixed: boolean;
  leftOf(piece: PlacedPiece): number;
}

function placeLines(text: FittedText, place: TextPlace): PlacedLine[] {
  const { size, lineHeight, lines } = text;
  const toLeft = isRightToLeft(lines.map(lineText).join(' '));
  const align = place.align ?? 'start';
  return lines.map((line, index) => {
    const free = place.width - line.width * size;
    const shift =
      align === 'centre' ? free / 2 : align === 'right' || (align === 'start' && toLeft) ? free : 0;
    const x = place.x + shift;
    const base = place.y + index * lineHeight + (lineHeight + (CAP - DESCENT * 0.3) * size) / 2;
    const leftOf = (piece: PlacedPiece): number =>
      x + (toLeft ? line.width - piece.x - piece.width : piece.x) * size;
    return { line, x, base, toLeft, mixed: toLeft && LEFT_TO_RIGHT.test(lineText(line)), leftOf };
  });
}

function prepare(context: SKRSContext2D, { size, type }: FittedText, toLeft: boolean): void {
  context.font = fontOf(type.weight, size, type.family);
  context.letterSpacing = `${type.tracking * size}px`;
  context.textBaseline = 'alphabetic';
  context.textAlign = 'left';
  context.direction = toLeft ? 'rtl' : 'ltr';
}

/** Draws a fitted text. */
export function paintText(context: SKRSContext2D, text: FittedText, place: TextPlace): void {
  for (const { line, x, base, toLeft, mixed, leftOf } of placeLines(text, place)) {
    prepare(context, text, toLeft);
    context.fillStyle = place.colour;
    if (mixed) context.fillText(lineText(line), x, base);
    else for (const piece of line.pieces) context.fillText(piece.text, leftOf(piece), base);
  }
}

/** Stretches of stressed pieces of a line that belong to one phrase. */
function runsOf({ pieces }: Line): PlacedPiece[][] {
  const runs: PlacedPiece[][] = [];
  pieces.forEach((piece, index) => {
    if (piece.phrase === undefined) return;
    if (pieces[index - 1]?.phrase === piece.phrase) runs.at(-1)?.push(piece);
    else runs.push([piece]);
  });
  return runs;
}

/**
 * What stresses the stressed words of a text that {@link paintText} has drawn at that place: it is drawn over them, each phrase
 * of each line apart, so that it can come in when they are spoken.
 */
export function stressesOf(text: FittedText, place: TextPlace, style: Emphasis): Stress[] {
  const { size } = text;
  return placeLines(text, place).flatMap((placed) =>
    placed.mixed
      ? []
      : runsOf(placed.line).map((run): Stress => {
          const edges = run.flatMap((piece) => {
            const left = placed.leftOf(piece);
            return [left, left + piece.width * size];
          });
          const [left, right] = [Math.min(...edges), Math.max(...edges)];
          return {
            phrase: run[0]?.phrase ?? 0,
            box: {
              x: left - size * 0.14,
              y: placed.base - size * 0.95,
              width: right - left + size * 0.28,
              height: size * 1.4,
            },
            paint: (context) => paintRun(context, text, placed, run, { left, right }, style),
          };
        }),
  );
}

function paintRun(
  context: SKRSContext2D,
  text: FittedText,
  { base, toLeft, leftOf }: PlacedLine,
  run: readonly PlacedPiece[],
  edges: { left: number; right: number },
  { emphasis, accent, onAccent, corner }: Emphasis,
): void {
  const { size } = text;
  prepare(context, text, toLeft);
  const tail = TAIL.exec(run.at(-1)?.text ?? '')?.[0] ?? '';
  const tailWidth = tail === '' ? 0 : context.measureText(tail).width;
  const left = edges.left + (toLeft ? tailWidth : 0);
  const width = edges.right - edges.left - tailWidth;
  // Tails of Arabic letters reach lower.
  const depth = toLeft ? 0.42 : 0.24;
  context.fillStyle = accent;
  if (emphasis === 'marker') {
    const pad = size * MARKER.beside;
    const height = size * (MARKER.above + depth);
    context.beginPath();
    const round = Math.min(corner * height, size * MARKER.round);
    context.roundRect(left - pad, base - size * MARKER.above, width + 2 * pad, height, round);
    context.fill();
  } else if (emphasis === 'underline') {
    context.fillRect(left, base + size * (toLeft ? 0.3 : 0.1), width, size * 0.055);
  }
  context.fillStyle = emphasis === 'marker' ? onAccent : accent;
  run.forEach((piece, index) => {
    const last = index === run.length - 1;
    const body = last ? piece.text.slice(0, piece.text.length - tail.length) : piece.text;
    context.fillText(body, leftOf(piece) + (last && toLeft ? tailWidth : 0), base);
  });
}

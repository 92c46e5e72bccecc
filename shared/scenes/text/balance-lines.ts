import type { Piece } from '#shared/scenes/text/pieces.ts';

/** A piece and its width in em. */
export type Sized = Piece & { width: number };

/** A piece with its place: `x` and `width` in em from the start of its line. */
export interface PlacedPiece extends Sized {
  x: number;
}

/** A line of text, its width in em. */
export interface Line {
  pieces: PlacedPiece[];
  width: number;
}

/** A line that ends in a word of so few letters leaves it hanging; it costs as much as this part of the width left empty. */
const HANGING = { letters: 2, cost: 0.22 };
/** A line that ends within stressed words tears them apart; it costs as much as this part of the width left empty. */
const TORN = 0.46;
/** A line that ends where a phrase does is worth as much as this part of the width. */
const PHRASE_END = { mark: /[,;:–—.!?،؛。、]$/u, worth: 0.1 };

function lineOf(pieces: readonly Sized[], gap: number): Line {
  const line: Line = { pieces: [], width: 0 };
  for (const piece of pieces) {
    const x = line.pieces.length === 0 ? 0 : line.width + (piece.space ? gap : 0);
    line.pieces.push({ ...piece, x });
    line.width = x + piece.width;
  }
  return line;
}

/** Fills lines one after the other, each as full as it can be; `gap` is the width of a space. */
export function fillLines(pieces: readonly Sized[], width: number, gap: number): Line[] {
  const lines: Sized[][] = [];
  let filled = 0;
  for (const piece of pieces) {
    const line = lines.at(-1);
    const wanted = filled + (piece.space ? gap : 0) + piece.width;
    if (line === undefined || wanted > width) {
      lines.push([piece]);
      filled = piece.width;
    } else {
      line.push(piece);
      filled = wanted;
    }
  }
  return lines.map((line) => lineOf(line, gap));
}

/** What is bad about a line of that width ending in that piece, in parts of the width, squared as Knuth and Plass do. */
function badness(lineWidth: number, wanted: number, last: Sized, next: Sized | undefined): number {
  const empty = (lineWidth - wanted) / wanted;
  let cost = empty * empty;
  if (next === undefined) return cost;
  const letters = [...last.text].length;
  if (next.space && letters <= HANGING.letters && /^\p{L}+$/u.test(last.text)) cost += HANGING.cost ** 2;
  if (last.phrase !== undefined && last.phrase === next.phrase) cost += TORN ** 2;
  if (PHRASE_END.mark.test(last.text)) cost -= PHRASE_END.worth ** 2;
  return cost;
}

/**
 * The same number of lines as {@link fillLines} needs, as even as they can be: the breaks with the least sum of badness
 * over all lines, found line by line (Knuth and Plass, 1981).
 */
export function balance(pieces: readonly Sized[], width: number, gap: number): Line[] {
  const count = fillLines(pieces, width, gap).length;
  if (count < 2) return fillLines(pieces, width, gap);
  const total = pieces.reduce((sum, piece) => sum + piece.width + (piece.space ? gap : 0), 0);
  const wanted = total / count;
  // cost[n]: least badness of the first n pieces in so many lines; from[line][n]: where the last of those lines begins.
  let cost = pieces.map(() => Number.POSITIVE_INFINITY);
  cost = [0, ...cost];
  const from: number[][] = [];
  for (let line = 0; line < count; line += 1) {
    const next = cost.map(() => Number.POSITIVE_INFINITY);
    const begins = cost.map(() => 0);
    for (let start = line; start < pieces.length; start += 1) {
      if (cost[start] === Number.POSITIVE_INFINITY) continue;
      let lineWidth = 0;
      for (let end = start; end < pieces.length; end += 1) {
        const piece = pieces[end] as Sized;
        lineWidth += piece.width + (end > start && piece.space ? gap : 0);
        if (lineWidth > width && end > start) break;
        const sum = (cost[start] ?? 0) + badness(lineWidth, wanted, piece, pieces[end + 1]);
        if (sum < (next[end + 1] ?? 0)) [next[end + 1], begins[end + 1]] = [sum, start];
      }
    }
    from.push(begins);
    cost = next;
  }
  const lines: Line[] = [];
  let end = pieces.length;
  for (const begins of from.toReversed()) {
    const start = begins[end] ?? 0;
    lines.unshift(lineOf(pieces.slice(start, end), gap));
    end = start;
  }
  return lines;
}

import { breakCost, endsClause } from '#shared/render/captions/break-cost.ts';
import { type BrokenLines, breakLines, lineText } from '#shared/render/captions/break-lines.ts';
import type { CaptionToken } from '#shared/render/captions/caption-tokens.ts';
import { textWidth } from '#shared/render/captions/text-width.ts';

/** Fastest comfortable reading, in characters a second (Netflix Timed Text Style Guide, adult programmes). */
export const MAX_CHARACTERS_PER_SECOND = 20;
/** Shorter captions flash (Netflix asks for 5/6 s). */
export const MIN_CUE_MS = 800;
/** Longer captions are read twice. */
const MAX_CUE_MS = 6000;

/** Every caption costs a glance down: as much as a break after a short word. */
const EACH_CUE = 6;
/** Evenly filled captions read better than a full one before a nearly empty one. */
const UNEVEN_FILL = 8;
/** A phrase divided between two captions disturbs more than one between two lines, which are seen together. */
const ACROSS_CUES = 2.5;
/** A caption of one short word disturbs for nothing. */
const LONE_WORD = 6;
const LONE_WIDTH = 0.4;
const PER_MISSING_SECOND = 40;
const PER_EXTRA_CHARACTER = 3;

/**
 * Divides the tokens of a scene into captions of at most two lines of `maxWidth` em: the division of least cost over
 * breaks inside phrases, captions too short in time, too quick to read, too long on screen or unevenly filled. The last
 * caption may stay until `untilMs`. A token wider than a line must have been cut before.
 */
export function splitCues(
  tokens: readonly CaptionToken[],
  maxWidth: number,
  untilMs: number,
): CaptionToken[][][] {
  const best: { cost: number; from: number; lines: CaptionToken[][] }[] = [{ cost: 0, from: 0, lines: [] }];
  for (let end = 1; end <= tokens.length; end++) {
    let chosen: (typeof best)[number] | undefined;
    for (let from = end - 1; from >= 0; from--) {
      const piece = tokens.slice(from, end);
      const broken = breakLines(piece, maxWidth);
      if (!broken) break;
      const before = best[from] as (typeof best)[number];
      const next = tokens[end];
      const cost =
        before.cost +
        cueCost(piece, broken, next?.startMs ?? untilMs) +
        loneCost(piece, maxWidth) +
        edgeCost(piece, tokens[from - 1], next);
      if (!chosen || cost < chosen.cost) chosen = { cost, from, lines: broken.lines };
    }
    if (!chosen) throw new RangeError('A token is wider than a line.');
    best.push(chosen);
  }
  const cues: CaptionToken[][][] = [];
  for (let end = tokens.length; end > 0; ) {
    const { from, lines } = best[end] as (typeof best)[number];
    cues.unshift(lines);
    end = from;
  }
  return cues;
}

/** A scrap of a clause of at most so many words, at an end of a caption whose other words are of another clause, is read twice. */
const SCRAP_WORDS = 2;
const SCRAP = 6;

function edgeCost(
  piece: readonly CaptionToken[],
  before: CaptionToken | undefined,
  next: CaptionToken | undefined,
): number {
  const clauseEnds = piece.slice(0, -1).flatMap(({ text }, index) => (endsClause(text) ? [index + 1] : []));
  const head =
    before !== undefined && !endsClause(before.text) && (clauseEnds[0] ?? piece.length) <= SCRAP_WORDS;
  const tail =
    next !== undefined &&
    !endsClause(piece.at(-1)?.text ?? '') &&
    piece.length - (clauseEnds.at(-1) ?? 0) <= SCRAP_WORDS;
  const scraps = Number(head && clauseEnds.length > 0) + Number(tail && clauseEnds.length > 0);
  const torn = next ? ACROSS_CUES * breakCost(piece.at(-1) as CaptionToken, next) : 0;
  return torn + SCRAP * scraps;
}

function loneCost(piece: readonly CaptionToken[], maxWidth: number): number {
  const short = piece.length === 1 && textWidth(lineText(piece)) < LONE_WIDTH * maxWidth;
  return short ? LONE_WORD : 0;
}

function cueCost(piece: readonly CaptionToken[], broken: BrokenLines, endMs: number): number {
  const shownMs = endMs - (piece[0] as CaptionToken).startMs;
  const characters = lineText(piece).length;
  const tooShort = Math.max(0, MIN_CUE_MS - shownMs) / 1000;
  const tooLong = Math.max(0, shownMs - MAX_CUE_MS) / 1000;
  const tooMany = Math.max(0, characters - (shownMs * MAX_CHARACTERS_PER_SECOND) / 1000);
  const fill = (characters / FULL_CUE) ** 2;
  return (
    EACH_CUE +
    broken.cost +
    UNEVEN_FILL * fill +
    PER_MISSING_SECOND * tooShort +
    PER_EXTRA_CHARACTER * tooMany +
    EACH_CUE * tooLong
  );
}

/** Characters of a well-filled caption: two lines of 42. */
const FULL_CUE = 84;

import { breakCost } from '#shared/render/captions/break-cost.ts';
import { type BrokenLines, breakLines, lineText } from '#shared/render/captions/break-lines.ts';
import type { CaptionToken } from '#shared/render/captions/caption-tokens.ts';

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
const ACROSS_CUES = 1.5;
const PER_MISSING_SECOND = 40;
const PER_EXTRA_CHARACTER = 1;

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
      const cost = before.cost + cueCost(piece, broken, next?.startMs ?? untilMs) + edgeCost(piece, next);
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

function edgeCost(piece: readonly CaptionToken[], next: CaptionToken | undefined): number {
  return next ? ACROSS_CUES * breakCost(piece.at(-1) as CaptionToken, next) : 0;
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

import { breakCost } from '#shared/render/captions/break-cost.ts';
import type { CaptionToken } from '#shared/render/captions/caption-tokens.ts';
import { textWidth } from '#shared/render/captions/text-width.ts';

/** A way to set some tokens in one or two lines, and how well it reads (0 is best). */
export interface BrokenLines {
  lines: CaptionToken[][];
  cost: number;
}

/** What uneven lines cost: this much when one is empty beside a full one. Weighs as much as a break in a phrase. */
const UNEVEN = 6;
/** A short line above a longer one hides less of the picture and reads better than the reverse. */
const TOP_HEAVY = 0.5;

/** Sets the tokens in one line if they fit into `maxWidth` em, else in the best two; undefined when two do not do. */
export function breakLines(tokens: readonly CaptionToken[], maxWidth: number): BrokenLines | undefined {
  if (lineWidth(tokens) <= maxWidth) return { lines: [[...tokens]], cost: 0 };
  let best: BrokenLines | undefined;
  for (let i = 1; i < tokens.length; i++) {
    const upper = tokens.slice(0, i);
    const lower = tokens.slice(i);
    const [above, below] = [lineWidth(upper), lineWidth(lower)];
    if (above > maxWidth || below > maxWidth) continue;
    const uneven = (Math.abs(above - below) / maxWidth) * UNEVEN + (above > below ? TOP_HEAVY : 0);
    const cost = breakCost(tokens[i - 1] as CaptionToken, tokens[i] as CaptionToken) + uneven;
    if (!best || cost < best.cost) best = { lines: [upper, lower], cost };
  }
  return best;
}

/** Text of one line. */
export function lineText(tokens: readonly CaptionToken[]): string {
  return tokens.map(({ text, spaced }, i) => (i > 0 && spaced ? ` ${text}` : text)).join('');
}

function lineWidth(tokens: readonly CaptionToken[]): number {
  return textWidth(lineText(tokens));
}

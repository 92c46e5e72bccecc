import type { CueWord } from '#shared/domain/render-plan.ts';
import { breakCost } from '#shared/render/captions/break-cost.ts';
import { textWidth } from '#shared/render/captions/text-width.ts';

const MOST_WORDS = 3;
/** In em: wider groups would have to be small. */
const WIDEST = 10;
/** What each group costs, in the measure of {@link breakCost}. */
const EACH_GROUP = 2.5;
/** A group that stays for less than this many frames is hardly read. */
const LEAST_FRAMES = 12;
const PER_MISSING_FRAME = 0.5;

/**
 * Divides the words of a line, which ends at `endFrame`, into groups of one to three that pop up one after the other: where phrases
 * end, and where a group stays long enough to be read.
 */
export function popGroups(line: readonly CueWord[], endFrame: number): CueWord[][] {
  const best: { cost: number; from: number }[] = [{ cost: 0, from: 0 }];
  for (let end = 1; end <= line.length; end++) {
    const ways = [1, 2, 3].flatMap((count) => {
      const from = end - count;
      const before = best[from];
      const group = line.slice(Math.max(from, 0), end);
      const fits = count === 1 || (count <= MOST_WORDS && textWidth(textOf(group)) <= WIDEST);
      return before && fits ? [{ cost: before.cost + groupCost(group, line[end], endFrame), from }] : [];
    });
    best.push(ways.reduce((least, way) => (way.cost < least.cost ? way : least)));
  }
  const groups: CueWord[][] = [];
  for (let end = line.length; end > 0; ) {
    const { from } = best[end] as (typeof best)[number];
    groups.unshift(line.slice(from, end));
    end = from;
  }
  return groups;
}

function groupCost(group: readonly CueWord[], next: CueWord | undefined, endFrame: number): number {
  const frames = (next?.startFrame ?? endFrame) - (group[0] as CueWord).startFrame;
  const torn = next ? breakCost(breakable(group.at(-1) as CueWord), breakable(next)) : 0;
  return EACH_GROUP + torn + PER_MISSING_FRAME * Math.max(0, LEAST_FRAMES - frames);
}

function breakable({ text }: CueWord) {
  return { text: text.trim(), spaced: text.startsWith(' ') };
}

function textOf(group: readonly CueWord[]): string {
  return group
    .map(({ text }) => text)
    .join('')
    .trim();
}

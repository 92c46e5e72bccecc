import type { Cue, CueWord } from '#shared/domain/render-plan.ts';
import { breakCost } from '#shared/render/captions/break-cost.ts';

const MOST_WORDS = 3;
/** In letters, of which a CJK one is as wide as two: wider groups would have to be small. */
const WIDEST = 16;
const WIDE = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]/gu;
/** What each group costs, in the measure of {@link breakCost}. */
const EACH_GROUP = 2.5;
/** A group that stays for less than this many frames is hardly read. */
const LEAST_FRAMES = 12;
const PER_MISSING_FRAME = 0.5;

/**
 * Divides a caption into short ones of one to three words, which pop up one after the other: where phrases and lines end, and where
 * the words stay long enough to be read.
 */
export function popCues(cue: Cue): Cue[] {
  const { startFrame, endFrame, lines } = cue;
  const groups = lines.flatMap((line, index) =>
    lineGroups(line, lines[index + 1]?.[0]?.startFrame ?? endFrame),
  );
  const starts = groups.map(([first], at) =>
    at === 0 || !first ? startFrame : Math.max(first.startFrame, startFrame),
  );
  return groups.flatMap((group, at) => {
    const [from = startFrame, to = endFrame] = [starts[at], starts[at + 1]];
    const shown = { ...cue, lines: [group], startFrame: from, endFrame: Math.min(to, endFrame) };
    return shown.startFrame < shown.endFrame ? [shown] : [];
  });
}

/** The groups of one line, whose words are shown until `endFrame`. */
function lineGroups(line: readonly CueWord[], endFrame: number): CueWord[][] {
  const best: { cost: number; from: number }[] = [{ cost: 0, from: 0 }];
  for (let end = 1; end <= line.length; end++) {
    const ways = [1, 2, 3].flatMap((count) => {
      const from = end - count;
      const before = best[from];
      const group = line.slice(Math.max(from, 0), end);
      const fits = count === 1 || (count <= MOST_WORDS && lettersOf(group) <= WIDEST);
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

function lettersOf(group: readonly CueWord[]): number {
  const text = group.map((word) => word.text).join('');
  return text.trim().length + (text.match(WIDE)?.length ?? 0);
}

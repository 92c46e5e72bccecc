import type { Beat } from '#shared/agents/writer/beat.ts';
import { type Selection, totalSeconds } from '#shared/agents/writer/selection.ts';
import { adviceGain, isHowTo } from '#shared/agents/writer/weigh-advice.ts';

/** How near to the wanted length a script should come, in seconds and as a share of it; the cutter makes up for so much. */
const NEAR = { seconds: 0.3, share: 0.012 } as const;
/** Pairs are tried among at most so many beats; with more of them single exchanges come near enough. */
const MOST_CHOSEN = 16;
const MOST_OPEN = 60;
/** What a second of difference weighs beside the salience of what is won and lost, within what is near enough. */
const SECOND_WEIGHT = 0.2;
/** Steps are what a text with steps is about. */
const STEPS = 0.6;

/** How far from `seconds` a script may be and still count as of that length. */
export const nearness = (seconds: number): number => Math.max(NEAR.seconds, seconds * NEAR.share);

/** None, one or two of the things, the latter only among a few of them. */
function sets<T>(things: readonly T[], most: number): T[][] {
  const pairs =
    things.length > most
      ? []
      : things.flatMap((first, index) => things.slice(index + 1).map((second) => [first, second]));
  return [[], ...things.map((thing) => [thing]), ...pairs];
}

/** What goes into a selection, and how much that adds in seconds and in weight. */
interface Change {
  beats: Beat[];
  seconds: number;
  weight: number;
}

/** What a beat is worth to a film: its salience, more for a warning and for steps. */
const weigh = (beat: Beat, howTo: boolean): number =>
  beat.salience + (howTo ? adviceGain(beat) : 0) + (beat.kind === 'list' && beat.ordered ? STEPS : 0);

function change(beats: readonly Beat[], howTo: boolean): Change {
  const all = [...new Set(beats)];
  return {
    beats: all,
    seconds: totalSeconds(all),
    weight: all.reduce((sum, beat) => sum + weigh(beat, howTo), 0),
  };
}

/**
 * Exchanges up to two chosen beats for up to two open `chains`, each a beat behind all that it leans on, so that the length comes as near to
 * `seconds` as the text allows; of all ways that come near enough the one that keeps most of the weight. `fixed` beats
 * stay, and so does what others lean on. Nothing is changed where the length is near enough already.
 */
export function fitLength(
  selection: Selection,
  chains: readonly (readonly Beat[])[],
  fixed: ReadonlySet<Beat>,
  seconds: number,
): void {
  const gap = seconds - totalSeconds(selection.chosen);
  const near = nearness(seconds);
  if (Math.abs(gap) <= near) return;
  const howTo = isHowTo([...selection.chosen, ...chains.flat()]);
  const leaned = (out: readonly Beat[]) =>
    new Set(
      [...selection.chosen].flatMap((beat) =>
        out.includes(beat) || beat.needs === undefined ? [] : [beat.needs],
      ),
    );
  const movable = [...selection.chosen].filter((beat) => !fixed.has(beat));
  const outs = sets(movable, MOST_CHOSEN)
    .filter((out) => out.every((beat) => !leaned(out).has(beat.index)))
    .map((out) => change(out, howTo));
  const ins = sets(
    chains.filter((chain) => chain.length > 0),
    MOST_OPEN,
  ).map((set) => change(set.flat(), howTo));
  let best: { out: Change; more: Change; cost: number } | undefined;
  let least = Math.abs(gap);
  for (const out of outs) {
    const gone = new Set(out.beats.map(({ index }) => index));
    for (const more of ins) {
      const miss = Math.abs(gap + out.seconds - more.seconds);
      if (miss > Math.max(near, least - 0.1)) continue;
      if (more.beats.some(({ needs }) => needs !== undefined && gone.has(needs))) continue;
      const cost = (miss <= near ? SECOND_WEIGHT * miss : 100 + miss) + out.weight - more.weight;
      if (best && cost >= best.cost) continue;
      best = { out, more, cost };
      least = Math.min(least, miss);
    }
  }
  if (best === undefined) return;
  for (const beat of best.out.beats) selection.chosen.delete(beat);
  selection.add(best.more.beats);
}

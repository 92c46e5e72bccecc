import type { Beat } from '#shared/agents/writer/beat.ts';
import { type Selection, totalSeconds } from '#shared/agents/writer/selection.ts';
import { adviceGain, isHowTo } from '#shared/agents/writer/weigh-advice.ts';

/** How near to the wanted length a script should come, in seconds and as a share of it; the cutter makes up for so much. */
const NEAR = { seconds: 0.3, share: 0.012 } as const;
/** Pairs and triples are tried among at most so many beats; with more of them smaller exchanges come near enough. */
const MOST_CHOSEN = { pairs: 16, triples: 8 } as const;
const MOST_OPEN = { pairs: 60, triples: 20 } as const;
/** What a second of difference weighs beside the salience of what is won and lost, within what is near enough. */
const SECOND_WEIGHT = 0.2;
/** Steps are what a text with steps is about. */
const STEPS = 0.6;

/** How far from `seconds` a script may be and still count as of that length. */
export const nearness = (seconds: number): number => Math.max(NEAR.seconds, seconds * NEAR.share);

/** Too long is worse than too short: silence can be added, words cannot be left out. */
const TOO_LONG = 1.5;

/** How far a script of a length is from the wanted one, in seconds; what is too long counts half as much again. */
export const missOf = (length: number, wanted: number): number =>
  length > wanted ? (length - wanted) * TOO_LONG : wanted - length;

/** None, one, two or three of the things, the latter only among a few of them. */
function sets<T>(things: readonly T[], most: { pairs: number; triples: number }): T[][] {
  const longer = (sets: { set: T[]; next: number }[]) =>
    sets.flatMap(({ set, next }) =>
      things.slice(next).map((thing, index) => ({ set: [...set, thing], next: next + index + 1 })),
    );
  const ones = longer([{ set: [], next: 0 }]);
  const pairs = things.length > most.pairs ? [] : longer(ones);
  const triples = things.length > most.triples ? [] : longer(pairs);
  return [[], ...[...ones, ...pairs, ...triples].map(({ set }) => set)];
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
 * Exchanges up to three chosen beats for up to three open `chains`, each a beat behind all that it leans on, so that the length comes as near to
 * `seconds` as the text allows; of all ways that come near enough the one that keeps most of the weight. `fixed` beats
 * stay, and so does what others lean on. Nothing is changed where the length is near enough already.
 */
export function fitLength(
  selection: Selection,
  chains: readonly (readonly Beat[])[],
  fixed: ReadonlySet<Beat>,
  seconds: number,
): void {
  const length = totalSeconds(selection.chosen);
  const near = nearness(seconds);
  if (missOf(length, seconds) <= near) return;
  const howTo = isHowTo([...selection.chosen, ...chains.flat()]);
  const leaned = (out: readonly Beat[]) =>
    new Set(
      [...selection.chosen].flatMap((beat) =>
        out.includes(beat) || beat.needs === undefined ? [] : [beat.needs],
      ),
    );
  // Warnings and what it takes stay, whatever the length.
  const stays = (beat: Beat) => fixed.has(beat) || (howTo && adviceGain(beat) > 0);
  const movable = [...selection.chosen].filter((beat) => !stays(beat));
  const outs = sets(movable, MOST_CHOSEN)
    .filter((out) => out.every((beat) => !leaned(out).has(beat.index)))
    .map((out) => change(out, howTo));
  const ins = sets(
    chains.filter((chain) => chain.length > 0),
    MOST_OPEN,
  ).map((set) => change(set.flat(), howTo));
  let best: { out: Change; more: Change; cost: number } | undefined;
  let least = missOf(length, seconds);
  for (const out of outs) {
    const gone = new Set(out.beats.map(({ index }) => index));
    for (const more of ins) {
      const miss = missOf(length - out.seconds + more.seconds, seconds);
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

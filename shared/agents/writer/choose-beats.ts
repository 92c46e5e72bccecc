import type { Beat } from '#shared/agents/writer/beat.ts';
import type { Film } from '#shared/agents/writer/beats-of-blocks.ts';
import { chooseEnding } from '#shared/agents/writer/choose-ending.ts';
import { chooseHook } from '#shared/agents/writer/choose-hook.ts';
import { fitLength, missOf, nearness } from '#shared/agents/writer/fit-length.ts';
import { Selection, totalSeconds } from '#shared/agents/writer/selection.ts';
import { isHowTo, isPartOfMaterials, tellsPrice } from '#shared/agents/writer/weigh-advice.ts';

/** How far a script may be from the wanted length, in seconds or as a share of it: the last pause makes up for that. */
const TOLERANCE = { seconds: 0.5, share: 0.03 } as const;

/** How many seconds a script for a film of `seconds` may be longer or shorter. */
export const tolerated = (seconds: number): number => Math.max(TOLERANCE.seconds, seconds * TOLERANCE.share);

/** A beat that leans on a longer chain than this is no beat of a film that leaves things out. */
const MAX_CHAIN = 3;
/** So many endings for each of so many hooks are tried before a film is of another length than wanted. */
const ENDINGS = 4;
const HOOKS = 3;

/** The beats of a film in the order in which they are said. */
export interface Choice {
  beats: Beat[];
  /** True when nothing was left out; the first beat is then the hook and the last one the ending. */
  whole: boolean;
  hook?: Beat;
  ending?: Beat;
}

/** Fills a film between its hook and its ending with the weightiest beats, then brings it to the wanted length. */
function fill(
  beats: readonly Beat[],
  seconds: number,
  hook: Beat | undefined,
  ending: Beat | undefined,
): Selection {
  const selection = new Selection(beats);
  if (hook) selection.add([hook]);
  if (ending) selection.add(selection.closure(ending));
  const fixed = new Set(selection.chosen);
  // What leans on a hook that is said out of its place has lost its footing.
  const moved = hook !== undefined && hook !== beats[0];
  const howTo = isHowTo(beats);
  const chainOf = (beat: Beat): Beat[] => {
    const chain = selection.closure(beat);
    return chain.length > MAX_CHAIN || (moved && chain[0]?.needs === hook.index) ? [] : chain;
  };
  const open = beats.filter(
    (beat) =>
      beat !== hook &&
      !beat.leadsIn &&
      (ending === undefined || beat.index < ending.index) &&
      !(howTo && isPartOfMaterials(beat)),
  );
  const share = seconds / new Set(beats.map((beat) => beat.section)).size;
  for (;;) {
    const room = seconds + nearness(seconds) - totalSeconds(selection.chosen);
    let best: Beat[] = [];
    let bestGain = Number.NEGATIVE_INFINITY;
    for (const beat of open) {
      if (selection.chosen.has(beat) || beat.seconds > room) continue;
      const chain = chainOf(beat);
      if (chain.length === 0 || totalSeconds(chain) > room) continue;
      const gain = selection.gain(chain, share, seconds);
      if (gain > bestGain) [best, bestGain] = [chain, gain];
    }
    if (best.length === 0) break;
    selection.add(best);
  }
  const chains = open.filter((beat) => !selection.chosen.has(beat)).map(chainOf);
  fitLength(selection, chains, fixed, seconds);
  return selection;
}

/** A film that could be made, and how far it is from the wanted length. */
interface Attempt {
  hook: Beat | undefined;
  ending: Beat | undefined;
  selection: Selection;
  miss: number;
}

/** The first film that is near enough to the wanted length, over endings and then over hooks, best first; else the nearest. */
function attempts(beats: readonly Beat[], film: Film): Attempt {
  const { seconds } = film;
  const whole = new Selection(beats);
  const howTo = isHowTo(beats);
  const hooks = new Set<Beat>();
  let best: Attempt | undefined;
  while (hooks.size < (howTo ? 1 : HOOKS)) {
    const hook = chooseHook(beats, film, hooks);
    if (hook === undefined && best) break;
    const room = (seconds + tolerated(seconds) - (hook?.seconds ?? 0)) * 0.6;
    const endings = new Set<Beat>();
    for (let round = 0; round < ENDINGS; round += 1) {
      const isOpen = (beat: Beat) => !endings.has(beat) && (round === 0 || !tellsPrice(beat));
      const left = beats.filter((beat) => beat !== hook && isOpen(beat));
      const ending = chooseEnding(left, (beat) => whole.closure(beat), room);
      if (ending === undefined && round > 0 && howTo) break;
      const selection = fill(beats, seconds, hook, ending);
      const miss = missOf(totalSeconds(selection.chosen), seconds);
      if (best === undefined || miss < best.miss) best = { hook, ending, selection, miss };
      if (miss <= nearness(seconds)) return best;
      if (ending === undefined) break;
      endings.add(ending);
    }
    if (hook === undefined) break;
    hooks.add(hook);
  }
  return best as Attempt;
}

/**
 * Chooses what a film of `seconds` says. A text that fits is said whole, in its order. Of a longer one: a hook, an
 * ending, and between them the weightiest beats in the order of the text, each with what it leans on, from all its
 * sections, until the length is right; other endings and hooks are tried where it comes out wrong.
 */
export function chooseBeats(beats: readonly Beat[], film: Film): Choice {
  const { seconds } = film;
  const [first] = beats;
  const last = beats.at(-1);
  if (totalSeconds(beats) <= seconds + tolerated(seconds) && first && last) {
    return { beats: [...beats], whole: true, hook: first, ...(last === first ? {} : { ending: last }) };
  }
  const best = attempts(beats, film);
  const { hook, selection } = best;
  const rest = [...selection.chosen].filter((beat) => beat !== hook).sort((a, b) => a.index - b.index);
  const said = hook ? [hook, ...rest] : rest;
  const ending = best.ending ?? said.at(-1);
  return {
    beats: said,
    whole: false,
    ...(said[0] ? { hook: said[0] } : {}),
    ...(ending && said.length > 1 ? { ending } : {}),
  };
}

import type { Beat } from '#shared/agents/writer/beat.ts';
import type { Film } from '#shared/agents/writer/beats-of-blocks.ts';
import { chooseEnding } from '#shared/agents/writer/choose-ending.ts';
import { chooseHook } from '#shared/agents/writer/choose-hook.ts';
import { adviceGain, isHowTo, isPartOfMaterials } from '#shared/agents/writer/weigh-advice.ts';
import { similarity } from '#shared/language/rank-text.ts';

/** How far a film may be from the wanted length, as a share of it. */
export const TOLERANCE = 0.07;
/** A beat that leans on a longer chain than this is no beat of a film that leaves things out. */
const MAX_CHAIN = 3;
/** Beats are exchanged when the length is off by more than this share, at most so many times. */
const FIT_FROM = 0.05;
const FIT_ROUNDS = 3;

/** The beats of a film in the order in which they are said. */
export interface Choice {
  beats: Beat[];
  /** True when nothing was left out; the first beat is then the hook and the last one the ending. */
  whole: boolean;
  hook?: Beat;
  ending?: Beat;
}

const total = (beats: Iterable<Beat>) => [...beats].reduce((sum, beat) => sum + beat.seconds, 0);

/** Beats being chosen: what is in, and what each further one would bring and cost. */
class Selection {
  readonly chosen = new Set<Beat>();
  private readonly at: ReadonlyMap<number, Beat>;
  private readonly nearest = new Map<Beat, number>();
  private readonly sections = new Map<number, number>();
  private readonly beats: readonly Beat[];
  private readonly howTo: boolean;

  constructor(beats: readonly Beat[]) {
    this.beats = beats;
    this.howTo = isHowTo(beats);
    this.at = new Map(beats.map((beat) => [beat.index, beat]));
  }

  /** A beat with everything it leans on, first to last, without what is chosen already; empty when something is missing. */
  closure(beat: Beat): Beat[] {
    const chain: Beat[] = [];
    let link = beat;
    while (!this.chosen.has(link)) {
      chain.unshift(link);
      if (link.needs === undefined) return chain;
      const next = this.at.get(link.needs);
      if (next === undefined) return [];
      link = next;
    }
    return chain;
  }

  add(beats: Iterable<Beat>): void {
    for (const beat of beats) {
      this.chosen.add(beat);
      this.sections.set(beat.section, (this.sections.get(beat.section) ?? 0) + beat.seconds);
      for (const other of this.beats) {
        const near = similarity(beat.vector, other.vector);
        if (near > (this.nearest.get(other) ?? 0)) this.nearest.set(other, near);
      }
    }
  }

  /** What the chain brings: weight, news, a section not heard yet, a neighbour to go on from. */
  gain(chain: readonly Beat[], share: number, room: number): number {
    const [first] = chain;
    const last = chain.at(-1);
    if (first === undefined || last === undefined) return Number.NEGATIVE_INFINITY;
    let gain = 0;
    for (const beat of chain) gain += beat.salience - 0.6 * (this.nearest.get(beat) ?? 0) * beat.salience;
    gain /= chain.length ** 0.8;
    if (this.howTo) gain += adviceGain(last);
    gain -= 0.3 * (total(chain) / room);
    // Steps are what a text with steps is about.
    if (last.kind === 'list' && last.ordered) gain += 0.6;
    if ((this.sections.get(last.section) ?? 0) < share * 0.5) gain += 0.2;
    const before = this.at.get(first.index - 1);
    const after = this.at.get(last.index + 1);
    if (before && this.chosen.has(before) && before.section === first.section) gain += 0.12;
    if (after && this.chosen.has(after) && after.section === last.section) gain += 0.08;
    return gain;
  }
}

/** Exchanges one chosen beat for one that brings the length nearer to what is wanted. */
function fit(selection: Selection, open: readonly Beat[], fixed: ReadonlySet<Beat>, seconds: number): void {
  const leaned = new Set(
    [...selection.chosen].flatMap((beat) => (beat.needs === undefined ? [] : [beat.needs])),
  );
  const howTo = isHowTo(open);
  const gap = seconds - total(selection.chosen);
  let best: [Beat, Beat] | undefined;
  let miss = Math.abs(gap);
  for (const out of selection.chosen) {
    if (fixed.has(out) || leaned.has(out.index)) continue;
    for (const beat of open) {
      if (selection.chosen.has(beat) || beat.needs !== undefined || beat.leadsIn) continue;
      if (howTo && adviceGain(beat) < adviceGain(out)) continue;
      const left = Math.abs(gap - beat.seconds + out.seconds);
      if (left < miss - 0.2) [best, miss] = [[out, beat], left];
    }
  }
  if (best === undefined) return;
  selection.chosen.delete(best[0]);
  selection.add([best[1]]);
}

/**
 * Chooses what a film of `seconds` says. A text that fits is said whole, in its order. Of a longer one: a hook, an
 * ending, and between them the weightiest beats in the order of the text, each with what it leans on, from all its
 * sections, until the length is right.
 */
export function chooseBeats(beats: readonly Beat[], film: Film): Choice {
  const { seconds } = film;
  const most = seconds * (1 + TOLERANCE);
  const [first] = beats;
  const last = beats.at(-1);
  if (total(beats) <= most && first && last) {
    return { beats: [...beats], whole: true, hook: first, ...(last === first ? {} : { ending: last }) };
  }
  const selection = new Selection(beats);
  const hook = chooseHook(beats, film);
  if (hook) selection.add([hook]);
  const others = beats.filter((beat) => beat !== hook);
  const ending = chooseEnding(others, (beat) => selection.closure(beat), (most - (hook?.seconds ?? 0)) * 0.6);
  if (ending) selection.add(selection.closure(ending));
  const fixed = new Set(selection.chosen);
  // What leans on a hook that is said out of its place has lost its footing.
  const moved = hook !== undefined && hook !== first;
  const howTo = isHowTo(beats);
  const open = others.filter(
    (beat) =>
      (ending === undefined || beat.index < ending.index) &&
      !(moved && beat.needs === hook?.index) &&
      !(howTo && isPartOfMaterials(beat)),
  );
  const share = seconds / new Set(beats.map((beat) => beat.section)).size;
  while (total(selection.chosen) < seconds * 0.98) {
    const used = total(selection.chosen);
    // Rather a little short than much too long; the whole tolerance only where nothing else fits.
    const room = used < seconds * (1 - TOLERANCE) ? most - used : seconds * 1.02 - used;
    let best: Beat[] = [];
    let bestGain = Number.NEGATIVE_INFINITY;
    for (const beat of open) {
      if (beat.leadsIn || selection.chosen.has(beat) || beat.seconds > room) continue;
      const chain = selection.closure(beat);
      if (
        chain.length === 0 ||
        chain.length > MAX_CHAIN ||
        total(chain) > room ||
        (moved && chain.some((part) => part === hook))
      )
        continue;
      const gain = selection.gain(chain, share, seconds);
      if (gain > bestGain) [best, bestGain] = [chain, gain];
    }
    if (best.length === 0) break;
    selection.add(best);
  }
  for (let round = 0; round < FIT_ROUNDS; round += 1) {
    if (Math.abs(total(selection.chosen) - seconds) > seconds * FIT_FROM)
      fit(selection, open, fixed, seconds);
  }
  const rest = [...selection.chosen].filter((beat) => beat !== hook).sort((a, b) => a.index - b.index);
  const said = hook ? [hook, ...rest] : rest;
  return {
    beats: said,
    whole: false,
    ...(said[0] ? { hook: said[0] } : {}),
    ...(ending ? { ending } : {}),
  };
}

import type { Beat } from '#shared/agents/writer/beat.ts';
import { adviceGain, isHowTo } from '#shared/agents/writer/weigh-advice.ts';
import { similarity } from '#shared/language/rank-text.ts';

/** Seconds that beats take together. */
export const totalSeconds = (beats: Iterable<Beat>): number =>
  [...beats].reduce((sum, beat) => sum + beat.seconds, 0);

/** Beats being chosen: what is in, and what each further one would bring and cost. */
export class Selection {
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

  /** Takes beats in. */
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
    gain -= 0.3 * (totalSeconds(chain) / room);
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

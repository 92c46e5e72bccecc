import {
  type Concept,
  find,
  findHashed,
  type HashedConcept,
  type Lexicon,
  type Span,
} from '#shared/agents/moderator/lexicon.ts';
import type { Reading } from '#shared/agents/moderator/readings.ts';

/** What a rule says of a line: nothing, worth a look, or not to be filmed. */
export type Outcome = 'block' | 'flag' | undefined;

/** One reading of a line, with what stands in it and around it. */
export interface LineView {
  tokens: readonly string[];
  find(concept: Concept): Span[];
  findHashed(concept: HashedConcept): Span[];
  /** Whether the line or one beside it has a phrase of the concept: who said it, who helps, who was convicted. */
  nearby(concept: Concept): boolean;
}

/** Makes the view of one reading; `around` are readings of the lines before and after. */
export function viewLine(reading: Reading, around: readonly Reading[], lexicon: Lexicon): LineView {
  return {
    tokens: reading.tokens,
    find: (concept) => find(reading, lexicon, concept),
    findHashed: (concept) => findHashed(reading, concept),
    nearby: (concept) => [reading, ...around].some((each) => find(each, lexicon, concept).length > 0),
  };
}

/** The first pair where `second` begins at most `gap` tokens after `first` ends. */
export function follows(
  first: readonly Span[],
  second: readonly Span[],
  gap: number,
): [Span, Span] | undefined {
  for (const a of first) {
    const b = second.find(({ start }) => start >= a.end && start - a.end <= gap);
    if (b) return [a, b];
  }
  return undefined;
}

/** The graver of two outcomes. */
export function graver(a: Outcome, b: Outcome): Outcome {
  return a === 'block' || b === 'block' ? 'block' : (a ?? b);
}

import type { TermVector } from '#shared/language/rank-text.ts';

/** One sentence as the film may say it. */
export interface Saying {
  /** Sentence of the document. */
  id: string;
  /** In its context: as it was read, without brackets. */
  text: string;
  /** Without the sentence before it: connectives dropped as well. */
  alone: string;
}

/** What is taken into the film whole or not at all: a sentence, a list with its lead-in, a quotation. */
export interface Beat {
  /** Place in the order of the document. */
  index: number;
  kind: 'sentence' | 'list' | 'quote';
  section: number;
  heading?: string;
  sayings: Saying[];
  /** It means something said before: the beat of that place must be said right before it. */
  needs?: number;
  /** A list of steps: their order matters, and none may be left out. */
  ordered?: boolean;
  /** It leads in what follows and says nothing by itself. */
  leadsIn: boolean;
  /** When said in its context. */
  seconds: number;
  /** Weight in the whole, 0 to 1. */
  salience: number;
  /** For telling what repeats what. */
  vector: TermVector;
}

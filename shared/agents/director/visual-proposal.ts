import type { Fact } from '#shared/domain/research.ts';
import type { Visual } from '#shared/domain/storyboard.ts';
import type { TaggedWord } from '#shared/language/word-kinds.ts';

/** What a scene says and what is known about it: all that its picture may depend on. */
export interface SceneMatter {
  narration: string;
  /** What other scenes say of the same sentence; mostly empty. */
  around: string;
  language: string;
  /** Facts that its lines cite, and facts of the same sentences. */
  facts: readonly Fact[];
  /** Names and terms of the source that occur in the narration, spelled as there, in order of appearance. */
  terms: readonly string[];
  /** The words of the narration with their kinds, in languages where these are known. */
  tagged?: readonly TaggedWord[];
  /** Lower-case words of names that occur in the narration. */
  names: ReadonlySet<string>;
  /** The items of lists of the source that it says, with their numbers from 1. */
  steps: readonly { number: number; text: string; ordered: boolean }[];
  /** The items of the same list that were said before its own, from the first on without a gap. */
  stepsBefore: readonly { text: string; tagged?: readonly TaggedWord[] | undefined }[];
  /** Its lines of verse, where it has some. */
  verse?: readonly string[];
  /** A listing of the source that stands beside its sentences. */
  code?: { code: string; language?: string | undefined };
  /** Where the data came from: a file name or the host of an address. */
  source?: string;
}

/** A picture that a scene could have, and how well it fits from 0 to 1. */
export interface Proposal {
  visual: Visual;
  fit: number;
}

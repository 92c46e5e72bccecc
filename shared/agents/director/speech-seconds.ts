import { speakingSeconds } from '#shared/language/pace.ts';

/** The pace by which scenes are cut, whatever voice speaks: the mean of narrators, so that a cut never depends on one. */
const WORDS_PER_MINUTE = 155;

/** Seconds that a text takes to say at a narrator's mean pace, from its own characters alone. */
export function speechSeconds(text: string): number {
  return speakingSeconds(text, WORDS_PER_MINUTE);
}

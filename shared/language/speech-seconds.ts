import { speakingSeconds } from '#shared/language/pace.ts';

/** The pace by which scenes are cut, whatever voice speaks: about that of the built-in voices (164 to 167). */
const WORDS_PER_MINUTE = 165;

/** Seconds that a text takes to say at a narrator's mean pace, from its own characters alone. */
export function speechSeconds(text: string): number {
  return speakingSeconds(text, WORDS_PER_MINUTE);
}

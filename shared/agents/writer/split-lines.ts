import { cutText } from '#shared/language/cut-text.ts';
import { speakingSeconds } from '#shared/language/pace.ts';

/**
 * Cuts a sentence into lines of at most about eight seconds that read well aloud; see {@link cutText}. Joined with a
 * space, or with nothing in scripts without spaces, the lines are the sentence again.
 */
export function splitLines(sentence: string, language: string, wordsPerMinute: number): string[] {
  return cutText(sentence, language, (part) => speakingSeconds(part, wordsPerMinute));
}

import { READING_PACE } from '#shared/agents/narrator/choose-voice.ts';
import type { TimedWord } from '#shared/domain/speech.ts';
import { speakingSeconds } from '#shared/language/pace.ts';
import { displayWords } from '#shared/providers/speech/text/display-words.ts';

/** A line that nobody speaks stays at least this long; a silent scene without words lasts as long. */
const SHORTEST_MS = 1000;

/**
 * When each word of a silent scene is read, at the pace of a reader: by letters and figures, so that scripts without
 * spaces take their time.
 */
export function readingTimes(text: string): { durationMs: number; words: TimedWord[] } {
  const shown = displayWords(text);
  const durationMs = Math.max(SHORTEST_MS, Math.round(speakingSeconds(text, READING_PACE) * 1000));
  const weights = shown.map((word) => speakingSeconds(word, READING_PACE));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let spent = 0;
  let startMs = 0;
  const words = shown.map((word, i) => {
    spent += total === 0 ? 1 / shown.length : (weights[i] as number) / total;
    const endMs = Math.min(durationMs, Math.round(spent * durationMs));
    const timed = { text: word, startMs, endMs };
    startMs = endMs;
    return timed;
  });
  return { durationMs, words };
}

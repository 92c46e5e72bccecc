import * as z from 'zod';
import { findSpeech } from '#shared/providers/speech/align/pauses.ts';
import type { WordTime } from '#shared/providers/speech/flite/synthesise.ts';
import type { EngineText } from '#shared/providers/speech/text/engine-text.ts';

/** One line of Polly's speech marks: `time` in ms, `start` and `end` in bytes of the text in UTF-8. */
const WordMark = z.object({
  time: z.number().nonnegative(),
  type: z.literal('word'),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
});

/**
 * Times of displayed words from speech marks, in seconds. A mark says when a word begins; the word ends where the next one
 * begins or where a pause does. Words that are shown as one (`$5`, said as two) share one time.
 */
export function readWordMarks(
  lines: Uint8Array,
  { text, starts, samples, sampleRate }: EngineText & { samples: Float32Array; sampleRate: number },
): WordTime[] {
  const marks = new TextDecoder()
    .decode(lines)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => WordMark.parse(JSON.parse(line)));
  const byteStarts = starts.map((start) => Buffer.byteLength(text.slice(0, start)));
  const speech = findSpeech(samples, sampleRate);
  const seconds = samples.length / sampleRate;
  const times: WordTime[] = [];
  marks.forEach(({ time, start: byte }, i) => {
    // The last word that begins there or before; several begin at one place where the first ones are not said.
    const index = byteStarts.findLastIndex((first) => first <= byte);
    const start = time / 1000;
    const next = (marks[i + 1]?.time ?? seconds * 1000) / 1000;
    const pause = speech.find(({ end }) => end > start)?.end ?? next;
    const end = Math.max(start, Math.min(next, pause));
    const last = times.at(-1);
    if (last?.index === index) last.end = end;
    else times.push({ index, start, end });
  });
  return times;
}

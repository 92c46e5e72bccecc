import type { TimedWord } from '#shared/domain/speech.ts';
import type { WordTime } from '#shared/providers/speech/flite/synthesise.ts';

/**
 * One entry for each displayed word, in order, in whole ms, never overlapping and inside the sound. `shift` seconds are
 * taken off every time. Words that are not heard share the gap between their neighbours.
 */
export function toTimedWords(
  displayed: readonly string[],
  times: readonly WordTime[],
  { shift, durationMs }: { shift: number; durationMs: number },
): TimedWord[] {
  const inside = (seconds: number) => Math.min(durationMs, Math.max(0, Math.round((seconds - shift) * 1000)));
  const heard = new Map<number, { startMs: number; endMs: number }>();
  for (const { index, start, end } of times) {
    const known = heard.get(index);
    heard.set(index, {
      startMs: known?.startMs ?? inside(start),
      endMs: Math.max(known?.endMs ?? 0, inside(end)),
    });
  }
  const words: TimedWord[] = [];
  let free = times.length > 0 ? inside(times[0]?.start ?? 0) : 0;
  for (let i = 0; i < displayed.length; ) {
    const time = heard.get(i);
    if (time !== undefined) {
      const startMs = Math.max(free, time.startMs);
      free = Math.max(startMs, time.endMs);
      words.push({ text: displayed[i++] as string, startMs, endMs: free });
      continue;
    }
    let next = i;
    while (next < displayed.length && !heard.has(next)) next++;
    const until = Math.max(free, heard.get(next)?.startMs ?? free);
    const share = (until - free) / (next - i);
    for (let k = 0; i < next; k++, i++) {
      const startMs = Math.round(free + k * share);
      words.push({ text: displayed[i] as string, startMs, endMs: Math.round(free + (k + 1) * share) });
    }
    free = until;
  }
  return words;
}

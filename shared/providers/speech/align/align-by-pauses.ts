import { speakingSeconds } from '#shared/language/pace.ts';
import { findSpeech, type Stretch } from '#shared/providers/speech/align/pauses.ts';
import type { WordTime } from '#shared/providers/speech/flite/synthesise.ts';

/** What a pause costs after a word, by what follows the word, and what it costs to have none there. */
const AFTER_SENTENCE = { pause: 0, none: 1.5 };
const AFTER_CLAUSE = { pause: 0.3, none: 0.2 };
const WITHIN = { pause: 2.5, none: 0 };
/** Spread of how long a group of words takes: part of it that is always there, in seconds, and part of its length. */
const SPREAD_SECONDS = 0.2;
const SPREAD_SHARE = 0.12;
/** Any pace does: only how lengths are to each other counts. */
const PACE = 165;
/** Words that are looked at around where a stretch should end; a tenth of all words more in long texts. */
const WINDOW = 40;

/**
 * Finds the time of every word in a sound that says them in any language, from its pauses: each stretch of speech gets the
 * words that fill it best, pauses fall after punctuation where they can, and within a stretch words take their share by
 * their length. `words` as they are shown, punctuation with them. Words without letters or figures are left out.
 */
export function alignByPauses(
  samples: Float32Array,
  sampleRate: number,
  words: readonly string[],
): WordTime[] {
  const spoken = words.flatMap((text, index) => (/[\p{L}\p{N}]/u.test(text) ? [{ text, index }] : []));
  const stretches = findSpeech(samples, sampleRate);
  if (spoken.length === 0 || stretches.length === 0) return [];
  const lengths = spoken.map(({ text }) => lengthOf(text));
  const groups = divide(
    stretches,
    lengths,
    spoken.map(({ index }) => breakAfter(words, index)),
  );
  return groups.flatMap(({ from, to, start, end }) => {
    const inside = lengths.slice(from, to);
    const total = inside.reduce((sum, length) => sum + length, 0);
    let spent = 0;
    return inside.map((length, i) => {
      const begin = start + (spent / total) * (end - start);
      spent += length;
      return {
        index: spoken[from + i]?.index ?? 0,
        start: begin,
        end: start + (spent / total) * (end - start),
      };
    });
  });
}

/** How long a word is beside others; the closing pause that every text has is taken off. */
function lengthOf(word: string): number {
  const bare = word.replaceAll(/^[^\p{L}\p{N}$€£¥]+|[^\p{L}\p{N}%°$€£¥]+$/gu, '');
  return Math.max(0.05, speakingSeconds(bare, PACE) - speakingSeconds('', PACE));
}

type Group = Stretch & { from: number; to: number };
type BreakCost = { pause: number; none: number };

/** What follows a word: its own punctuation, or that of the signs behind it that stand alone. */
function breakAfter(words: readonly string[], index: number): BreakCost {
  let tail = words[index] ?? '';
  for (let next = index + 1; next < words.length && !/[\p{L}\p{N}]/u.test(words[next] ?? ''); next++)
    tail += words[next];
  const end = /[^\p{L}\p{N}]*$/u.exec(tail)?.[0] ?? '';
  if (/[.!?…。！？؟।]/u.test(end)) return AFTER_SENTENCE;
  return /[,;:—–)\]、，；：،؛]/u.test(end) ? AFTER_CLAUSE : WITHIN;
}

/**
 * Divides words among stretches so that what it costs in all is least; stretches and words keep their order, and a stretch
 * that is too many (a cough, a breath) joins the one before it.
 */
function divide(
  stretches: readonly Stretch[],
  lengths: readonly number[],
  breaks: readonly BreakCost[],
): Group[] {
  const count = lengths.length;
  const sums = [0];
  for (const length of lengths) sums.push((sums.at(-1) as number) + length);
  const noneSums = [0];
  for (const { none } of breaks) noneSums.push((noneSums.at(-1) as number) + none);
  const speech = stretches.reduce((sum, { start, end }) => sum + end - start, 0);
  const rate = speech / (sums[count] as number);
  const window = WINDOW + count / 10;
  // best[to]: the cheapest way in which the stretches so far say the words before `to`; `from` of each stretch is kept.
  let best = new Map<number, number>([[0, 0]]);
  const origins: Map<number, number>[] = [];
  let heard = 0;
  for (const { start, end } of stretches) {
    heard += end - start;
    const expected = wordAt(sums, heard / rate);
    const next = new Map<number, number>();
    const origin = new Map<number, number>();
    for (const [from, cost] of best) {
      const last = Math.min(count, Math.ceil(expected + window));
      for (let to = Math.max(from, Math.floor(expected - window)); to <= last; to++) {
        const wanted = rate * ((sums[to] as number) - (sums[from] as number));
        const off = (end - start - wanted) / (SPREAD_SECONDS + SPREAD_SHARE * wanted);
        const closing = to === from || to === count ? 0 : (breaks[to - 1] as BreakCost).pause;
        const inner = to > from ? (noneSums[to - 1] as number) - (noneSums[from] as number) : 1;
        const total = cost + off * off + closing + inner;
        if (total >= (next.get(to) ?? Number.POSITIVE_INFINITY)) continue;
        next.set(to, total);
        origin.set(to, from);
      }
    }
    best = next;
    origins.push(origin);
  }
  return backtrack(stretches, origins, count);
}

function backtrack(
  stretches: readonly Stretch[],
  origins: readonly ReadonlyMap<number, number>[],
  count: number,
): Group[] {
  const groups: Group[] = [];
  let to = count;
  for (let i = stretches.length - 1; i >= 0; i--) {
    const { start, end } = stretches[i] as Stretch;
    const from = origins[i]?.get(to) ?? 0;
    if (from < to) groups.unshift({ start, end, from, to });
    to = from;
  }
  return groups;
}

/** The word at which so many seconds of the text, at its own pace, have been said. */
function wordAt(sums: readonly number[], seconds: number): number {
  let word = 0;
  while (word < sums.length - 1 && (sums[word + 1] as number) <= seconds) word++;
  return word;
}

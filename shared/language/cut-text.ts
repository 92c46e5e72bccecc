import { BREAK, findGaps, type Gap } from '#shared/language/find-breaks.ts';
import { countWords } from '#shared/language/words.ts';

/**
 * Bounds of what is said in one breath, in seconds. Parts shorter than the least are avoided, nothing shorter than wanted
 * is cut, and a part may be as long as the most rather than cut badly; longer only where there is no place at all.
 */
export const BREATH_SECONDS = { least: 2, wanted: 8, most: 9 } as const;

const { least, wanted, most } = BREATH_SECONDS;

const PART_OF_LIST = 3;
/** What a cut costs by strength, in the unit of the squared unevenness: (seconds off the mean)². */
const CUT_COST: Readonly<Record<number, number>> = {
  [BREAK.bound]: 2000,
  [BREAK.word]: 30,
  [BREAK.phrase]: 8,
  [BREAK.joint]: 4,
  [BREAK.clause]: 2,
  [BREAK.strong]: 0.5,
  [BREAK.sentence]: 0,
};
const SHORT_COST = 20;
const LONG_COST = 6;
/** Parts are planned a little shorter than wanted, so that clauses of unequal length fit. */
const PLANNED = 0.9;

/** Takes the strength from commas beside a part of at most three words: they enumerate or insert, and no clause ends. */
function outsideEnumerations(text: string, gaps: readonly Gap[]): Gap[] {
  const clauses = gaps.filter(({ strength }) => strength >= BREAK.clause);
  const places = [0, ...clauses.map(({ at }) => at), text.length];
  const words = places.slice(1).map((at, index) => countWords(text.slice(places[index], at)));
  const weak = new Set(
    clauses.filter(
      ({ strength }, index) =>
        strength === BREAK.clause && Math.min(words[index] ?? 0, words[index + 1] ?? 0) <= PART_OF_LIST,
    ),
  );
  return gaps.map((gap) => (weak.has(gap) ? { ...gap, strength: BREAK.word } : gap));
}

/**
 * Cuts a text into parts that can be said in one breath, as even as its clauses allow (the cheapest way through all
 * gaps). Never cuts between a figure and what it measures or when, inside a span or a name, or beside a negation, unless
 * nothing else keeps a part below `most`. The parts, joined by the white space between them, are the text.
 */
export function cutText(text: string, language: string, seconds: (part: string) => number): string[] {
  const total = seconds(text);
  if (total <= wanted) return [text];
  const gaps = outsideEnumerations(text, findGaps(text, language));
  const places = [0, ...gaps.map(({ at }) => at), text.length];
  const costs = [0, ...gaps.map(({ strength }) => CUT_COST[strength] ?? 0), 0];
  const mean = total / Math.ceil(total / (wanted * PLANNED));
  const best: { cost: number; from: number }[] = [{ cost: 0, from: -1 }];
  for (let end = 1; end < places.length; end += 1) {
    let found = { cost: Number.POSITIVE_INFINITY, from: end - 1 };
    for (let from = end - 1; from >= 0; from -= 1) {
      const length = seconds(text.slice(places[from], places[end]).trim());
      if (length > most && from < end - 1) break;
      const short = Math.max(0, least - length) * SHORT_COST;
      const long = Math.max(0, length - wanted) * LONG_COST;
      const cost = (best[from]?.cost ?? 0) + (length - mean) ** 2 + short + long + (costs[end] ?? 0);
      if (cost < found.cost) found = { cost, from };
    }
    best.push(found);
  }
  const parts: string[] = [];
  for (let end = places.length - 1; end > 0; end = best[end]?.from ?? 0)
    parts.unshift(text.slice(places[best[end]?.from ?? 0], places[end]).trim());
  return parts.filter((part) => part.length > 0);
}

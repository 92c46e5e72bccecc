import { topicKeys } from '#shared/language/terms.ts';
import { splitWords } from '#shared/language/words.ts';

/** A film of a topic rests on at most so many texts. */
const MOST_KEPT = 5;
/** Texts that score less than this share of the best one are left out. */
const SCORE_SHARE = 0.4;
/** BM25 with the usual constants (Robertson and Zaragoza 2009, 3.4). */
const K1 = 1.2;
const B = 0.75;
/** How often a word of the name counts: what a file is called, it is about. */
const NAME_WEIGHT = 3;

/**
 * Places of the texts that cover a topic best, best first, by BM25 over the words that carry it; empty when no text holds
 * any of them. `language` is the BCP 47 code of the texts. Equal scores keep the order of the texts.
 */
export function rankForTopic(
  topic: string,
  texts: readonly { name: string; text: string }[],
  language: string,
): number[] {
  // Words that carry a topic; all its words where it has no other, as in `The Who`.
  const hasTopicWord = topicKeys(topic, language).length > 0;
  const keysOf = (text: string) =>
    hasTopicWord ? topicKeys(text, language) : splitWords(text).map((word) => word.toLowerCase());
  const wanted = new Set(keysOf(topic));
  const documents = texts.map(({ name, text }) => {
    const spoken = name.replace(/\.\w{1,8}$/, '').replace(/[_-]/g, ' ');
    const keys = [...keysOf(text), ...Array(NAME_WEIGHT).fill(keysOf(spoken)).flat()];
    return { length: keys.length, counts: countWanted(keys, wanted) };
  });
  const meanLength = documents.reduce((sum, { length }) => sum + length, 0) / Math.max(1, documents.length);
  const scores = documents.map(({ length, counts }) => {
    let score = 0;
    for (const [key, count] of counts) {
      const holders = documents.filter((other) => other.counts.has(key)).length;
      const idf = Math.log(1 + (documents.length - holders + 0.5) / (holders + 0.5));
      score += (idf * count * (K1 + 1)) / (count + K1 * (1 - B + (B * length) / meanLength));
    }
    return score;
  });
  const best = Math.max(0, ...scores);
  return scores
    .map((score, place) => ({ score, place }))
    .filter(({ score }) => score > 0 && score >= best * SCORE_SHARE)
    .sort((a, b) => b.score - a.score || a.place - b.place)
    .slice(0, MOST_KEPT)
    .map(({ place }) => place);
}

function countWanted(keys: readonly string[], wanted: ReadonlySet<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) if (wanted.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

import type { PlacedSentence } from '#shared/agents/researcher/flatten.ts';
import { pickDiverse, rankSentences, similarity, termVectors } from '#shared/language/rank-text.ts';
import { topicKeys } from '#shared/language/terms.ts';
import { countWords } from '#shared/language/words.ts';

/** Statements kept of a document: more than half an hour of film can use. */
const MAX_STATEMENTS = 600;
/** A long document is cut into this many stretches, and each gives its best, so that none is forgotten. */
const STRETCHES = 40;

/** Sentences about the text itself and calls to the reader: true, but no part of the story. */
const ABOUT_ITSELF =
  /\b(?:in this (?:article|post|guide|section|chapter|paper|video)|this (?:article|post|guide|paper)|as (?:mentioned|noted|discussed) (?:above|earlier)|table \d|figure \d|see (?:also|below|above)|click|subscribe|in diesem (?:artikel|beitrag|kapitel)|en este artículo|dans cet article)\b/iu;

/** A sentence with its weight in the whole, 0 to 1. */
export interface RankedSentence extends PlacedSentence {
  salience: number;
}

/** What the form of a sentence says about it, added to its TextRank. */
function formScore(sentence: PlacedSentence, index: number): number {
  const words = countWords(sentence.text);
  let score = 0;
  if (index === 0) score += 0.25;
  else if (sentence.opens) score += 0.08;
  if (/\p{Nd}/u.test(sentence.text)) score += 0.1;
  if (words < 4) score -= 0.15;
  if (words > 34) score -= 0.15;
  if (/[:：]$/u.test(sentence.text)) score -= 0.2;
  if (ABOUT_ITSELF.test(sentence.text)) score -= 0.4;
  return score;
}

/** The sentences of a long document that carry the most frequent topics, as many from each stretch of it. */
function shortlist(sentences: readonly PlacedSentence[], keys: readonly string[][]): number[] {
  const frequency = new Map<string, number>();
  for (const key of keys.flat()) frequency.set(key, (frequency.get(key) ?? 0) + 1);
  const weight = (list: readonly string[]) =>
    list.reduce((sum, key) => sum + Math.log(frequency.get(key) ?? 1), 0) / Math.max(6, list.length);
  const size = Math.ceil(sentences.length / STRETCHES);
  const kept: number[] = [];
  for (let start = 0; start < sentences.length; start += size) {
    const stretch = [...sentences.keys()].slice(start, start + size);
    const best = stretch.sort((a, b) => weight(keys[b] ?? []) - weight(keys[a] ?? []) || a - b);
    kept.push(...best.slice(0, MAX_STATEMENTS / STRETCHES));
  }
  return kept.sort((a, b) => a - b);
}

/**
 * Weighs the sentences of a document: TextRank over tf-idf vectors, place and form of the sentence, and less for what
 * repeats a weightier one (MMR). Gives at most 600 in the order of the document; all of them if there are no more.
 */
export function rankStatements(sentences: readonly PlacedSentence[], language: string): RankedSentence[] {
  const allKeys = sentences.map((sentence) => topicKeys(sentence.text, language));
  const chosen = sentences.length > MAX_STATEMENTS ? shortlist(sentences, allKeys) : [...sentences.keys()];
  const vectors = termVectors(chosen.map((index) => allKeys[index] ?? []));
  const ranks = rankSentences(vectors);
  const scores = chosen.map((index, i) => {
    const sentence = sentences[index];
    return sentence ? 0.7 * (ranks[i] ?? 0) + formScore(sentence, index) : 0;
  });
  const order = pickDiverse(vectors, scores, scores.length);
  const salience = new Map<number, number>();
  const seen: number[] = [];
  for (const i of order) {
    const own = vectors[i] ?? new Map<string, number>();
    const repeats = seen
      .slice(0, 60)
      .reduce((most, j) => Math.max(most, similarity(own, vectors[j] ?? new Map())), 0);
    salience.set(i, Math.min(1, Math.max(0, (scores[i] ?? 0) * (1 - 0.5 * repeats))));
    seen.push(i);
  }
  return chosen.flatMap((index, i) => {
    const sentence = sentences[index];
    return sentence ? [{ ...sentence, salience: Math.round((salience.get(i) ?? 0) * 1000) / 1000 }] : [];
  });
}

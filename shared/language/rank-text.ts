/** Damping factor of PageRank; Brin and Page 1998, used for sentences by Mihalcea and Tarau 2004. */
const DAMPING = 0.85;
const ROUNDS = 24;
/** A term in more than this share of many sentences links everything to everything and says nothing. */
const COMMON_SHARE = 0.25;

/** A sentence as its topic keys, with the weight of each: tf × idf, scaled to length 1. */
export type TermVector = ReadonlyMap<string, number>;

/** Makes tf-idf vectors of unit length from the topic keys of sentences. */
export function termVectors(sentences: readonly (readonly string[])[]): TermVector[] {
  const frequency = new Map<string, number>();
  for (const keys of sentences) {
    for (const key of new Set(keys)) frequency.set(key, (frequency.get(key) ?? 0) + 1);
  }
  return sentences.map((keys) => {
    const vector = new Map<string, number>();
    for (const key of keys) {
      const idf = Math.log(1 + sentences.length / (frequency.get(key) ?? 1));
      vector.set(key, (vector.get(key) ?? 0) + idf);
    }
    const length = Math.hypot(...vector.values()) || 1;
    for (const [key, weight] of vector) vector.set(key, weight / length);
    return vector;
  });
}

/** Cosine of two vectors of unit length, 0 (nothing in common) to 1 (the same words). */
export function similarity(a: TermVector, b: TermVector): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [key, weight] of small) sum += weight * (large.get(key) ?? 0);
  return Math.min(1, sum);
}

function links(vectors: readonly TermVector[]): Map<number, number>[] {
  const places = new Map<string, [number, number][]>();
  vectors.forEach((vector, index) => {
    for (const [key, weight] of vector) {
      const list = places.get(key);
      if (list) list.push([index, weight]);
      else places.set(key, [[index, weight]]);
    }
  });
  const limit = Math.max(60, vectors.length * COMMON_SHARE);
  const edges = vectors.map(() => new Map<number, number>());
  for (const list of places.values()) {
    if (list.length > limit) continue;
    for (const [i, a] of list) {
      for (const [j, b] of list) {
        if (i !== j) edges[i]?.set(j, (edges[i]?.get(j) ?? 0) + a * b);
      }
    }
  }
  return edges;
}

/**
 * TextRank: how central each sentence is to all of them, scaled so that the best has 1. Work and memory grow with the
 * square of the number of sentences in the worst case; hand over at most about a thousand.
 */
export function rankSentences(vectors: readonly TermVector[]): number[] {
  const edges = links(vectors);
  const strength = edges.map((row) => [...row.values()].reduce((sum, weight) => sum + weight, 0));
  let ranks: number[] = vectors.map(() => 1);
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = vectors.map(() => 1 - DAMPING);
    edges.forEach((row, i) => {
      const share = (DAMPING * (ranks[i] ?? 0)) / (strength[i] || 1);
      for (const [j, weight] of row) next[j] = (next[j] ?? 0) + share * weight;
    });
    ranks = next;
  }
  const best = Math.max(...ranks, Number.MIN_VALUE);
  return ranks.map((rank) => rank / best);
}

/**
 * Maximal marginal relevance (Carbonell and Goldstein 1998): picks `count` indices, each time the one whose score, less
 * what it repeats of those already picked, is best. Ties go to the earlier one.
 */
export function pickDiverse(
  vectors: readonly TermVector[],
  scores: readonly number[],
  count: number,
  relevance = 0.7,
): number[] {
  const nearest = vectors.map(() => 0);
  const open = new Set(vectors.keys());
  const picked: number[] = [];
  while (picked.length < count && open.size > 0) {
    let best = -1;
    let bestScore = Number.NEGATIVE_INFINITY;
    for (const i of open) {
      const score = relevance * (scores[i] ?? 0) - (1 - relevance) * (nearest[i] ?? 0);
      if (score > bestScore) [best, bestScore] = [i, score];
    }
    open.delete(best);
    picked.push(best);
    const chosen = vectors[best] ?? new Map<string, number>();
    for (const i of open) nearest[i] = Math.max(nearest[i] ?? 0, similarity(chosen, vectors[i] ?? new Map()));
  }
  return picked;
}

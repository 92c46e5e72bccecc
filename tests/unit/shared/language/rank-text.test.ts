import { describe, expect, it } from 'vitest';
import { pickDiverse, rankSentences, similarity, termVectors } from '#shared/language/rank-text.ts';

const sentences = [
  ['whale', 'deep', 'sea'],
  ['deep', 'sea', 'dark'],
  ['whale', 'dark', 'sea', 'deep'],
  ['soup', 'spoon'],
];

describe('rankSentences', () => {
  it('puts the sentence that shares most with the others first and the one that shares nothing last', () => {
    const ranks = rankSentences(termVectors(sentences));
    expect(ranks.indexOf(Math.max(...ranks))).toBe(2);
    expect(ranks.indexOf(Math.min(...ranks))).toBe(3);
  });

  it('gives numbers between 0 and 1 for no sentences, empty ones and equal ones', () => {
    expect(rankSentences([])).toEqual([]);
    for (const rank of rankSentences(termVectors([[], ['a'], ['a'], []]))) {
      expect(rank).toBeGreaterThanOrEqual(0);
      expect(rank).toBeLessThanOrEqual(1);
    }
  });
});

describe('pickDiverse', () => {
  it('takes a weaker sentence with news before a strong one that repeats', () => {
    const vectors = termVectors([
      ['a', 'b'],
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(pickDiverse(vectors, [1, 0.9, 0.7], 2)).toEqual([0, 2]);
  });
});

describe('similarity', () => {
  it('is 1 for the same terms and 0 for none in common', () => {
    const [a, b, c] = termVectors([['x', 'y'], ['y', 'x'], ['z']]);
    expect(similarity(a ?? new Map(), b ?? new Map())).toBeCloseTo(1);
    expect(similarity(a ?? new Map(), c ?? new Map())).toBe(0);
  });
});

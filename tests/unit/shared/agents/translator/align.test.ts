import { describe, expect, it } from 'vitest';
import { divideText } from '#shared/agents/translator/divide-text.ts';
import { alignSentences } from '#shared/agents/translator/gale-church.ts';

const measured = (lengths: readonly number[]) =>
  lengths.map((length) => ({ length, figures: new Set<string>() }));
const pairs = (source: readonly number[], target: readonly number[]) =>
  alignSentences(measured(source), measured(target), 1).map((bead) => [bead.source, bead.target]);

describe('sentences of two languages', () => {
  it('are paired one to one where they are about as long', () => {
    expect(pairs([40, 90, 20], [44, 85, 22])).toEqual([
      [[0], [0]],
      [[1], [1]],
      [[2], [2]],
    ]);
  });

  it('are paired two to one where a translator joined them, and left alone where one was left out', () => {
    expect(pairs([40, 50, 120], [92, 118])).toEqual([
      [[0, 1], [0]],
      [[2], [1]],
    ]);
    expect(pairs([100, 300, 90], [101, 88])).toEqual([
      [[0], [0]],
      [[1], []],
      [[2], [1]],
    ]);
  });

  it('are paired by their figures where lengths do not tell', () => {
    const texts = (figures: string[]) =>
      figures.map((figure) => ({ length: 50, figures: new Set(figure ? [figure] : []) }));
    const beads = alignSentences(texts(['1973', '', '90000']), texts(['', '90000']), 1);
    expect(beads.find(({ target }) => target.includes(1))?.source).toContain(2);
  });
});

describe('a text divided for its scenes', () => {
  it('is cut at clauses, about as long as the weights say, and loses nothing', () => {
    const text = 'Das Meer bedeckt 71 % der Erde, und seine mittlere Tiefe beträgt 3.682 Meter.';
    const parts = divideText(text, 'de', [45, 38]);
    expect(parts).toEqual([
      'Das Meer bedeckt 71 % der Erde,',
      'und seine mittlere Tiefe beträgt 3.682 Meter.',
    ]);
    expect(divideText('Ja.', 'de', [1, 1])).toBeUndefined();
  });
});

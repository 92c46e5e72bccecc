import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitLines } from '#shared/agents/writer/split-lines.ts';
import { speakingSeconds } from '#shared/language/pace.ts';

describe('splitLines', () => {
  it.each([
    [
      'at pauses',
      'In the waters off California, researchers counted animals from the surface down to 3,900 metres and found that most of them can make their own light.',
      /,$|metres$/,
    ],
    [
      'before conjunctions',
      'The old keeper of the lighthouse climbed all two hundred steps every single evening of the long winter because nobody else in the village knew how to trim the lamp.',
      /winter$/,
    ],
    [
      'at full-width pauses',
      '深海は地球で最も広い生活空間であり、光はほとんど届かず、水温は数度しかなく、圧力は地表の千倍を超える。',
      /、$/,
    ],
  ])('cuts a long sentence %s', (_case, sentence, end) => {
    const lines = splitLines(sentence, 'en', 165);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines.slice(0, -1)) expect(line).toMatch(end);
  });

  it('keeps a figure with its unit and a short sentence whole', () => {
    expect(splitLines('Nobody has seen most of our planet.', 'en', 165)).toHaveLength(1);
    const lines = splitLines(
      `The whole dive went down through ${'very '.repeat(12)}dark water to a depth of 10,916 m and back up to the light again.`,
      'en',
      165,
    );
    expect(lines.join('\n')).toContain('10,916 m');
  });

  it('loses nothing and stays under nine seconds wherever there is a place to cut', () => {
    const words = fc.array(
      fc.constantFrom('sea', 'whale,', 'and', 'the', 'deepest', '10,935', 'm', 'because', 'water;'),
      { minLength: 1, maxLength: 80 },
    );
    fc.assert(
      fc.property(words, (list) => {
        const sentence = list.join(' ');
        const lines = splitLines(sentence, 'en', 165);
        expect(lines.join(' ')).toBe(sentence);
        for (const line of lines) expect(speakingSeconds(line, 165)).toBeLessThanOrEqual(9);
      }),
      { seed: 2, numRuns: 150 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toTimedWords } from '#shared/providers/speech/finish/timed-words.ts';

describe('times of displayed words', () => {
  test('words that are not heard share the gap between their neighbours', () => {
    // Act
    const words = toTimedWords(
      ['🎉', 'one', '—', '🎉', 'two', '…'],
      [
        { index: 1, start: 0.25, end: 0.5 },
        { index: 4, start: 0.75, end: 1 },
      ],
      { shift: 0.2, durationMs: 850 },
    );

    // Assess
    expect(words.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      ...[
        [50, 50],
        [50, 300],
        [300, 425],
        [425, 550],
      ],
      ...[
        [550, 800],
        [800, 800],
      ],
    ]);
  });

  test('times never overlap, run backwards or leave the sound, whatever the aligner says', () => {
    const time = fc.record({
      index: fc.nat(9),
      start: fc.double({ min: 0, max: 5, noNaN: true }),
      end: fc.double({ min: 0, max: 5, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(time), (times) => {
        // Act
        const words = toTimedWords([...'abcdefghij'], times, { shift: 0.3, durationMs: 3000 });

        // Assess
        let last = 0;
        for (const { startMs, endMs } of words) {
          expect(startMs).toBeGreaterThanOrEqual(last);
          expect(endMs).toBeGreaterThanOrEqual(startMs);
          last = endMs;
        }
        expect(last).toBeLessThanOrEqual(3000);
        expect(words.map(({ text }) => text).join('')).toBe('abcdefghij');
      }),
    );
  });
});

import { describe, expect, test } from 'vitest';
import { MOOD_STYLES, type Mood } from '#shared/providers/music/moods.ts';
import { writeScore } from '#shared/providers/music/score.ts';

const MOODS = Object.keys(MOOD_STYLES) as Mood[];
const pieces = MOODS.flatMap((mood) =>
  [1, 2, 3, 4, 5].flatMap((seed) => [5, 45, 600].map((seconds) => ({ mood, seed, seconds }))),
);

describe('score', () => {
  test.each(pieces)(
    '$mood, seed $seed, $seconds s: in one key, in range, no two pads a semitone apart',
    (request) => {
      // Act
      const notes = writeScore(request);

      // Assess
      const home = notes.filter(({ instrument }) => instrument === 'bass').at(-1)?.pitch ?? 0;
      const { scale } = MOOD_STYLES[request.mood];
      const steps = new Set<number>(scale);
      for (const { pitch, start, level } of notes) {
        expect(steps.has((pitch - home + 120) % 12)).toBe(true);
        expect(pitch).toBeGreaterThan(27);
        expect(pitch).toBeLessThan(93);
        expect(start).toBeGreaterThanOrEqual(0);
        expect(start).toBeLessThan(request.seconds);
        expect(level).toBeLessThan(1.3);
      }
      const chords = Map.groupBy(
        notes.filter(({ instrument }) => instrument === 'pad'),
        ({ start }) => start,
      );
      for (const chord of chords.values()) {
        const pitches = chord.map(({ pitch }) => pitch).sort((a, b) => a - b);
        for (let i = 1; i < pitches.length; i++) {
          expect((pitches[i] as number) - (pitches[i - 1] as number)).toBeGreaterThan(1);
        }
      }
    },
  );

  test('it opens with pads alone, builds, and rests on the chord of the key', () => {
    // Act
    const notes = writeScore({ mood: 'calm', seconds: 90, seed: 1 });

    // Assess
    const during = (from: number, to: number) =>
      new Set(notes.filter(({ start }) => start >= from && start < to).map(({ instrument }) => instrument));
    expect([...during(0, 6)]).toEqual(['pad']);
    expect(during(30, 60)).toEqual(new Set(['pad', 'bass', 'figure', 'tune']));
    const last = notes
      .filter(({ instrument, start }) => instrument === 'pad' && start > 84)
      .map(({ pitch }) => pitch % 12);
    const home = (notes.filter(({ instrument }) => instrument === 'bass').at(-1)?.pitch ?? 0) % 12;
    expect(last.map((pitch) => (pitch - home + 12) % 12).sort((a, b) => a - b)).toEqual([0, 4, 7]);
  });
});

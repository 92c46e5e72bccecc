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
      const wrong = notes.filter(
        ({ pitch, start, level }) =>
          !steps.has((pitch - home + 120) % 12) ||
          pitch < 28 ||
          pitch > 92 ||
          start < 0 ||
          start >= request.seconds ||
          level >= 1.3,
      );
      const chords = Map.groupBy(
        notes.filter(({ instrument }) => instrument === 'pad'),
        ({ start }) => start,
      );
      const rubbing = [...chords.values()].filter((chord) =>
        chord.some(({ pitch }) => chord.some((other) => other.pitch === pitch + 1)),
      );
      expect(wrong).toEqual([]);
      expect(rubbing).toEqual([]);
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

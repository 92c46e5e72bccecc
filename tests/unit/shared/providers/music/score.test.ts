import { describe, expect, test } from 'vitest';
import { MOOD_STYLES } from '#shared/providers/music/moods.ts';
import { Mood, type MusicRequest, type MusicSection } from '#shared/providers/music/request.ts';
import { type Score, writeScore } from '#shared/providers/music/score.ts';
import { DRUMS, isPad } from '#shared/providers/music/sounds/instruments.ts';
import type { Note } from '#shared/providers/music/sounds/note.ts';

const MOODS = Mood.options;
const film: MusicSection[] = [
  { startMs: 0, kind: 'hook' },
  { startMs: 14_300, kind: 'chapter' },
  { startMs: 22_000, kind: 'point' },
  { startMs: 45_700, kind: 'chapter' },
  { startMs: 78_000, kind: 'ending' },
];
const pieces = MOODS.flatMap((mood) =>
  [1, 2, 3].flatMap((seed) => [5, 45, 300].map((seconds): MusicRequest => ({ mood, seed, seconds }))),
);
const isDrum = ({ instrument }: Note) => Object.hasOwn(DRUMS, instrument);

/** What a bar says, without how it is played: instruments, pitches and sixteenths. */
function bars({ notes, bars: plan }: Score): string[] {
  return plan.map(({ start, beat, beats }) =>
    notes
      .filter((note) => note.start >= start - 0.02 && note.start < start + beat * beats - 0.02)
      .map((note) => `${note.instrument} ${note.pitch} ${Math.round((4 * (note.start - start)) / beat)}`)
      .sort()
      .join(),
  );
}

describe('score', () => {
  test.each(pieces)('$mood, seed $seed, $seconds s: in one key and in range', (request) => {
    // Act
    const { notes, home } = writeScore(request);

    // Assess
    const style = MOOD_STYLES[request.mood];
    const pitched = notes.filter((note) => !isDrum(note));
    const last = pitched.find(({ instrument, start }) => instrument === style.bass && start === home);
    const steps = new Set<number>(style.scale);
    const wrong = pitched.filter(
      ({ pitch, start, level }) =>
        !steps.has((pitch - (last as Note).pitch + 120) % 12) ||
        pitch < 28 ||
        pitch > 92 ||
        start < 0 ||
        start >= request.seconds ||
        level >= 1.3,
    );
    expect(wrong).toEqual([]);
    const chords = Map.groupBy(
      notes.filter(({ instrument }) => isPad(instrument)),
      ({ start }) => start,
    );
    const rubbing = [...chords.values()].filter((chord) =>
      chord.some(({ pitch }) => chord.some((other) => other.pitch === pitch + 1)),
    );
    expect(rubbing).toEqual([]);
  });

  test.each(MOODS)('%s grows: fewer layers at the start than in the middle, no drums at the end', (mood) => {
    // Act
    const { notes, home } = writeScore({ mood, seconds: 90, seed: 1, sections: film });

    // Assess
    const during = (from: number, to: number) => notes.filter(({ start }) => start >= from && start < to);
    const layers = (from: number, to: number) =>
      new Set(during(from, to).map(({ instrument }) => instrument));
    expect(layers(0, 4).size).toBeLessThan(layers(46, 60).size - 1);
    expect(during(50, 54).length).toBeGreaterThan(1.3 * during(0, 4).length);
    expect(during(home - 2, home - 0.05).filter(isDrum).length).toBeLessThan(during(52, 54).length);
    expect(during(home + 0.6, 90)).toEqual([]);
  });

  test.each(MOODS)('%s ends on the plain chord of the key', (mood) => {
    // Act
    const { notes, home } = writeScore({ mood, seconds: 30, seed: 3 });

    // Assess
    const { scale, bass } = MOOD_STYLES[mood];
    const last = notes.filter(({ start }) => start === home);
    const root = (last.find(({ instrument }) => instrument === bass) as Note).pitch;
    const tones = last
      .filter(({ instrument }) => isPad(instrument))
      .map(({ pitch }) => (pitch - root + 120) % 12);
    expect([...new Set(tones)].sort((a, b) => a - b)).toEqual([0, scale[2], scale[4]]);
  });

  test.each(MOODS)('%s never plays the same bar more than three times in three minutes', (mood) => {
    for (const seed of [1, 2]) {
      const said = bars(writeScore({ mood, seconds: 180, seed }));
      const times = [...Map.groupBy(said, (bar) => bar).values()].map((same) => same.length);
      expect(Math.max(...times)).toBeLessThanOrEqual(3);
    }
  });

  test('a theme comes back, as it was and varied', () => {
    // Prepare
    const rhythms = (seed: number) => {
      const score = writeScore({ mood: 'calm', seconds: 240, seed });
      return score.bars.map(({ start, beat }) =>
        score.notes
          .filter(
            (note) => note.instrument === 'vibes' && note.start >= start && note.start < start + 4 * beat,
          )
          .map((note) => Math.round((2 * (note.start - start)) / beat))
          .join(),
      );
    };
    const said = rhythms(1).filter((bar) => bar !== '');

    // Act
    const commonest = Math.max(...[...Map.groupBy(said, (bar) => bar).values()].map(({ length }) => length));

    // Assess
    expect(said.length).toBeGreaterThan(20);
    expect(commonest / said.length).toBeGreaterThan(0.12);
    expect(new Set(said).size).toBeGreaterThan(4);
  });

  test('a chapter is lifted: a swell leads to it and a low stroke opens it', () => {
    // Act
    const { notes } = writeScore({ mood: 'epic', seconds: 90, seed: 1, sections: film });

    // Assess
    for (const at of [14.3, 45.7]) {
      expect(notes.filter(({ instrument, start }) => instrument === 'boom' && start === at)).toHaveLength(1);
      const swells = notes.filter(
        ({ instrument, start }) => instrument === 'swell' && Math.abs(start + 2 - at) < 0.01,
      );
      expect(swells).toHaveLength(1);
    }
  });

  test('where somebody speaks without a pause there is less to hear', () => {
    const sections = (speech: number): MusicSection[] => [{ startMs: 0, kind: 'hook', speech }];
    for (const mood of MOODS) {
      const dense = writeScore({ mood, seconds: 60, seed: 2, sections: sections(1) });
      const sparse = writeScore({ mood, seconds: 60, seed: 2, sections: sections(0) });
      expect(dense.notes.length).toBeLessThan(0.95 * sparse.notes.length);
    }
  });
});

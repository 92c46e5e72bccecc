import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beatGrid } from '#shared/providers/music/beat-grid.ts';
import { MOOD_STYLES } from '#shared/providers/music/moods.ts';
import { Mood, type MusicSection } from '#shared/providers/music/request.ts';
import { writeScore } from '#shared/providers/music/score.ts';

const steps = (times: readonly number[]) => times.slice(1).map((time, i) => time - (times[i] as number));

describe('beat grid', () => {
  test.each(Mood.options)('%s without parts: even beats in the tempo of the mood, home in time', (mood) => {
    // Act
    const { beatsMs, barsMs, homeMs } = beatGrid({ mood, seconds: 60, seed: 5 });

    // Assess
    const lengths = steps(beatsMs);
    const [slowest, fastest] = MOOD_STYLES[mood].tempo;
    expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
    expect(60_000 / (lengths[0] as number)).toBeGreaterThan(slowest - 1);
    expect(60_000 / (lengths[0] as number)).toBeLessThan(fastest + 1);
    expect(barsMs.every((bar) => beatsMs.includes(bar))).toBe(true);
    expect(homeMs).toBeGreaterThan(60_000 - 2800);
    expect(homeMs).toBeLessThan(60_000 - 1400);
  });

  test.each(Mood.options)('%s: chapters and the ending begin on bar lines, wherever they are', (mood) => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 4000, max: 16_000 }), { minLength: 1, maxLength: 8 }),
        fc.nat(1000),
        (lengths, seed) => {
          // Prepare
          let startMs = 0;
          const sections = lengths.map((length, i): MusicSection => {
            startMs += length;
            return { startMs, kind: i === lengths.length - 1 ? 'ending' : 'chapter' };
          });

          // Act
          const { barsMs, beatsMs } = beatGrid({ mood, seconds: startMs / 1000 + 12, seed, sections });

          // Assess
          const off = sections.filter((part) => !barsMs.includes(part.startMs));
          expect(off).toEqual([]);
          const beats = steps(beatsMs);
          const middle = [...beats].sort((a, b) => a - b)[beats.length >> 1] as number;
          expect(Math.max(...beats) / middle).toBeLessThan(1.18);
          expect(middle / Math.min(...beats)).toBeLessThan(1.18);
        },
      ),
      { numRuns: 12, seed: 1 },
    );
  });

  test('points of a film fall on bar lines where the tempo can bend that far, which is every second one', () => {
    // Prepare
    const sections = Array.from({ length: 30 }, (_, i): MusicSection => {
      return { startMs: Math.round(i * 4700 + 900 * Math.sin(i)), kind: i % 10 === 0 ? 'chapter' : 'point' };
    });

    // Act
    const { barsMs } = beatGrid({ mood: 'bright', seconds: 145, seed: 1, sections });

    // Assess
    expect(sections.filter(({ startMs }) => barsMs.includes(startMs)).length).toBeGreaterThan(14);
  });

  test('a film that is cut on the even grid is given the even grid back', () => {
    // Prepare
    const even = beatGrid({ mood: 'bright', seconds: 60, seed: 4 });
    const sections = [4, 9, 15].map((bar): MusicSection => {
      return { startMs: even.barsMs[bar] as number, kind: 'chapter' };
    });

    // Act
    const { beatsMs } = beatGrid({ mood: 'bright', seconds: 60, seed: 4, sections });

    // Assess
    const apart = beatsMs.map((beat, i) => Math.abs(beat - (even.beatsMs[i] as number)));
    expect(Math.max(...apart)).toBeLessThan(30);
  });

  test('it is the grid of the piece: bars begin where bass and pads do', () => {
    const request = { mood: 'calm', seconds: 45, seed: 2 } as const;
    const { barsMs } = beatGrid(request);
    const pads = writeScore(request).notes.filter(({ instrument }) => instrument === 'strings');
    const starts = new Set(pads.map(({ start }) => Math.round(start * 1000)));
    expect(barsMs.every((bar) => starts.has(bar))).toBe(true);
  });

  test.each([0.5, 1, 3, 5])('a film of %d seconds has a grid', (seconds) => {
    const sections: MusicSection[] = [
      { startMs: 0, kind: 'hook' },
      { startMs: 300, kind: 'chapter' },
      { startMs: 400, kind: 'ending' },
    ];
    const { homeMs, beatsMs } = beatGrid({ mood: 'deep', seconds, seed: 1, sections });
    expect(homeMs).toBeLessThan(seconds * 1000);
    expect(beatsMs.every((beat) => beat <= homeMs)).toBe(true);
  });
});

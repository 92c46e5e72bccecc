import { describe, expect, test } from 'vitest';
import { applyCurve, duckingCurve, voiceLevels } from '#shared/render/audio/duck.ts';
import { sine } from '#tests/unit/shared/audio/signals.ts';

/** Levels of steps of 10 ms: a voice at −20 dB in those spans, in seconds, and silence. */
function spoken(seconds: number, ...spans: [number, number][]): Float32Array {
  return Float32Array.from({ length: seconds * 100 }, (_, i) =>
    spans.some(([from, to]) => i >= Math.round(from * 100) && i < Math.round(to * 100)) ? -20 : -90,
  );
}
const db = (gain: number | undefined) => 20 * Math.log10(gain ?? 0);

describe('ducking', () => {
  test('the music is down before a voice begins, and comes back in a long pause', () => {
    // Act
    const curve = duckingCurve(spoken(12, [2, 4], [8, 9]));

    // Assess
    expect(db(curve[170])).toBeCloseTo(0, 1);
    expect(db(curve[197])).toBeCloseTo(-11.5, 1);
    expect(db(curve[403])).toBeCloseTo(-11.5, 1);
    expect(db(curve[450])).toBeLessThan(-4);
    expect(db(curve[510])).toBeCloseTo(0, 1);
  });

  test('nothing moves in pauses up to 400 ms, as between words', () => {
    const curve = duckingCurve(spoken(8, [1, 1.4], [1.8, 2.5], [2.7, 3], [3.39, 4]));
    for (let step = 98; step < 405; step++) expect(db(curve[step])).toBeCloseTo(-11.5, 1);
  });

  test('between two sentences it breathes a little, and at a new chapter it is up', () => {
    // Act
    const pause: [number, number][] = [
      [1, 3],
      [3.9, 6],
    ];
    const highest = (chapters: number[]) =>
      Math.max(...duckingCurve(spoken(8, ...pause), chapters).subarray(310, 380));

    // Assess
    expect(db(highest([]))).toBeGreaterThan(-9);
    expect(db(highest([]))).toBeLessThan(-2.5);
    expect(db(highest([340]))).toBeGreaterThan(-1);
  });

  test('a louder voice is given more room', () => {
    const loud = duckingCurve(spoken(4, [1, 3]).map((level) => level + 3));
    expect(db(loud[200])).toBeCloseTo(-13, 1);
  });

  test('it never moves faster than 1.5 dB in 10 ms, so that nobody hears it pump', () => {
    const curve = duckingCurve(spoken(10, [0.5, 0.6], [2, 3], [3.6, 4], [4.5, 4.51]), [320]);
    for (let step = 1; step < curve.length; step++) {
      expect(Math.abs(db(curve[step]) - db(curve[step - 1]))).toBeLessThan(1.5);
    }
  });

  test('a film that begins with a voice begins with the music down', () => {
    expect(db(duckingCurve(spoken(2, [0, 1]))[0])).toBeCloseTo(-11.5, 1);
  });

  test('the level of a voice is that of each step of 10 ms', () => {
    const samples = new Float32Array(4800);
    samples.set(sine(200, 0.03, 0.1), 960);
    const levels = voiceLevels(samples);
    expect(levels).toHaveLength(10);
    expect(levels[3]).toBeCloseTo(-23, 0);
    expect(levels[6]).toBeLessThan(-100);
  });

  test('the curve is applied in its place, in straight lines, and holds its last value', () => {
    const samples = new Float32Array(1440).fill(1);
    applyCurve(samples, 480, Float32Array.of(9, 1, 0.5));
    expect([samples[0], samples[240], samples[480], samples[1439]]).toEqual([1, 0.75, 0.5, 0.5]);
  });
});

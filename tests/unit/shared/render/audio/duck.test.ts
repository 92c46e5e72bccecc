import { describe, expect, test } from 'vitest';
import { applyCurve, duckingCurve, findVoice } from '#shared/render/audio/duck.ts';
import { sine } from '#tests/unit/shared/audio/signals.ts';

/** Steps of 10 ms in which a voice is heard, from and to in seconds. */
function heard(seconds: number, ...spans: [number, number][]): Uint8Array {
  return Uint8Array.from({ length: seconds * 100 }, (_, i) =>
    spans.some(([from, to]) => i >= from * 100 && i < to * 100) ? 1 : 0,
  );
}
const db = (gain: number | undefined) => 20 * Math.log10(gain ?? 0);

describe('ducking', () => {
  test('the music is down when a voice begins, stays down over short pauses, and comes back in long ones', () => {
    // Act
    const curve = duckingCurve(heard(10, [2, 3], [3.3, 4], [8, 9]));

    // Assess
    expect(db(curve[100])).toBeCloseTo(0, 1);
    expect(db(curve[200])).toBeLessThan(-8);
    for (let step = 215; step < 400; step++) expect(db(curve[step])).toBeLessThan(-10);
    expect(db(curve[300])).toBeCloseTo(-12, 0);
    expect(db(curve[600])).toBeGreaterThan(-1);
  });

  test('it never moves faster than 1.5 dB in 10 ms, so that nobody hears it pump', () => {
    const curve = duckingCurve(heard(10, [0.5, 0.6], [2, 3], [3.6, 4], [4.5, 4.51]));
    for (let step = 1; step < curve.length; step++) {
      expect(Math.abs(db(curve[step]) - db(curve[step - 1]))).toBeLessThan(1.5);
    }
  });

  test('a film that begins with a voice begins with the music down', () => {
    expect(db(duckingCurve(heard(2, [0.05, 1]))[0])).toBeCloseTo(-12, 1);
  });

  test('a voice is heard in speech and not in the noise below −45 dB', () => {
    const samples = new Float32Array(4800);
    samples.set(sine(200, 0.03, 0.1), 960);
    samples.set(sine(200, 0.02, 0.004), 3360);
    expect([...findVoice(samples)]).toEqual([0, 0, 1, 1, 1, 0, 0, 0, 0, 0]);
  });

  test('the curve is applied in its place, in straight lines, and holds its last value', () => {
    const samples = new Float32Array(1440).fill(1);
    applyCurve(samples, 480, Float32Array.of(9, 1, 0.5));
    expect([samples[0], samples[240], samples[480], samples[1439]]).toEqual([1, 0.75, 0.5, 0.5]);
  });
});

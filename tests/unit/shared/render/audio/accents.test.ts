import { describe, expect, test } from 'vitest';
import { createEqualiser } from '#shared/audio/biquad.ts';
import { ACCENTS } from '#shared/domain/audio-mix.ts';
import { ACCENT_SECONDS, makeAccent } from '#shared/render/audio/accents.ts';
import { rmsDb } from '#tests/unit/shared/audio/signals.ts';

const level = (samples: Float32Array, from: number, to: number) =>
  rmsDb(samples.subarray(Math.round(from * 48_000), Math.round(to * 48_000)));

function above(samples: Float32Array, frequency: number): number {
  const high = samples.slice();
  const band = { kind: 'high-pass', frequency, q: 0.7 } as const;
  createEqualiser([band, band], 48_000)(high);
  return rmsDb(high) - rmsDb(samples);
}

describe('accents', () => {
  test.each(ACCENTS)(
    '%s: as long as it should be, peak 1, silent at both ends, the same for a seed',
    (kind) => {
      // Act
      const [left, right] = makeAccent(kind, 7);

      // Assess
      expect(left.length).toBe(Math.round(ACCENT_SECONDS[kind] * 48_000));
      const peaks = [left, right].map((side) => side.reduce((most, x) => Math.max(most, Math.abs(x)), 0));
      expect(Math.max(...peaks)).toBeGreaterThan(0.8);
      expect(Math.max(...peaks)).toBeLessThanOrEqual(1);
      for (const side of [left, right]) {
        expect(Math.abs(side[0] as number)).toBeLessThan(1e-6);
        expect(Math.abs(side.at(-1) as number)).toBeLessThan(1e-6);
      }
      expect(makeAccent(kind, 7)).toEqual([left, right]);
      expect(makeAccent(kind, 8)).not.toEqual([left, right]);
    },
  );

  test('a whoosh is loudest in its middle and passes from one side to the other', () => {
    const [left, right] = makeAccent('whoosh', 1);
    expect(level(left, 0.3, 0.45)).toBeGreaterThan(level(left, 0, 0.1) + 15);
    const early = level(left, 0.1, 0.25) - level(right, 0.1, 0.25);
    const late = level(left, 0.5, 0.65) - level(right, 0.5, 0.65);
    expect(Math.abs(early - late)).toBeGreaterThan(6);
  });

  test('a riser grows until it ends', () => {
    const [left] = makeAccent('riser', 1);
    const parts = [0.1, 0.4, 0.7, 1].map((from) => level(left, from, from + 0.2));
    expect(parts).toEqual([...parts].sort((a, b) => a - b));
    expect((parts[3] as number) - (parts[0] as number)).toBeGreaterThan(15);
  });

  test('a hit is low, a shimmer is high', () => {
    expect(above(makeAccent('hit', 1)[0], 300)).toBeLessThan(-20);
    expect(above(makeAccent('shimmer', 1)[0], 900)).toBeGreaterThan(-3);
  });
});

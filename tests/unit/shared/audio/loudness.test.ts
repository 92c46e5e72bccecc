import { describe, expect, test } from 'vitest';
import { createLoudnessMeter, measureLoudness } from '#shared/audio/loudness.ts';
import { sine } from '#tests/unit/shared/audio/signals.ts';

describe('loudness, by the test signals of EBU Tech 3341', () => {
  test('a stereo tone of 1 kHz at −23 dBFS is −23 LUFS', () => {
    const tone = sine(1000, 20, 10 ** (-23 / 20));
    expect(measureLoudness([tone, tone])).toBeCloseTo(-23, 1);
  });

  test('quiet passages below the gate do not count (signal 3)', () => {
    // Prepare
    const parts = [
      [-36, 10],
      [-23, 60],
      [-36, 10],
    ].map(([db = 0, seconds = 0]) => sine(1000, seconds, 10 ** (db / 20)));

    // Act
    const meter = createLoudnessMeter(2);
    for (const part of parts) meter.add([part, part]);

    // Assess
    expect(meter.integrated()).toBeCloseTo(-23, 1);
  });

  test('silence has no loudness, and a sound shorter than a block has one', () => {
    expect(measureLoudness([new Float32Array(96_000)])).toBe(Number.NEGATIVE_INFINITY);
    expect(measureLoudness([sine(1000, 0.1)])).toBeCloseTo(-3, 0);
    expect(measureLoudness([new Float32Array(0)])).toBe(Number.NEGATIVE_INFINITY);
  });
});

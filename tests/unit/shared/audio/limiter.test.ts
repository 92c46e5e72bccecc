import { describe, expect, test } from 'vitest';
import { createLimiter } from '#shared/audio/limiter.ts';
import { upsample } from '#shared/audio/polyphase.ts';
import { sine } from '#tests/unit/shared/audio/signals.ts';

const peak = (samples: Float32Array) => samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);

function limit(samples: Float32Array, ceiling: number, block = samples.length): Float32Array {
  const limiter = createLimiter(1, ceiling);
  const padded = new Float32Array(samples.length + limiter.delay);
  padded.set(samples);
  const output = new Float32Array(padded.length);
  for (let i = 0; i < padded.length; i += block) {
    output.set(limiter.process([padded.subarray(i, i + block)])[0] as Float32Array, i);
  }
  return output.subarray(limiter.delay);
}

describe('limiter', () => {
  test('what is below the ceiling passes unchanged and in its place', () => {
    const quiet = sine(700, 0.1, 0.3);
    expect(limit(quiet, 0.5)).toEqual(quiet);
  });

  test.each([997, 6001, 11_003])(
    'peaks between the samples of %i Hz stay below the ceiling as well',
    (frequency) => {
      // Prepare: loud bursts with sudden beginnings.
      const loud = sine(frequency, 0.3, 2).map((sample, i) =>
        Math.floor(i / 3000) % 2 ? sample : 0.1 * sample,
      );

      // Act
      const limited = limit(loud, 0.5);

      // Assess
      expect(peak(upsample(limited, 4))).toBeLessThan(0.5 * 1.05);
    },
  );

  test('two seconds after a burst everything passes unchanged again', () => {
    const burst = sine(440, 3, 0.3).map((sample, i) => (i < 4800 ? 5 * sample : sample));
    expect(limit(burst, 0.5).subarray(96_000)).toEqual(burst.subarray(96_000));
  });

  test('the size of the blocks makes no difference', () => {
    const loud = sine(440, 0.1, 1.5);
    expect(limit(loud, 0.5, 101)).toEqual(limit(loud, 0.5));
  });

  test('all channels get the same gain, so that nothing moves from side to side', () => {
    // Act
    const [left, right] = createLimiter(2, 0.5).process([sine(440, 0.2, 2), sine(440, 0.2, 0.2)]);

    // Assess
    const ratios = (left as Float32Array).map((sample, i) => sample / ((right as Float32Array)[i] as number));
    expect(Math.min(...ratios.slice(1000).filter(Number.isFinite))).toBeCloseTo(10, 2);
  });
});

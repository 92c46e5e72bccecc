import { describe, expect, test } from 'vitest';
import { createEqualiser } from '#shared/audio/biquad.ts';
import { upsample } from '#shared/audio/polyphase.ts';
import { rmsDb, sine } from '#tests/unit/shared/audio/signals.ts';

describe('equaliser', () => {
  test.each([
    [{ kind: 'peak', frequency: 1000, q: 1, gain: 6 }, 1000, 6],
    [{ kind: 'peak', frequency: 1000, q: 1, gain: 6 }, 12_000, 0],
    [{ kind: 'high-shelf', frequency: 3000, q: 0.7, gain: -8 }, 15_000, -8],
    [{ kind: 'high-pass', frequency: 100, q: Math.SQRT1_2 }, 100, -3],
    [{ kind: 'low-pass', frequency: 5000, q: Math.SQRT1_2 }, 5000, -3],
  ] as const)('%o changes %i Hz by %i dB', (band, frequency, wanted) => {
    // Prepare
    const tone = sine(frequency, 0.5, 0.1);
    const before = rmsDb(tone.subarray(4800));

    // Act
    createEqualiser([band], 48_000)(tone);

    // Assess
    expect(rmsDb(tone.subarray(4800)) - before).toBeCloseTo(wanted, 0);
  });

  test('filtering in blocks of any size gives the same samples as filtering at once', () => {
    // Prepare
    const bands = [{ kind: 'peak', frequency: 500, q: 2, gain: 9 }] as const;
    const whole = sine(440, 0.1);
    const parts = sine(440, 0.1);

    // Act
    createEqualiser(bands, 48_000)(whole);
    const filter = createEqualiser(bands, 48_000);
    for (let i = 0; i < parts.length; i += 77) filter(parts.subarray(i, i + 77));

    // Assess
    expect(parts).toEqual(whole);
  });
});

describe('upsampling', () => {
  test.each([200, 1000, 5000, 6500])('a tone of %i Hz stays what it is, without delay', (frequency) => {
    // Act
    const raised = upsample(sine(frequency, 0.2, 0.5, 16_000), 3);

    // Assess
    const wanted = sine(frequency, 0.2, 0.5);
    const error = raised.map((sample, i) => sample - (wanted[i] as number)).subarray(500, -500);
    expect(raised.length).toBe(wanted.length);
    expect(rmsDb(error)).toBeLessThan(-70);
  });
});

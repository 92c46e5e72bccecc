import { describe, expect, test } from 'vitest';
import { createEqualiser } from '#shared/audio/biquad.ts';
import { createDeEsser, createVoiceChain } from '#shared/render/audio/voice-chain.ts';
import { rmsDb, sine } from '#tests/unit/shared/audio/signals.ts';
import { noise, syllables } from '#tests/unit/shared/render/audio/wav-sound.ts';

/** A hiss like that of an s: noise above 6 kHz. */
function hiss(seconds: number, level: number): Float32Array {
  const samples = noise(seconds, level);
  const band = { kind: 'high-pass', frequency: 6000, q: 0.7 } as const;
  createEqualiser([band, band], 48_000)(samples);
  return samples;
}

const process = (samples: Float32Array) => {
  const out = samples.slice();
  createVoiceChain(1)([out]);
  return out;
};
const second = (samples: Float32Array, n: number) => samples.slice(n * 48_000 + 9600, (n + 1) * 48_000);

describe('voice chain', () => {
  test('a sharp s is turned down by 4 to 11 dB, a soft one is left as it is', () => {
    for (const [level, least, most] of [
      [0.4, 4, 11],
      [0.02, -0.2, 0.5],
    ] as const) {
      const before = hiss(1, level);
      const after = before.slice();
      createDeEsser(1)([after]);
      const taken = rmsDb(before.subarray(4800)) - rmsDb(after.subarray(4800));
      expect(taken).toBeGreaterThan(least);
      expect(taken).toBeLessThan(most);
    }
  });

  test('while it takes an s down, the vowel under it stays', () => {
    // Prepare
    const vowel = sine(220, 1, 0.15);
    const both = vowel.map((sample, i) => sample + ((hissing[i] ?? 0) as number));

    // Act
    createDeEsser(1)([both]);

    // Assess
    const low = both.slice();
    const band = { kind: 'low-pass', frequency: 1000, q: 0.7 } as const;
    createEqualiser([band, band], 48_000)(low);
    expect(rmsDb(low.subarray(9600))).toBeCloseTo(rmsDb(vowel.subarray(9600)), 0);
  });

  test('a jump of 12 dB becomes one of 4 to 8', () => {
    // Prepare: one second at a quarter of the level of the next.
    const [quiet, loud] = [syllables(1, 0.07), syllables(1, 0.28)];
    const voice = new Float32Array(96_000);
    voice.set(quiet);
    voice.set(loud, 48_000);

    // Act
    const after = process(voice);

    // Assess
    const jump = rmsDb(second(after, 1)) - rmsDb(second(after, 0));
    expect(rmsDb(second(voice, 1)) - rmsDb(second(voice, 0))).toBeCloseTo(12, 1);
    expect(jump).toBeGreaterThan(4);
    expect(jump).toBeLessThan(8);
  });

  test('rumble is gone and the voice is not', () => {
    const rumble = process(sine(30, 1, 0.1));
    const voice = process(sine(200, 1, 0.05));
    expect(rmsDb(rumble.subarray(9600))).toBeLessThan(rmsDb(sine(30, 1, 0.1)) - 25);
    expect(rmsDb(voice.subarray(9600))).toBeGreaterThan(rmsDb(sine(200, 1, 0.05)) - 5);
  });

  test('blocks of any size give the same samples as one', () => {
    const whole = syllables(1);
    const parts = whole.slice();
    createVoiceChain(1)([whole]);
    const chain = createVoiceChain(1);
    for (let i = 0; i < parts.length; i += 777) chain([parts.subarray(i, i + 777)]);
    const apart = parts.map((sample, i) => Math.abs(sample - (whole[i] as number)));
    expect(Math.max(...apart)).toBeLessThan(1e-6);
  });

  test('both sides of a stereo recording get the same gain', () => {
    const [left, right] = [syllables(1, 0.4), syllables(1, 0.04)];
    createVoiceChain(2)([left, right]);
    const ratios = left.map((sample, i) => sample / (right[i] as number)).filter(Number.isFinite);
    expect([...ratios].sort((a, b) => a - b)[ratios.length >> 1]).toBeCloseTo(10, 2);
  });
});

const hissing = hiss(1, 0.3);

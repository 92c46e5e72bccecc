import { describe, expect, test } from 'vitest';
import { createEqualiser } from '#shared/audio/biquad.ts';
import { measureLoudness } from '#shared/audio/loudness.ts';
import { beatGrid } from '#shared/providers/music/beat-grid.ts';
import { composeMusic } from '#shared/providers/music/compose-music.ts';
import { Mood, type MusicRequest } from '#shared/providers/music/request.ts';
import { rmsDb } from '#tests/unit/shared/audio/signals.ts';

function play(request: MusicRequest): [Float32Array, Float32Array] {
  const blocks = [...composeMusic(request)];
  const frames = blocks.reduce((sum, [left]) => sum + left.length, 0);
  const whole: [Float32Array, Float32Array] = [new Float32Array(frames), new Float32Array(frames)];
  let at = 0;
  for (const [left, right] of blocks) {
    whole[0].set(left, at);
    whole[1].set(right, at);
    at += left.length;
  }
  return whole;
}

const largest = (samples: Float32Array) =>
  samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);

describe('music', () => {
  test.each([
    ...Mood.options.map((mood, i) => [mood, 21, i] as const),
    ['deep', 24, 2_147_483_647],
    ['calm', 5.037, 0],
    ['bright', 1, 3],
  ] as const)(
    '%s for %d seconds is as long as asked, even in level, without clicks, and ends in silence',
    (mood, seconds, seed) => {
      // Act
      const [left, right] = play({ mood, seconds, seed });

      // Assess
      expect([left.length, right.length]).toEqual([
        Math.round(seconds * 48_000),
        Math.round(seconds * 48_000),
      ]);
      for (const samples of [left, right]) {
        expect(largest(samples)).toBeLessThan(0.85);
        expect(Math.abs(samples[0] ?? 1)).toBeLessThan(0.001);
        expect(Math.abs(samples.at(-1) ?? 1)).toBeLessThan(0.0001);
        // A click is a jump from one sample to the next; a plucked string comes near it.
        const jumps = samples.slice(1).map((sample, i) => sample - (samples[i] as number));
        expect(largest(jumps)).toBeLessThan(0.3);
      }
      if (seconds > 20) {
        expect(measureLoudness([left, right])).toBeGreaterThan(-22);
        expect(measureLoudness([left, right])).toBeLessThan(-16);
        for (let at = 4; at < seconds - 5; at += 2)
          expect(rmsDb(left.subarray(at * 48_000, (at + 2) * 48_000))).toBeGreaterThan(-32);
      }
    },
  );

  test.each(Mood.options)('%s is soft: little above 5 kHz', (mood) => {
    // Act
    const [left] = play({ mood, seconds: 8, seed: 5 });
    const whole = rmsDb(left);
    const high = Float32Array.from(left);
    createEqualiser(
      [
        { kind: 'high-pass', frequency: 5000, q: 0.54 },
        { kind: 'high-pass', frequency: 5000, q: 1.31 },
      ],
      48_000,
    )(high);

    // Assess
    expect(rmsDb(high)).toBeLessThan(whole - 14);
  });

  test('the last chord is struck before the end and dies away until it', () => {
    // Act
    const [left] = play({ mood: 'calm', seconds: 20, seed: 2 });

    // Assess
    const level = (from: number, to: number) => rmsDb(left.subarray(from * 48_000, to * 48_000));
    const { homeMs } = beatGrid({ mood: 'calm', seconds: 20, seed: 2 });
    const struck = homeMs / 1000;
    expect(level(struck, struck + 1)).toBeGreaterThan(-30);
    expect(level(19.6, 19.8)).toBeLessThan(level(struck, struck + 1) - 12);
    expect(level(19.95, 20)).toBeLessThan(-45);
  });

  test('the same seed gives the same samples, another seed another piece', () => {
    const request = { mood: 'bright', seconds: 6, seed: 4 } as const;
    expect(play(request)).toEqual(play(request));
    expect(play(request)).not.toEqual(play({ ...request, seed: 5 }));
  });

  test('left and right differ but are heard together as well', () => {
    // Act
    const [left, right] = play({ mood: 'calm', seconds: 10, seed: 1 });
    const sum = left.map((sample, i) => (sample + (right[i] as number)) / 2);
    const difference = left.map((sample, i) => (sample - (right[i] as number)) / 2);

    // Assess
    expect(rmsDb(difference)).toBeGreaterThan(rmsDb(sum) - 25);
    expect(rmsDb(sum)).toBeGreaterThan(rmsDb(difference) + 3);
  });
});

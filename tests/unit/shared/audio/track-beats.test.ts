import { describe, expect, test } from 'vitest';
import { createBandLevels } from '#shared/audio/band-levels.ts';
import { trackBeats } from '#shared/audio/track-beats.ts';
import { beatGrid } from '#shared/providers/music/beat-grid.ts';
import { composeMusic } from '#shared/providers/music/compose-music.ts';
import type { Mood } from '#shared/providers/music/request.ts';
import { sine } from '#tests/unit/shared/audio/signals.ts';
import { noise } from '#tests/unit/shared/render/audio/wav-sound.ts';

function beatsOf(...blocks: readonly Float32Array[]): number[] {
  const meter = createBandLevels();
  for (const block of blocks) meter.add(block);
  return trackBeats(meter.levels());
}

/** Share of the times that a found beat lies within 50 ms of. */
function share(times: readonly number[], near: readonly number[]): number {
  return times.filter((time) => near.some((other) => Math.abs(other - time) < 0.05)).length / times.length;
}

function clicks(times: readonly number[], seconds: number): Float32Array {
  const samples = noise(seconds, 0.001);
  for (const time of times) samples.set(sine(1500, 0.01, 0.4), Math.round(time * 48_000));
  return samples;
}

describe('beats of a sound', () => {
  test.each([72, 90, 100, 120, 140])('clicks at %i a minute are found, and nothing else', (tempo) => {
    // Prepare
    const times = Array.from({ length: Math.floor((19 * tempo) / 60) }, (_, i) => 0.3 + (i * 60) / tempo);

    // Act
    const beats = beatsOf(clicks(times, 20));

    // Assess
    expect(share(times, beats)).toBeGreaterThanOrEqual(0.95);
    expect(share(beats, times)).toBeGreaterThanOrEqual(0.9);
  });

  test('a tempo that bends by a tenth is followed', () => {
    const times = [0.5];
    while ((times.at(-1) as number) < 28) {
      const at = times.at(-1) as number;
      times.push(at + 0.5 * (1 + 0.05 * Math.sin(at / 5)));
    }
    expect(share(times, beatsOf(clicks(times, 30)))).toBeGreaterThanOrEqual(0.95);
  });

  test.each<[Mood, number]>([
    ['bright', 1],
    ['warm', 2],
    ['tense', 1],
    ['driving', 3],
    ['playful', 1],
    ['epic', 2],
    ['dreamy', 1],
  ])('of a bed of our own, %s, nine in ten beats of its grid are found within 50 ms', (mood, seed) => {
    // Prepare
    const request = { mood, seed, seconds: 40 };
    const blocks = [...composeMusic(request)].map(([left, right]) =>
      left.map((sample, i) => sample + (right[i] as number)),
    );

    // Act
    const beats = beatsOf(...blocks);

    // Assess
    const grid = beatGrid(request).beatsMs.map((ms) => ms / 1000);
    expect(share(grid, beats)).toBeGreaterThanOrEqual(0.9);
    expect(share(beats, grid)).toBeGreaterThanOrEqual(0.85);
  });

  test('silence, a steady tone and nothing at all have no beats', () => {
    expect(beatsOf(new Float32Array(480_000))).toEqual([]);
    expect(beatsOf(new Float32Array(0))).toEqual([]);
    expect(beatsOf(sine(440, 10, 0.3)).length).toBeLessThan(40);
  });
});

import { statSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { measureLoudness } from '#shared/audio/loudness.ts';
import type { FilmSound } from '#shared/render/audio/film-sound.ts';
import { type KeptSound, keepSound } from '#shared/render/audio/kept-sound.ts';
import { writeMaster } from '#shared/render/audio/master.ts';
import { temporaryFolder } from '#tests/local-ports.ts';
import { sine } from '#tests/unit/shared/audio/signals.ts';

const never = new AbortController().signal;

async function* play(left: Float32Array, right: Float32Array): FilmSound {
  for (let at = 0; at < left.length; at += 48_000) {
    yield [left.slice(at, at + 48_000), right.slice(at, at + 48_000)];
  }
}

async function readAll(sound: KeptSound) {
  const [left, right] = [new Float32Array(sound.frames), new Float32Array(sound.frames)];
  let at = 0;
  for await (const block of sound.blocks()) {
    left.set(block[0], at);
    right.set(block[1], at);
    at += block[0].length;
    // What the reader does to its block must not come back.
    for (const samples of block) samples.fill(9);
  }
  return [left, right];
}

const [left, right] = [sine(440, 2.3, 0.5), sine(997, 2.3, 0.2)];

describe('the sum of a film’s sound', () => {
  test('is played once, measured, and can be read again and again, sample for sample', async () => {
    // Act
    const file = path.join(await temporaryFolder(), 'sum');
    const kept = await keepSound(file, play(left, right), never);

    // Assess
    expect(kept.loudness).toBeCloseTo(measureLoudness([left, right]), 6);
    expect(await readAll(kept)).toEqual([left, right]);
    expect(await readAll(kept)).toEqual([left, right]);
    expect(statSync(file).size).toBe(left.length * 8);
  });

  test('that is cut short on the disk is an error and not a shorter film', async () => {
    const file = path.join(await temporaryFolder(), 'sum');
    const kept = await keepSound(file, play(left, right), never);
    truncateSync(file, 500_000);
    await expect(readAll(kept)).rejects.toMatchObject({ code: 'ASSET_CORRUPT' });
  });
});

describe('the master', () => {
  test('is read twice where the limiter takes away more than was expected, and once where that is known', async () => {
    // Prepare: bursts that the limiter has to hold back.
    const folder = await temporaryFolder();
    const loud = sine(440, 6, 0.9).map((sample, i) => (i % 12_000 < 1200 ? sample : 0.4 * sample));
    const kept = await keepSound(path.join(folder, 'sum'), play(loud, loud), never);
    let passes = 0;
    const counted = {
      ...kept,
      blocks() {
        passes += 1;
        return kept.blocks();
      },
    };
    const settings = { path: path.join(folder, 'film.wav'), targetLufs: -8, ceilingDb: -2, signal: never };

    // Act
    const loss = await writeMaster(counted, { ...settings, expectedLoss: 0 });
    const first = passes;
    await writeMaster(counted, { ...settings, expectedLoss: loss });

    // Assess
    expect(loss).toBeGreaterThan(0.15);
    expect(first).toBeGreaterThan(1);
    expect(passes).toBe(first + 1);
  });
});

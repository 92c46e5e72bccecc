import { describe, expect, test } from 'vitest';
import { createBandLevels } from '#shared/audio/band-levels.ts';
import { beatGrid } from '#shared/providers/music/beat-grid.ts';
import { composeMusic } from '#shared/providers/music/compose-music.ts';
import { fitMusic, type MusicFit, type Stretch } from '#shared/render/audio/own-music/plan-fit.ts';
import { playFit } from '#shared/render/audio/own-music/play-fit.ts';
import { seeded } from '#shared/scenes/seeded.ts';
import { rmsDb, sine } from '#tests/unit/shared/audio/signals.ts';
import { asWav } from '#tests/unit/shared/render/audio/wav-sound.ts';

const request = { mood: 'bright', seconds: 40, seed: 1 } as const;
const [left, right] = play();
const beats = beatGrid(request).beatsMs.map((ms) => ms / 1000);
const piece = { seconds: 40, beats, levels: levelsOf(left) };

function play() {
  const whole = [new Float32Array(40 * 48_000), new Float32Array(40 * 48_000)] as const;
  let at = 0;
  for (const block of composeMusic(request)) {
    for (const [side, samples] of block.entries()) whole[side]?.set(samples, at);
    at += block[0].length;
  }
  return whole;
}

function levelsOf(samples: Float32Array): Float32Array {
  const meter = createBandLevels();
  meter.add(samples);
  return meter.levels();
}

async function sound(fit: MusicFit, seconds: number): Promise<Float32Array> {
  const out: number[] = [];
  for await (const [block] of playFit(await asWav(left, right), fit, seconds * 48_000)) out.push(...block);
  return Float32Array.from(out);
}

const lengthOf = ({ stretches }: MusicFit) => stretches.reduce((sum, { from, to }) => sum + to - from, 0);
/** Distance to the nearest beat. */
const offBeat = (time: number) => Math.min(...beats.map((beat) => Math.abs(beat - time)));

describe('own music', () => {
  test.each([52, 75, 130])(
    'is led round on its beats for a film of %i seconds, and ends with it',
    (seconds) => {
      // Act
      const fit = fitMusic(piece, seconds);

      // Assess
      expect(lengthOf(fit)).toBeLessThanOrEqual(seconds + 0.001);
      expect(lengthOf(fit)).toBeGreaterThan(seconds - 1.3);
      expect(fit.stretches.at(-1)?.to).toBe(40);
      const places = beats.map((beat, i) => [beat, i] as const);
      const beatAt = (time: number) => places.find(([beat]) => beat === time)?.[1] as number;
      for (const [i, { from }] of fit.stretches.entries()) {
        if (i === 0) continue;
        expect((beatAt(fit.stretches[i - 1]?.to as number) - beatAt(from)) % 4).toBe(0);
      }
    },
  );

  test('a shorter film gets its beginning and its own ending, joined on a beat', () => {
    const fit = fitMusic(piece, 25);
    expect(fit.stretches).toHaveLength(2);
    expect(fit.stretches[0]?.from).toBeLessThan(2.4);
    expect(fit.stretches[1]?.to).toBe(40);
    expect(offBeat(fit.stretches[1]?.from as number)).toBe(0);
  });

  test('a seam is neither a hole nor a click', async () => {
    // Prepare
    const fit = fitMusic(piece, 75);
    const { from, to } = fit.stretches[0] as Stretch;
    const seam = to - from;

    // Act
    const film = await sound(fit, 75);

    // Assess
    const around = (from: number, to: number) => film.subarray((seam + from) * 48_000, (seam + to) * 48_000);
    expect(film).toHaveLength(75 * 48_000);
    expect(rmsDb(around(-0.06, 0))).toBeGreaterThan(rmsDb(around(-2, -0.1)) - 8);
    const jumps = [...around(-0.1, 0.1)].map((x, i, all) => Math.abs(x - (all[i - 1] ?? x)));
    expect(Math.max(...jumps)).toBeLessThan(0.25);
    // Far from the seam it is the piece itself, to the bit of 16.
    const shift = Math.round(from * 48_000);
    expect(Math.abs((film[48_000] as number) - (left[48_000 + shift] as number))).toBeLessThan(1e-4);
  });

  test('without beats it plays from its start and fades until the film ends', async () => {
    // Act
    const fit = fitMusic({ seconds: 40, beats: [], levels: piece.levels }, 12);
    const film = await sound(fit, 12);

    // Assess
    expect(fit.fadeAt).toBeCloseTo(8, 1);
    expect(rmsDb(film.subarray(11.9 * 48_000))).toBeLessThan(-80);
    expect(rmsDb(film.subarray(10 * 48_000, 10.5 * 48_000))).toBeLessThan(
      rmsDb(film.subarray(7 * 48_000, 8 * 48_000)) - 4,
    );
  });

  test('the fade begins on a beat', () => {
    // Prepare: a steady tone, whose seams would be good, with beats that are too far apart for one.
    const tone = { seconds: 30, beats: [0, 5, 10, 15, 20], levels: levelsOf(sine(300, 30, 0.3)) };

    // Act
    const fit = fitMusic(tone, 18.3);

    // Assess
    expect(fit.fadeAt).toBe(15);
  });

  test('where no seam is good, the best loop is gone round, and the last one fades', () => {
    // Prepare: no two places sound alike.
    const random = seeded('unlike');
    const unlike = { ...piece, levels: piece.levels.map(() => -7 * random()) };

    // Act
    const fit = fitMusic({ ...unlike, beats: beats.filter((_, i) => i % 3 === 0) }, 130);

    // Assess
    expect(lengthOf(fit)).toBeCloseTo(130, 3);
    expect(fit.fadeAt).toBeGreaterThan(124);
    expect(fit.fadeAt).toBeLessThan(128);
  });

  test('a piece as long as the film is left as it is', () => {
    expect(fitMusic(piece, 40.4)).toEqual({ stretches: [{ from: 0, to: 40 }] });
  });
});

import { describe, expect, test } from 'vitest';
import { createEqualiser } from '#shared/audio/biquad.ts';
import { measureLoudness } from '#shared/audio/loudness.ts';
import { type FilmSources, layFilmSound } from '#shared/render/audio/film-sound.ts';
import { sine } from '#tests/unit/shared/audio/signals.ts';
import { asWav, leftOf, syllables } from '#tests/unit/shared/render/audio/wav-sound.ts';

const SECOND = 48_000;
const film = (seconds: number, sources: Partial<FilmSources>): FilmSources => ({
  ...{ frames: seconds * SECOND, voices: [], clips: [], accents: [], chapters: [] },
  ...sources,
});

/** Level in dB of what lies about 12 kHz, where no voice is, in a span of seconds. */
function bedLevel(samples: Float32Array, from: number, to: number): number {
  const high = samples.slice();
  const band = { kind: 'high-pass', frequency: 9000, q: 0.7 } as const;
  createEqualiser([band, band, band], SECOND)(high);
  const part = high.subarray(Math.round(from * SECOND), Math.round(to * SECOND));
  return 10 * Math.log10(part.reduce((sum, x) => sum + x * x, 0) / part.length + 1e-12);
}

/** A bed that can be told from a voice: a tone of 12 kHz under one of 300 Hz. */
const bed = (seconds: number) => sine(12_000, seconds, 0.1);

describe('sound of a film', () => {
  test('music lies 9 to 14 dB lower under a voice than in its pauses, and is down before the first word', async () => {
    // Prepare: speech from 3 to 6 and from 9 to 11 seconds.
    const music = await asWav(bed(14), bed(14));
    const voices = [
      { start: 3 * SECOND, sound: await asWav(syllables(3)) },
      { start: 9 * SECOND, sound: await asWav(syllables(2)) },
    ];

    // Act
    const left = await leftOf(layFilmSound(film(14, { voices, music })));

    // Assess
    const gap = bedLevel(left, 7.3, 8.5);
    for (const [from, to] of [
      [3, 5.9],
      [9, 10.9],
    ] as const) {
      expect(gap - bedLevel(left, from, to)).toBeGreaterThan(9);
      expect(gap - bedLevel(left, from, to)).toBeLessThan(14);
    }
    expect(gap - bedLevel(left, 2.96, 3)).toBeGreaterThan(9);
    expect(bedLevel(left, 1, 2.5)).toBeCloseTo(gap, 0);
    // Within a word's length nothing pumps.
    const steps = Array.from({ length: 25 }, (_, i) => bedLevel(left, 3.2 + i / 10, 3.3 + i / 10));
    expect(Math.max(...steps) - Math.min(...steps)).toBeLessThan(0.3);
  });

  test('music steps back for a voice on one side only', async () => {
    const silence = new Float32Array(2 * SECOND);
    const gaps = [];
    for (const sides of [
      [syllables(2), silence],
      [silence, syllables(2)],
    ]) {
      const voices = [{ start: 2 * SECOND, sound: await asWav(...sides) }];
      const left = await leftOf(layFilmSound(film(6, { voices, music: await asWav(bed(6), bed(6)) })));
      gaps.push(bedLevel(left, 0.2, 1.5) - bedLevel(left, 2.2, 3.8));
    }
    for (const gap of gaps) expect(gap).toBeGreaterThan(9);
  });

  test('voices come out equally loud, whoever speaks and however they were recorded', async () => {
    // Prepare: 24 dB apart, one of them stereo.
    const voices = [
      { start: 0, sound: await asWav(syllables(3, 0.02)) },
      { start: 4 * SECOND, sound: await asWav(syllables(3, 0.3), syllables(3, 0.3)) },
      { start: 8 * SECOND, sound: await asWav(syllables(3, 0.1)) },
    ];

    // Act
    const left = await leftOf(layFilmSound(film(12, { voices })));

    // Assess
    const loudness = [0, 4, 8].map((from) =>
      measureLoudness([left.slice(from * SECOND, (from + 3) * SECOND)]),
    );
    for (const one of loudness) expect(one).toBeCloseTo(-18, 0);
    expect(Math.max(...loudness) - Math.min(...loudness)).toBeLessThan(0.5);
  });

  test('the sound of footage is heard in its place, fades at both ends, and steps back for a voice', async () => {
    // Prepare: heard from 2 to 8, from its third second on; somebody speaks from 4 to 6.
    const sound = await asWav(bed(12));
    const clips = [{ start: 2 * SECOND, from: 3 * SECOND, length: 6 * SECOND, gainDb: 0, sound }];
    const voices = [{ start: 4 * SECOND, sound: await asWav(syllables(2)) }];

    // Act
    const left = await leftOf(layFilmSound(film(10, { voices, clips })));

    // Assess
    expect(bedLevel(left, 0, 2)).toBeLessThan(-90);
    expect(bedLevel(left, 8, 10)).toBeLessThan(-90);
    expect(bedLevel(left, 2.5, 3.5) - bedLevel(left, 2, 2.03)).toBeGreaterThan(8);
    expect(bedLevel(left, 2.5, 3.5) - bedLevel(left, 4.2, 5.8)).toBeGreaterThan(9);
  });

  test('an accent over the border of two blocks is the one that it is in the middle of one', async () => {
    const at = async (start: number) => {
      const accents = [{ kind: 'hit', start, gainDb: -20 }] as const;
      return (await leftOf(layFilmSound(film(4, { accents })))).slice(start, start + SECOND);
    };
    const [one, other] = [await at(0), await at(SECOND - 100)];
    const peak = (samples: Float32Array) => samples.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    expect(20 * Math.log10(peak(one))).toBeCloseTo(-20, 0);
    expect(20 * Math.log10(peak(other))).toBeCloseTo(-20, 0);
  });
});

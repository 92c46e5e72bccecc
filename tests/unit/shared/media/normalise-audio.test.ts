import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { normaliseAudio } from '#shared/media/normalise-audio.ts';
import { encode, never, testFfmpeg, testFolder } from '#tests/unit/shared/render/ffmpeg/make-media.ts';

const folder = testFolder();
const program = await testFfmpeg(folder);
const TONE = 'sine=f=440:r=44100:d=1';

const normalise = (file: string) =>
  normaliseAudio({ program, folder, file, target: 'sound.wav', signal: never });

/** Samples of both channels between two moments, in seconds. */
function samples(from: number, to: number): { left: number[]; right: number[] } {
  const bytes = readFileSync(path.join(folder, 'sound.wav'));
  const data = bytes.subarray(bytes.indexOf('data') + 8);
  const at = Array.from(
    { length: Math.floor((to - from) * 48_000) },
    (_, n) => Math.floor(from * 48_000) + n,
  );
  return { left: at.map((n) => data.readInt16LE(n * 4)), right: at.map((n) => data.readInt16LE(n * 4 + 2)) };
}
const peak = (values: readonly number[]) => Math.max(...values.map(Math.abs)) / 32_768;

describe('normalising sound', () => {
  test.each<[string, string, string[]]>([
    ['mono.wav', `${TONE}[a]`, ['-c:a', 'pcm_s16le', '-ac', '1', '-ar', '22050']],
    ['stereo.mp3', `${TONE}[a]`, ['-c:a', 'libmp3lame', '-ar', '44100']],
    ['surround.m4a', `${TONE},aformat=channel_layouts=5.1[a]`, ['-ac', '6']],
    ['deep.flac', `${TONE},aformat=sample_fmts=s32[a]`, ['-c:a', 'flac', '-ar', '96000']],
    ['film.mp4', `testsrc2=s=64x36:r=30:d=1[v];${TONE}[a]`, []],
    ['open.ogg', `${TONE}[a]`, ['-c:a', 'libvorbis']],
  ])(
    '%s becomes 48 kHz stereo of the same length that sounds from both sides',
    async (file, graph, options) => {
      await encode(folder, file, graph, options);
      const { seconds, file: made } = await normalise(file);
      expect(made).toBe('sound.wav');
      expect(seconds).toBeCloseTo(1, 1);
      const { left, right } = samples(0.2, 0.8);
      for (const side of [left, right]) expect(peak(side)).toBeGreaterThan(0.015);
      expect(peak([...left, ...right])).toBeLessThan(1);
    },
  );

  test('sound that begins late in its film stays where it is: silence is put before it', async () => {
    await encode(folder, 'late.mkv', `testsrc2=s=64x36:r=30:d=1[v];${TONE},adelay=0,asetpts=PTS+0.5/TB[a]`);
    await normalise('late.mkv');
    expect(peak(samples(0.05, 0.4).left)).toBe(0);
    expect(peak(samples(0.6, 0.9).left)).toBeGreaterThan(0.05);
  });

  test('a film without sound, and a sound that is cut off, are refused in words', async () => {
    await encode(folder, 'mute.mp4', 'testsrc2=s=64x36:r=30:d=0.5[v]');
    await expect(normalise('mute.mp4')).rejects.toThrow('This file has no sound.');
    await encode(folder, 'long.wav', 'sine=r=48000:d=3[a]', ['-c:a', 'pcm_s16le']);
    const whole = readFileSync(path.join(folder, 'long.wav'));
    writeFileSync(path.join(folder, 'cut.wav'), whole.subarray(0, 96_000));
    await expect(normalise('cut.wav')).rejects.toThrow('it is cut off');
  });

  test('nothing is left beside the result', () => {
    expect(readdirSync(folder).filter((name) => /part|packets/.test(name))).toEqual([]);
  });
});

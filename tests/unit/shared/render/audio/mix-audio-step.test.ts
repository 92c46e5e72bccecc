import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { ALL_FORMATS, FilePathSource, Input } from 'mediabunny';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOUDNESS_TARGETS } from '#shared/audio/loudness-targets.ts';
import { encodeWav } from '#shared/audio/wav.ts';
import type { AssetRef } from '#shared/domain/asset.ts';
import type { AudioMix } from '#shared/domain/audio-mix.ts';
import { AppError } from '#shared/errors.ts';
import { composeMusicStep } from '#shared/providers/music/compose-music-step.ts';
import { createFliteSpeech } from '#shared/providers/speech/flite-speech.ts';
import { mixAudioStep } from '#shared/render/audio/mix-audio-step.ts';
import { rmsDb, sine } from '#tests/unit/shared/audio/signals.ts';
import { type Harness, openHarness } from '#tests/unit/shared/render/step-harness.ts';

let harness: Harness;
let voices: AssetRef[];
let music: AssetRef;

beforeAll(async () => {
  harness = await openHarness();
  const speech = createFliteSpeech();
  const lines = [
    'Half of the ocean floor lies deeper than three thousand meters.',
    'Nobody had ever seen it.',
  ];
  const spoken = await Promise.all(
    lines.map((text) => speech.speak({ text, voice: 'flite-slt', language: 'en' })),
  );
  await speech.close();
  voices = await Promise.all(spoken.map(({ wav }) => keep(wav)));
  ({ music } = await composeMusicStep.run({ mood: 'calm', seconds: 12, seed: 1 }, harness.context));
});
afterAll(() => harness.close());

const keep = (wav: Uint8Array) => harness.assets.put(harness.context.tenant, wav, 'audio/wav');

const plain: Omit<AudioMix, 'durationMs'> = {
  version: 2,
  voice: [],
  chaptersMs: [],
  accents: [],
  clips: [],
  targetLufs: -14,
  truePeakDb: -1,
};

async function mix(
  voice: { audio: AssetRef; startMs: number }[],
  withMusic?: AssetRef,
  durationMs = 12_000,
  more: Partial<AudioMix> = {},
) {
  const asked: AudioMix = {
    ...plain,
    durationMs,
    voice,
    ...(withMusic ? { music: { audio: withMusic } } : {}),
    ...more,
  };
  return mixAudioStep.output.parse(await mixAudioStep.run({ mix: asked }, harness.context));
}

/** The left side of an encoded sound. */
async function decode(file: string): Promise<Float32Array> {
  const program = await harness.context.ports.tools.ffmpeg();
  const { stdout } = await promisify(execFile)(
    program,
    ['-v', 'error', '-i', file, '-map', '0:a', '-f', 'f32le', '-ac', '1', '-ar', '48000', '-'],
    { encoding: 'buffer', maxBuffer: 64 * 1024 ** 2 },
  );
  return new Float32Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + stdout.byteLength));
}

const twoLines = () => [
  { audio: voices[0] as AssetRef, startMs: 500 },
  { audio: voices[1] as AssetRef, startMs: 7000 },
];

describe('mix-audio', () => {
  test.each([
    ['voices and music', true, true],
    ['voices alone', true, false],
    ['music alone', false, true],
  ])('%s: −14 ±0.7 LUFS and at most −1 dBTP after encoding, as long as the film', async (_, speak, play) => {
    // Act
    const { audio, loudness } = await mix(speak ? twoLines() : [], play ? music : undefined);

    // Assess
    expect(loudness.integratedLufs).toBeGreaterThan(-14.7);
    expect(loudness.integratedLufs).toBeLessThan(-13.3);
    expect(loudness.truePeakDb).toBeLessThanOrEqual(-1);
    const file = path.join(harness.folder, `${audio.hash}.m4a`);
    await harness.save(audio, file);
    const input = new Input({ source: new FilePathSource(file), formats: ALL_FORMATS });
    const track = await input.getPrimaryAudioTrack();
    expect([track?.codec, track?.sampleRate, track?.numberOfChannels]).toEqual(['aac', 48_000, 2]);
    expect(await track?.computeDuration()).toBeCloseTo(12, 1);
  });

  test.each(['broadcast', 'podcast', 'broadcast-us'] as const)(
    'the loudness of %s is kept after encoding',
    async (name) => {
      // Act
      const { lufs, peakDb } = LOUDNESS_TARGETS[name];
      const { loudness } = await mix(twoLines(), music, 12_000, { targetLufs: lufs, truePeakDb: peakDb });

      // Assess
      expect(Math.abs(loudness.integratedLufs - lufs)).toBeLessThan(0.5);
      expect(loudness.truePeakDb).toBeLessThanOrEqual(peakDb);
    },
  );

  test('footage sounds at another speed with the same pitch, in its place', async () => {
    // Prepare: a tone of 880 Hz, twice as fast.
    const tone = await keep(encodeWav({ sampleRate: 48_000, channels: [sine(880, 8, 0.2)] }));
    const clip = { audio: tone, startMs: 1000, trimStartMs: 500, durationMs: 2000, gainDb: 0, speed: 2 };

    // Act
    const { audio } = await mix([], undefined, 4000, { clips: [clip] });

    // Assess
    const file = path.join(harness.folder, 'clip.m4a');
    await harness.save(audio, file);
    const heard = await decode(file);
    const crossings = heard
      .subarray(1.5 * 48_000, 2.5 * 48_000)
      .filter((sample, i, all) => i > 0 && sample >= 0 && (all[i - 1] as number) < 0).length;
    expect(crossings).toBeGreaterThan(870);
    expect(crossings).toBeLessThan(890);
    expect(rmsDb(heard.subarray(0, 45_000))).toBeLessThan(-60);
    expect(rmsDb(heard.subarray(3.2 * 48_000))).toBeLessThan(-60);
  });

  test('the same mix is the same file, byte for byte', async () => {
    const [one, two] = [await mix(twoLines(), music), await mix(twoLines(), music)];
    expect(two.audio.hash).toBe(one.audio.hash);
  });

  test('a film without voice and music has a silent track', async () => {
    expect((await mix([], undefined, 2000)).loudness).toEqual({ integratedLufs: -70, truePeakDb: -120 });
  });

  test('silent, clipping, overlapping and late voices do no harm; what cannot be both is quiet rather than too high', async () => {
    // Prepare
    const noisy = Float32Array.from({ length: 96_000 }, (_, i) =>
      i % 3000 < 1500 ? Math.sign(Math.sin(i)) : 0,
    );
    const loud = await keep(encodeWav({ sampleRate: 48_000, channels: [noisy] }));
    const silent = await keep(encodeWav({ sampleRate: 48_000, channels: [new Float32Array(48_000)] }));
    const empty = await keep(encodeWav({ sampleRate: 48_000, channels: [new Float32Array(0)] }));
    const at = (audio: AssetRef, startMs: number) => ({ audio, startMs });

    // Act
    const { loudness } = await mix(
      [at(loud, 0), at(loud, 50), at(silent, 1000), at(empty, 1500), at(loud, 9000)],
      music,
      3000,
    );

    // Assess
    expect(loudness.truePeakDb).toBeLessThanOrEqual(-1);
    expect(loudness.integratedLufs).toBeGreaterThan(-18);
  });

  test('what is no WAV file at 48 kHz is refused, and nothing stays open', async () => {
    const text = await keep(Buffer.from('#EXTM3U\n/etc/passwd\n'));
    const slow = await keep(encodeWav({ sampleRate: 16_000, channels: [new Float32Array(100)] }));
    for (const audio of [text, slow]) {
      await expect(mix([{ audio, startMs: 0 }])).rejects.toMatchObject({ code: 'MEDIA_INVALID' });
    }
  });

  test('cancelling stops the work', async () => {
    // Prepare
    const cancelled = await openHarness(
      AbortSignal.abort(new AppError('CANCELLED', 'The run was cancelled.')),
    );
    const asked: AudioMix = { ...plain, durationMs: 60_000 };

    // Act and assess
    await expect(mixAudioStep.run({ mix: asked }, cancelled.context)).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    await cancelled.close();
  });
});

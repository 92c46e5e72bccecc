import path from 'node:path';
import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import { AudioMix } from '#shared/domain/audio-mix.ts';
import { packageVersions } from '#shared/engine/package-versions.ts';
import { defineStep, type StepContext } from '#shared/engine/step.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { encodeSound, type Loudness, measureEncoded, SOUNDS } from '#shared/render/audio/encode-sound.ts';
import { layFilmSound } from '#shared/render/audio/film-sound.ts';
import { keepSound } from '#shared/render/audio/kept-sound.ts';
import { writeMaster } from '#shared/render/audio/master.ts';
import { openSources } from '#shared/render/audio/open-sources.ts';
import type { WavReader } from '#shared/render/audio/wav-reader.ts';
import type { SoundCodec } from '#shared/render/formats/film-formats.ts';

/**
 * AAC at 192 kbit/s raises the peaks of speech and music by about 0.7 dB. What comes out too high is limited lower once; if
 * that does not help (noise and clipped sound can gain 6 dB) it is made quieter: the peak is kept before the loudness.
 */
const CODEC_MARGIN_DB = 0.8;
const MOST_TRIES = 5;
/** What the limiter takes away from most films, in LU; a first guess that nearly always spares a second pass. */
const USUAL_LOSS = 0.1;

/**
 * Mixes the sound of a film: voices, music and footage that step back for them, accents; as loud as the mix says after encoding.
 * The result is AAC in an .m4a, or Opus in WebM where that is asked for, as long as the film. A film in which nothing sounds is silent (−70 LUFS, −120 dBTP). Throws
 * `MEDIA_INVALID` for sounds that are not 16-bit WAV at 48 kHz.
 */
export const mixAudioStep = defineStep({
  name: 'mix-audio',
  version: 5,
  input: z.strictObject({ mix: AudioMix, codec: z.literal('opus').optional() }),
  output: z.strictObject({
    audio: AssetRef,
    loudness: z.strictObject({ integratedLufs: z.number(), truePeakDb: z.number() }),
  }),
  dependsOn: async ({ tools }: Pick<Ports, 'tools'>) => ({
    ...packageVersions('fluent-ffmpeg'),
    ffmpeg: await tools.version('ffmpeg'),
  }),
  run: async ({ mix, codec }, context: StepContext<'tools'>) =>
    await context.ports.scratch.within(async (folder) => {
      const opened: WavReader[] = [];
      try {
        return await mixIn(folder, { mix, codec: codec ?? 'aac' }, opened, context);
      } finally {
        await Promise.all(opened.map((sound) => sound.close()));
      }
    }),
});

async function mixIn(
  folder: string,
  { mix, codec }: { mix: AudioMix; codec: SoundCodec },
  opened: WavReader[],
  context: StepContext<'tools'>,
) {
  const { ports, tenant, signal } = context;
  const program = await ports.tools.ffmpeg();
  const film = await openSources({ ...{ folder, mix, opened, program }, context });
  const sound = await keepSound(path.join(folder, 'sum.f32'), layFilmSound(film), signal);
  // Encoding runs at some 50 times the speed of the film; a fifth of that is a hang.
  const job = { program, folder, timeoutMs: 30_000 + mix.durationMs / 5, signal };
  const settings = {
    path: path.join(folder, 'film.wav'),
    targetLufs: mix.targetLufs,
    ceilingDb: mix.truePeakDb - CODEC_MARGIN_DB,
    expectedLoss: USUAL_LOSS,
    signal,
  };
  let loudness: Loudness;
  for (let attempt = 1; ; attempt++) {
    settings.expectedLoss = await writeMaster(sound, settings);
    await encodeSound({ ...job, wav: 'film.wav', file: 'film.sound', codec });
    loudness = await measureEncoded({ ...job, file: 'film.sound', codec });
    const excess = loudness.truePeakDb - mix.truePeakDb;
    if (excess <= 0 || attempt === MOST_TRIES) break;
    if (attempt === 1) settings.ceilingDb -= excess + 0.1;
    else settings.targetLufs -= excess + 0.1;
  }
  const file = path.join(folder, 'film.sound');
  return { audio: await ports.assets.putFile(tenant, file, SOUNDS[codec].mediaType), loudness };
}

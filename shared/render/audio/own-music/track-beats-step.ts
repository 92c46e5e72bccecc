import path from 'node:path';
import * as z from 'zod';
import { trackBeats } from '#shared/audio/track-beats.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { defineStep } from '#shared/engine/step.ts';
import { measureMusic } from '#shared/render/audio/own-music/measure-music.ts';
import { openWav } from '#shared/render/audio/wav-reader.ts';

/** A JSON list of times in ms: what `track-beats` finds. */
export const BeatTimes = z.array(z.int().nonnegative());

/** Finds the beats of own music; `music` is a WAV file of 16 bit at 48 kHz. Throws `MEDIA_INVALID` for anything else. */
export const trackBeatsStep = defineStep({
  name: 'track-beats',
  version: 1,
  input: z.strictObject({ music: AssetRef }),
  output: z.strictObject({ beats: AssetRef }),
  run: async ({ music }, { ports, tenant, signal, writeJson }) =>
    await ports.scratch.within(async (folder) => {
      const file = path.join(folder, 'music.wav');
      await ports.assets.copyTo(tenant, music, file);
      const sound = await openWav(file);
      try {
        const beats = trackBeats(await measureMusic(sound, signal));
        const beatsMs = beats.map((seconds) => Math.max(0, Math.round(seconds * 1000)));
        return { beats: await writeJson(BeatTimes, beatsMs) };
      } finally {
        await sound.close();
      }
    }),
});

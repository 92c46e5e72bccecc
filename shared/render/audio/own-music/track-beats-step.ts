import path from 'node:path';
import * as z from 'zod';
import { trackBeats } from '#shared/audio/track-beats.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { defineStep } from '#shared/engine/step.ts';
import { measureMusic } from '#shared/render/audio/own-music/measure-music.ts';
import { openWav } from '#shared/render/audio/wav-reader.ts';

/** Finds the beats of own music, in ms; `music` is a WAV file of 16 bit at 48 kHz. Throws `MEDIA_INVALID` for anything else. */
export const trackBeatsStep = defineStep({
  name: 'track-beats',
  version: 1,
  input: z.strictObject({ music: AssetRef }),
  output: z.strictObject({ beatsMs: z.array(z.int().nonnegative()) }),
  run: async ({ music }, { ports, tenant, signal }) =>
    await ports.scratch.within(async (folder) => {
      const file = path.join(folder, 'music.wav');
      await ports.assets.copyTo(tenant, music, file);
      const sound = await openWav(file);
      try {
        const beats = trackBeats(await measureMusic(sound, signal));
        return { beatsMs: beats.map((seconds) => Math.max(0, Math.round(seconds * 1000))) };
      } finally {
        await sound.close();
      }
    }),
});

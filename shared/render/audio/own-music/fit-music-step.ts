import { open } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { toPcm16, wavHeader } from '#shared/audio/wav.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { defineStep } from '#shared/engine/step.ts';
import { measureMusic } from '#shared/render/audio/own-music/measure-music.ts';
import { fitMusic } from '#shared/render/audio/own-music/plan-fit.ts';
import { playFit } from '#shared/render/audio/own-music/play-fit.ts';
import { openWav } from '#shared/render/audio/wav-reader.ts';

/**
 * Makes own music as long as a film: a WAV file like the one that `compose-music` makes. `music` is 16-bit WAV at 48 kHz, `beatsMs` are
 * its beats. Throws `MEDIA_INVALID` for other files.
 */
export const fitMusicStep = defineStep({
  name: 'fit-music',
  version: 1,
  input: z.strictObject({
    music: AssetRef,
    beatsMs: z.array(z.int().nonnegative()),
    /** Length of the film. */
    seconds: z.number().positive().max(7200),
  }),
  output: z.strictObject({ music: AssetRef }),
  run: async ({ music, beatsMs, seconds }, { ports, tenant, signal }) =>
    await ports.scratch.within(async (folder) => {
      await ports.assets.copyTo(tenant, music, path.join(folder, 'own.wav'));
      const sound = await openWav(path.join(folder, 'own.wav'));
      const file = path.join(folder, 'music.wav');
      const output = await open(file, 'w');
      try {
        const levels = await measureMusic(sound, signal);
        const beats = beatsMs.map((ms) => ms / 1000);
        const fit = fitMusic({ seconds: sound.frames / 48_000, beats, levels }, seconds);
        const frames = Math.round(seconds * 48_000);
        await output.writeFile(wavHeader({ sampleRate: 48_000, channels: 2, frames }));
        for await (const block of playFit(sound, fit, frames)) {
          signal.throwIfAborted();
          await output.writeFile(toPcm16(block));
        }
      } finally {
        await output.close();
        await sound.close();
      }
      return { music: await ports.assets.putFile(tenant, file, 'audio/wav') };
    }),
});

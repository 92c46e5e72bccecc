import { open } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { toPcm16, wavHeader } from '#shared/audio/wav.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { defineStep } from '#shared/engine/step.ts';
import { composeMusic } from '#shared/providers/music/compose-music.ts';
import { MusicRequest } from '#shared/providers/music/request.ts';
import { MUSIC_RATE } from '#shared/providers/music/sounds/instruments.ts';

/** Composes the music of a film, exactly as long as it: a WAV file, 16 bit, 48 kHz, stereo. */
export const composeMusicStep = defineStep({
  name: 'compose-music',
  version: 3,
  input: MusicRequest,
  output: z.strictObject({ music: AssetRef }),
  subject: ({ mood }) => mood,
  run: async (request, { ports, tenant, signal }) =>
    await ports.scratch.within(async (folder) => {
      const file = path.join(folder, 'music.wav');
      const output = await open(file, 'w');
      try {
        const frames = Math.round(request.seconds * MUSIC_RATE);
        await output.writeFile(wavHeader({ sampleRate: MUSIC_RATE, channels: 2, frames }));
        for (const block of composeMusic(request)) {
          signal.throwIfAborted();
          await output.writeFile(toPcm16(block));
        }
      } finally {
        await output.close();
      }
      return { music: await ports.assets.putFile(tenant, file, 'audio/wav') };
    }),
});

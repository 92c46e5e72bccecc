import path from 'node:path';
import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import { packageVersions } from '#shared/engine/package-versions.ts';
import { defineStep } from '#shared/engine/step.ts';
import { normaliseAudio } from '#shared/media/normalise-audio.ts';
import type { Ports } from '#shared/ports/ports.ts';

const input = z.strictObject({ sound: AssetRef });
const output = z.strictObject({ audio: AssetRef, durationMs: z.int().positive() });

/** Makes own music or a recording uniform: WAV, 48 kHz, stereo. */
export const normaliseSound = defineStep<typeof input, typeof output, 'tools'>({
  name: 'normalise-sound',
  version: 1,
  dependsOn: async ({ tools }: Pick<Ports, 'tools'>) => ({
    ...packageVersions('fluent-ffmpeg'),
    ffmpeg: await tools.version('ffmpeg'),
  }),
  input,
  output,
  async run({ sound }, { ports, tenant, signal }) {
    const program = await ports.tools.ffmpeg();
    return await ports.scratch.within(async (folder) => {
      await ports.assets.copyTo(tenant, sound, path.join(folder, 'given'));
      const made = await normaliseAudio({ program, folder, file: 'given', target: 'sound.wav', signal });
      const audio = await ports.assets.putFile(tenant, path.join(folder, made.file), 'audio/wav');
      return { audio, durationMs: Math.max(1, Math.round(made.seconds * 1000)) };
    });
  },
});

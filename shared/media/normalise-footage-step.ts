import path from 'node:path';
import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import { packageVersions } from '#shared/engine/package-versions.ts';
import { defineStep } from '#shared/engine/step.ts';
import { MediaFacts } from '#shared/media/media-facts.ts';
import { normaliseFootage as normalise } from '#shared/media/normalise-footage.ts';
import type { Ports } from '#shared/ports/ports.ts';

const input = z.strictObject({ footage: AssetRef });
const output = z.strictObject({
  /** MP4 without sound, as `shared/media/normalise-footage.ts` describes it. */
  video: AssetRef,
  /** WAV, 48 kHz, stereo; left out when the footage is silent. */
  audio: AssetRef.optional(),
  width: z.int().positive(),
  height: z.int().positive(),
  frames: z.int().positive(),
  facts: MediaFacts,
});

/** Makes own footage uniform, whatever made it, so that everything after it works with one kind of film. */
export const normaliseFootage = defineStep<typeof input, typeof output, 'tools'>({
  name: 'normalise-footage',
  version: 1,
  dependsOn: async ({ tools }: Pick<Ports, 'tools'>) => ({
    ...packageVersions('fluent-ffmpeg'),
    ffmpeg: await tools.version('ffmpeg'),
  }),
  input,
  output,
  async run({ footage }, { ports, tenant, signal, notice }) {
    const program = await ports.tools.ffmpeg();
    return ports.scratch.within(async (folder) => {
      await ports.assets.copyTo(tenant, footage, path.join(folder, 'given'));
      const made = await normalise({ program, folder, file: 'given', name: 'footage', signal });
      if (!made.faithful) {
        notice('HDR_NOT_MAPPED', 'Footage in HDR looks paler than it should: this ffmpeg has no zscale.');
      }
      const { file, ...video } = made.video;
      const sound = made.audio && path.join(folder, made.audio.file);
      return {
        ...{ ...video, facts: made.facts },
        video: await ports.assets.putFile(tenant, path.join(folder, file), 'video/mp4'),
        ...(sound ? { audio: await ports.assets.putFile(tenant, sound, 'audio/wav') } : {}),
      };
    });
  },
});

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import { packageVersions } from '#shared/engine/package-versions.ts';
import { defineStep } from '#shared/engine/step.ts';
import { AppError } from '#shared/errors.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';

const input = z.strictObject({ footage: AssetRef, atMs: z.int().nonnegative() });
const output = z.strictObject({ still: AssetRef });

/**
 * The frame, as PNG, that uniform footage shows at a time: what stands for it before it is decoded. Throws `MEDIA_INVALID`
 * when it has none there.
 */
export const takeStillStep = defineStep<typeof input, typeof output, 'tools'>({
  name: 'take-still',
  version: 1,
  dependsOn: async ({ tools }: Pick<Ports, 'tools'>) => ({
    ...packageVersions('fluent-ffmpeg'),
    ffmpeg: await tools.version('ffmpeg'),
  }),
  input,
  output,
  async run({ footage, atMs }, { ports, tenant, signal }) {
    const program = await ports.tools.ffmpeg();
    return await ports.scratch.within(async (folder) => {
      await ports.assets.copyTo(tenant, footage, path.join(folder, 'footage.mp4'));
      const still = path.join(folder, 'still.png');
      // ffmpeg ends well without a picture where the footage has none at that time.
      await writeFile(still, '');
      await runFfmpeg({
        ...{ program, folder, signal, timeoutMs: 60_000 },
        inputs: [{ file: 'footage.mp4', format: 'mov', options: ['-ss', (atMs / 1000).toFixed(3)] }],
        outputs: [{ file: 'still.png', options: ['-map', '0:v:0', '-frames:v', '1', '-f', 'image2'] }],
      });
      const ref = await ports.assets.putFile(tenant, still, 'image/png');
      if (ref.bytes > 0) return { still: ref };
      throw new AppError('MEDIA_INVALID', `The footage has no picture at ${(atMs / 1000).toFixed(2)} s.`, {
        hint: 'It is shorter; let it begin earlier.',
      });
    });
  },
});

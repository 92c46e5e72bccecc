import path from 'node:path';
import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import { packageVersions } from '#shared/engine/package-versions.ts';
import { defineStep } from '#shared/engine/step.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';

/** GIF counts hundredths of a second (GIF89a, 23): 8 of them are the shortest even step under 15 frames a second. */
const FPS = 12.5;
/** Longer side in pixels: what chats and issues show; larger ones are megabytes for each second. */
const LONGEST_SIDE = 640;
/** Palettes and pictures are made at some ten times the speed of the film. */
const TIMEOUT_MS_PER_SECOND = 5_000;

const input = z.strictObject({ film: AssetRef, seconds: z.number().positive() });
const output = z.strictObject({ gif: AssetRef });

/** Makes a GIF without end of a film, MP4, in two runs: its 256 best colours, then the pictures in them. */
export const makeGifStep = defineStep<typeof input, typeof output, 'tools'>({
  name: 'make-gif',
  version: 1,
  dependsOn: async ({ tools }: Pick<Ports, 'tools'>) => ({
    ...packageVersions('fluent-ffmpeg'),
    ffmpeg: await tools.version('ffmpeg'),
  }),
  input,
  output,
  async run({ film, seconds }, { ports, tenant, signal }) {
    const program = await ports.tools.ffmpeg();
    return await ports.scratch.within(async (folder) => {
      await ports.assets.copyTo(tenant, film, path.join(folder, 'film.mp4'));
      const job = { program, folder, signal, timeoutMs: 60_000 + seconds * TIMEOUT_MS_PER_SECOND };
      const given = { file: 'film.mp4', format: 'mov' } as const;
      await runFfmpeg({
        ...job,
        inputs: [given],
        // Moving parts weigh more than what stands: grounds are smooth and need few colours.
        filterGraph: `[0:v:0]${SMALLER},palettegen=stats_mode=diff[palette]`,
        outputs: [
          {
            file: 'palette.png',
            options: ['-map', '[palette]', '-frames:v', '1', '-update', '1', '-f', 'image2'],
          },
        ],
      });
      await runFfmpeg({
        ...job,
        inputs: [given, { file: 'palette.png', format: 'png_pipe' }],
        // An ordered pattern stands still where the picture does; only what changes is written.
        filterGraph: `[0:v:0]${SMALLER}[small];[small][1:v]paletteuse=dither=bayer:bayer_scale=4:diff_mode=rectangle[gif]`,
        outputs: [
          { file: 'film.gif', options: ['-map', '[gif]', '-loop', '0', '-fflags', '+bitexact', '-f', 'gif'] },
        ],
      });
      return { gif: await ports.assets.putFile(tenant, path.join(folder, 'film.gif'), 'image/gif') };
    });
  },
});

const SIDES = `w='min(iw,${LONGEST_SIDE})':h='min(ih,${LONGEST_SIDE})'`;
const SMALLER = `fps=${FPS},scale=${SIDES}:force_original_aspect_ratio=decrease:flags=lanczos:in_color_matrix=bt709,format=rgb24`;

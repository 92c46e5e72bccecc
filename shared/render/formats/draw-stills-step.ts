import path from 'node:path';
import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import type { SegmentSpec } from '#shared/domain/render-plan.ts';
import { Timeline } from '#shared/domain/timeline.ts';
import { packageVersions } from '#shared/engine/package-versions.ts';
import { defineStep, type StepContext } from '#shared/engine/step.ts';
import { AppError } from '#shared/errors.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { KERNELS_VERSION } from '#shared/render/compositor/kernels.ts';
import { openFfmpegPipe } from '#shared/render/ffmpeg/ffmpeg-pipe.ts';
import { planSegments } from '#shared/render/plan/plan-segments.ts';
import { composeSegment } from '#shared/render/segment/compose-segment.ts';
import { pictureLoader } from '#shared/render/segment/load-pictures.ts';
import { registerFonts } from '#shared/scenes/text/fonts.ts';

const input = z.strictObject({
  timeline: AssetRef,
  /** Frames of the film. */
  frames: z.array(z.int().nonnegative()).min(1).max(2000),
});
const output = z.strictObject({ pictures: z.array(AssetRef) });

/**
 * Draws single frames of a film as PNG in its full size, exactly as the encoder would get them. Throws `STEP_INPUT_INVALID` for a
 * frame that the film does not have.
 */
export const drawStillsStep = defineStep<typeof input, typeof output, 'tools'>({
  name: 'draw-stills',
  version: 1,
  dependsOn: async ({ tools }: Pick<Ports, 'tools'>) => ({
    ...packageVersions('@napi-rs/canvas', 'fluent-ffmpeg'),
    kernels: KERNELS_VERSION,
    ffmpeg: await tools.version('ffmpeg'),
    fonts: await tools.version('fonts'),
  }),
  input,
  output,
  async run({ timeline, frames }, context) {
    await registerFonts(context.ports.tools);
    const specs = planSegments(await context.readJson(Timeline, timeline));
    const pictures: AssetRef[] = [];
    for (const frame of frames) pictures.push(await drawStill(specs, frame, context));
    return { pictures };
  },
});

/** Composes the segment that has the frame up to it: what moves may follow from the frames before. */
async function drawStill(
  specs: readonly SegmentSpec[],
  frame: number,
  { ports, tenant, signal }: StepContext<'tools'>,
): Promise<AssetRef> {
  let left = frame;
  const spec = specs.find(({ frames }) => {
    if (left < frames) return true;
    left -= frames;
    return false;
  });
  if (!spec) throw new AppError('STEP_INPUT_INVALID', `The film has no frame ${frame}.`);
  const { width, height, fps } = spec;
  const { assets, scratch } = ports;
  const program = await ports.tools.ffmpeg();
  return await scratch.within(async (folder) => {
    const source = await composeSegment(spec, pictureLoader(assets, tenant), {
      ...{ program, folder, signal },
      copy: async (asset, file) => void (await assets.copyTo(tenant, asset, file)),
    });
    try {
      for (let before = 0; before < left; before++) await source.frame(before);
      const png = await openFfmpegPipe({
        ...{ program, folder, signal, timeoutMs: 60_000 },
        frames: { width, height, fps },
        inputs: [],
        filterGraph: `[0:v]setparams=colorspace=bt709:range=tv,scale=in_range=tv:out_range=pc:flags=accurate_rnd+full_chroma_int,format=rgb24[picture]`,
        outputs: [
          {
            file: 'still.png',
            options: ['-map', '[picture]', '-frames:v', '1', '-update', '1', '-f', 'image2'],
          },
        ],
      });
      await png.write(await source.frame(left));
      await png.finish();
    } finally {
      await source.close();
    }
    return await assets.putFile(tenant, path.join(folder, 'still.png'), 'image/png');
  });
}

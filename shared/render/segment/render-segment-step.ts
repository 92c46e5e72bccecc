import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import { SegmentSpec } from '#shared/domain/render-plan.ts';
import { packageVersions } from '#shared/engine/package-versions.ts';
import { defineStep } from '#shared/engine/step.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { KERNELS_VERSION } from '#shared/render/compositor/kernels.ts';
import { CONTAINERS } from '#shared/render/formats/containers.ts';
import { SEGMENT_CONTAINERS } from '#shared/render/formats/film-formats.ts';
import { composeMatte } from '#shared/render/segment/compose-matte.ts';
import { composeSegment } from '#shared/render/segment/compose-segment.ts';
import { encodeSegment } from '#shared/render/segment/encode-segment.ts';
import { pictureLoader } from '#shared/render/segment/load-pictures.ts';
import { registerFonts } from '#shared/scenes/text/fonts.ts';

const input = z.strictObject({ segment: SegmentSpec });
const output = z.strictObject({ video: AssetRef, frames: z.int().positive() });

/** Renders one segment to a film without sound, an MP4 unless its codec wants another, of exactly the frames that it asks for. */
export const renderSegmentStep = defineStep<typeof input, typeof output, 'tools'>({
  name: 'render-segment',
  version: 3,
  dependsOn: async ({ tools }: Pick<Ports, 'tools'>) => ({
    ...packageVersions('@napi-rs/canvas', 'fluent-ffmpeg'),
    kernels: KERNELS_VERSION,
    ffmpeg: await tools.version('ffmpeg'),
    fonts: await tools.version('fonts'),
  }),
  // Words and lines of captions are planned before; here they are only drawn.
  followsIcu: false,
  input,
  output,
  async run({ segment: spec }, { tenant, ports, signal }) {
    const { assets, tools, scratch } = ports;
    await registerFonts(tools);
    const program = await tools.ffmpeg();
    return await scratch.within(async (folder) => {
      const compose = spec.alpha ? composeMatte : composeSegment;
      const { mediaType } = CONTAINERS[SEGMENT_CONTAINERS[spec.codec ?? 'h264']];
      const source = await compose(spec, pictureLoader(assets, tenant), {
        ...{ program, folder, signal },
        copy: async (asset, file) => void (await assets.copyTo(tenant, asset, file)),
      });
      try {
        const file = await encodeSegment(spec, source, { program, folder, signal });
        return { video: await assets.putFile(tenant, file, mediaType), frames: spec.frames };
      } finally {
        await source.close();
      }
    });
  },
});

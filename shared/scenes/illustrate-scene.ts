import * as z from 'zod';
import { Visual } from '#shared/domain/storyboard.ts';
import { Illustration } from '#shared/domain/timeline.ts';
import { packageVersions } from '#shared/engine/package-versions.ts';
import { defineStep, type StepContext } from '#shared/engine/step.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { illustrate } from '#shared/scenes/illustrate.ts';
import { ImagePack } from '#shared/scenes/image-pack.ts';
import { decodePicture } from '#shared/scenes/picture/decode-picture.ts';
import { footageStill } from '#shared/scenes/picture/footage-still.ts';
import { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';
import { registerFonts, registerOwnFonts } from '#shared/scenes/text/fonts.ts';

/** Draws what a scene shows and keeps its pictures as one asset ({@link ImagePack}). Pictures that cannot be shown throw `MEDIA_INVALID`. */
export const illustrateScene = defineStep({
  name: 'illustrate-scene',
  version: 9,
  dependsOn: async ({ tools }: Pick<Ports, 'tools'>) => ({
    ...packageVersions('@napi-rs/canvas', 'fluent-ffmpeg', 'highlight.js', 'hyphen', 'stopwords-iso'),
    ffmpeg: await tools.version('ffmpeg'),
    fonts: await tools.version('fonts'),
  }),
  input: z.strictObject({
    visual: Visual,
    style: StyleSheet,
    width: z.int().min(64).max(4096).multipleOf(2),
    height: z.int().min(64).max(4096).multipleOf(2),
    language: z.string(),
    seed: z.int().nonnegative(),
    chapter: z.string().optional(),
  }),
  output: z.strictObject({ illustration: Illustration }),
  subject: ({ visual }) => visual.kind,
  async run({ width, height, ...scenery }, context: StepContext<'tools'>) {
    const { ports, tenant } = context;
    await registerFonts(ports.tools);
    await registerOwnFonts(scenery.style.fonts ?? [], (file) => ports.assets.get(tenant, file));
    const pack = new ImagePack();
    const { layers, ...told } = await illustrate(
      { ...scenery, frame: { width, height } },
      {
        picture: async (ref) => decodePicture(await ports.assets.get(tenant, ref)),
        still: async (ref, atMs) =>
          await footageStill((file) => ports.assets.copyTo(tenant, ref, file), atMs, {
            program: await ports.tools.ffmpeg(),
            scratch: ports.scratch,
            signal: context.signal,
          }),
        keep: async (image) => pack.add(image),
      },
    );
    const kept = await ports.assets.put(tenant, pack.bytes(), 'application/octet-stream');
    return { illustration: { ...told, layers: layers.map((layer) => pack.place(layer, kept)) } };
  },
});

import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import { packageVersions } from '#shared/engine/package-versions.ts';
import { defineStep, type StepContext } from '#shared/engine/step.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { drawThumbnail } from '#shared/publish/draw-thumbnail.ts';
import type { FrameSize } from '#shared/scenes/frame.ts';
import { decodePicture } from '#shared/scenes/picture/decode-picture.ts';
import { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';
import { registerFonts, registerOwnFonts } from '#shared/scenes/text/fonts.ts';

/** Largest thumbnail that platforms take (YouTube: 2 MB, read as 2,000,000 bytes). */
export const MAX_THUMBNAIL_BYTES = 2_000_000;

const QUALITIES = [92, 84, 72, 55];

/** 1280 × 720, 1080 × 1920 or 1080 × 1080, by the shape of the film. */
function thumbnailSize({ width, height }: FrameSize): FrameSize {
  if (width > height) return { width: 1280, height: 720 };
  return { width: 1080, height: width < height ? 1920 : 1080 };
}

/** Makes the film's poster as a JPEG of at most {@link MAX_THUMBNAIL_BYTES}; `image` is its best picture. */
export const makeThumbnail = defineStep({
  name: 'make-thumbnail',
  version: 2,
  dependsOn: async ({ tools }: Pick<Ports, 'tools'>) => ({
    ...packageVersions('@napi-rs/canvas'),
    fonts: await tools.version('fonts'),
  }),
  input: z.strictObject({
    title: z.string(),
    style: StyleSheet,
    /** The film's frame. */
    width: z.int().positive(),
    height: z.int().positive(),
    seed: z.int().nonnegative(),
    image: AssetRef.optional(),
  }),
  output: z.strictObject({ thumbnail: AssetRef }),
  async run({ title, style, width, height, seed, image }, { ports, tenant }: StepContext<'tools'>) {
    await registerFonts(ports.tools);
    await registerOwnFonts(style.fonts ?? [], (file) => ports.assets.get(tenant, file));
    const picture = image && (await decodePicture(await ports.assets.get(tenant, image)));
    const canvas = drawThumbnail({ title, style, size: thumbnailSize({ width, height }), seed, picture });
    let bytes: Uint8Array = new Uint8Array();
    for (const quality of QUALITIES) {
      bytes = await canvas.encode('jpeg', quality);
      if (bytes.length <= MAX_THUMBNAIL_BYTES) break;
    }
    return { thumbnail: await ports.assets.put(tenant, bytes, 'image/jpeg') };
  },
});

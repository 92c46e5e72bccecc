import type { Canvas } from '@napi-rs/canvas';
import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import { ThumbnailScore } from '#shared/domain/production-report.ts';
import { packageVersions } from '#shared/engine/package-versions.ts';
import { defineStep, type StepContext } from '#shared/engine/step.ts';
import { errorCode } from '#shared/errors.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { drawThumbnail } from '#shared/publish/draw-thumbnail.ts';
import { planCandidates } from '#shared/publish/poster-layouts.ts';
import { scoreThumbnail } from '#shared/publish/score-thumbnail.ts';
import type { FrameSize } from '#shared/scenes/frame.ts';
import { decodePicture, type UserPicture } from '#shared/scenes/picture/decode-picture.ts';
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

const Input = z.strictObject({
  title: z.string(),
  style: StyleSheet,
  /** The film's frame. */
  width: z.int().positive(),
  height: z.int().positive(),
  seed: z.int().nonnegative(),
  /** Pictures that the film shows. */
  images: z.array(AssetRef),
  /** A figure that stands for it. */
  figure: z.string().optional(),
});

/**
 * Draws several posters of the film, scores them, and gives all of them, the best one first, as JPEGs of at most
 * {@link MAX_THUMBNAIL_BYTES}.
 */
export const makeThumbnail = defineStep({
  name: 'make-thumbnail',
  version: 3,
  dependsOn: async ({ tools }: Pick<Ports, 'tools'>) => ({
    ...packageVersions('@napi-rs/canvas'),
    fonts: await tools.version('fonts'),
  }),
  input: Input,
  output: z.strictObject({ thumbnails: z.array(ThumbnailScore.extend({ ref: AssetRef })).min(1) }),
  async run({ title, style, width, height, seed, images, figure }, { ports, tenant }: StepContext<'tools'>) {
    await registerFonts(ports.tools);
    await registerOwnFonts(style.fonts ?? [], (file) => ports.assets.get(tenant, file));
    const pictures: UserPicture[] = [];
    for (const image of images) {
      const picture = await decodePicture(await ports.assets.get(tenant, image)).catch(passOver);
      if (picture) pictures.push(picture);
    }
    const size = thumbnailSize({ width, height });
    const drawn = planCandidates(size, pictures.length, figure !== undefined).map(
      ({ layout, picture, variation }) => {
        const shown = picture === undefined ? undefined : pictures[picture];
        const poster = drawThumbnail({
          title,
          style,
          size,
          seed: seed + variation,
          layout,
          picture: shown,
          figure,
        });
        return { canvas: poster.canvas, layout, ...scoreThumbnail(poster, shown) };
      },
    );
    drawn.sort((one, other) => other.score - one.score);
    const thumbnails = await Promise.all(
      drawn.map(async ({ canvas, ...score }, place) => ({
        file: place === 0 ? 'thumbnail.jpg' : `thumbnail-${place + 1}.jpg`,
        ...score,
        ref: await ports.assets.put(tenant, await encoded(canvas), 'image/jpeg'),
      })),
    );
    return { thumbnails };
  },
});

/** The poster as a JPEG, encoded as well as the limit of its size lets it. */
async function encoded(canvas: Canvas): Promise<Uint8Array> {
  let bytes: Uint8Array = new Uint8Array();
  for (const quality of QUALITIES) {
    bytes = await canvas.encode('jpeg', quality);
    if (bytes.length <= MAX_THUMBNAIL_BYTES) break;
  }
  return bytes;
}

/** The film has been made without a picture that is damaged, and has said so; its thumbnail is made without it too. */
function passOver(error: unknown): undefined {
  if (errorCode(error) !== 'MEDIA_INVALID') throw error;
}

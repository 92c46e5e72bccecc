import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import { Timeline } from '#shared/domain/timeline.ts';
import { packageVersions } from '#shared/engine/package-versions.ts';
import { defineStep, type StepContext } from '#shared/engine/step.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { type CardStore, drawCard, drawPictureCard } from '#shared/scenes/brand/draw-card.ts';
import { drawLowerThird } from '#shared/scenes/brand/draw-lower-third.ts';
import { drawWatermark } from '#shared/scenes/brand/draw-watermark.ts';
import { cardTransition, type TimedCard, withBrand } from '#shared/scenes/brand/with-brand.ts';
import { decodePicture } from '#shared/scenes/picture/decode-picture.ts';
import { Brand } from '#shared/scenes/styles/look.ts';
import { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';
import { registerFonts, registerOwnFonts } from '#shared/scenes/text/fonts.ts';

/** Puts a brand into a timeline: intro, outro, the strip with a name, the watermark. Throws `MEDIA_INVALID` for its pictures. */
export const brandTimeline = defineStep({
  name: 'brand-timeline',
  version: 2,
  dependsOn: async ({ tools }: Pick<Ports, 'tools'>) => ({
    ...packageVersions('@napi-rs/canvas'),
    fonts: await tools.version('fonts'),
  }),
  input: z.strictObject({ timeline: AssetRef, brand: Brand, style: StyleSheet, seed: z.int().nonnegative() }),
  output: z.strictObject({ timeline: AssetRef, frames: z.int(), seconds: z.number() }),
  async run({ timeline: given, brand, style, seed }, context: StepContext<'tools'>) {
    const { ports, tenant, readJson, writeJson } = context;
    const timeline = await readJson(Timeline, given);
    await registerFonts(ports.tools);
    await registerOwnFonts(style.fonts ?? [], (file) => ports.assets.get(tenant, file));
    const store: CardStore = {
      picture: async (ref) => decodePicture(await ports.assets.get(tenant, ref)),
      keep: async ({ bytes, mediaType }) => await ports.assets.put(tenant, bytes, mediaType),
    };
    const frame = { width: timeline.width, height: timeline.height };
    const card = async (variant: 'intro' | 'outro'): Promise<TimedCard | undefined> => {
      const told = brand[variant];
      if (!told) return undefined;
      const scenery = { brand, card: told, style, frame, seed, variant };
      const drawn = told.picture
        ? await drawPictureCard(told.picture, frame, store)
        : await drawCard(scenery, store);
      return { ...drawn, seconds: told.seconds };
    };
    const made = withBrand(
      timeline,
      {
        intro: await card('intro'),
        outro: await card('outro'),
        lowerThird: await drawLowerThird(brand, style, frame, store),
        watermark: await drawWatermark(brand, frame, store),
      },
      cardTransition(style, seed),
    );
    return {
      timeline: await writeJson(Timeline, made),
      frames: made.frames,
      seconds: made.frames / made.fps,
    };
  },
});

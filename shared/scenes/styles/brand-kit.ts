import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import { StyleName } from '#shared/domain/brief.ts';
import { Colour } from '#shared/scenes/styles/colour.ts';

/** A card with the logo and a line, or a picture that fills the frame. */
const card = <F extends z.ZodType>(file: F) =>
  z
    .strictObject({
      title: z.string().min(1).max(80).optional(),
      line: z.string().min(1).max(120).optional(),
      /** Shown instead of the card. */
      picture: file.optional(),
      seconds: z.number().min(2).max(8).default(2.5),
    })
    .optional();

/** What a kit has in either form; `file` is a path in its file, and an asset once it is kept. */
const fields = <F extends z.ZodType>(file: F) => ({
  name: z.string().min(1).max(80),
  /** The style that it overrides, where neither the brief nor a flag names one. */
  style: StyleName.optional(),
  logo: file.optional(),
  colours: z
    .strictObject({
      /** Of everything behind text; what else is not given then follows from it. */
      ground: Colour,
      ink: Colour,
      muted: Colour,
      accent: Colour,
      onAccent: Colour,
      panel: Colour,
      series: z.array(Colour).length(6),
    })
    .partial()
    .default({}),
  /** Own fonts, TrueType or OpenType, by the role in which they are set. */
  fonts: z.strictObject({ display: file, heading: file, body: file, label: file }).partial().default({}),
  intro: card(file),
  outro: card(file),
  /** Who speaks, on a strip over the first of the spoken scenes that leaves it room. */
  lowerThird: z
    .strictObject({ name: z.string().min(1).max(60), role: z.string().min(1).max(80).optional() })
    .optional(),
  /** The logo in a corner of every scene. */
  watermark: z
    .strictObject({
      corner: z.enum(['top-left', 'top-right', 'bottom-left', 'bottom-right']).default('top-right'),
      opacity: z.number().min(0.1).max(1).default(0.7),
      /** Its height in parts of the frame's short side. */
      size: z.number().min(0.02).max(0.15).default(0.06),
    })
    .optional(),
});

const NEEDS_LOGO = { error: 'a watermark needs a logo', path: ['watermark'] };

/** A brand kit as its file gives it: files by their paths, seen from the kit. */
export const BrandFile = z
  .strictObject(fields(z.string().min(1).max(500)))
  .refine(({ logo, watermark }) => logo !== undefined || watermark === undefined, NEEDS_LOGO);
export type BrandFile = z.infer<typeof BrandFile>;

/** A brand kit whose files are kept. */
export const BrandKit = z
  .strictObject(fields(AssetRef))
  .refine(({ logo, watermark }) => logo !== undefined || watermark === undefined, NEEDS_LOGO);
export type BrandKit = z.infer<typeof BrandKit>;

/** Every file of a kit: logo, pictures, fonts. */
export function brandFiles({ logo, intro, outro, fonts }: BrandKit): AssetRef[] {
  return [logo, intro?.picture, outro?.picture, ...Object.values(fonts)].filter((file) => file !== undefined);
}

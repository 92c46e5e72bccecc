import * as z from 'zod';
import { BrandKit } from '#shared/scenes/styles/brand-kit.ts';
import { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';

const { name, logo, intro, outro, lowerThird, watermark } = BrandKit.shape;

/** What a brand adds to a film beside colours and fonts. */
export const Brand = z.strictObject({ name, logo, intro, outro, lowerThird, watermark });
export type Brand = z.infer<typeof Brand>;

/** How a film looks: a style with the colours and fonts of a brand in it, and what else that brand adds. */
export const Look = StyleSheet.extend({ brand: Brand.optional() });
export type Look = z.infer<typeof Look>;

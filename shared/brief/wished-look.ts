import type { BriefOptions } from '#shared/domain/brief.ts';
import type { BrandKit } from '#shared/scenes/styles/brand-kit.ts';
import type { Look } from '#shared/scenes/styles/look.ts';
import { resolveLook } from '#shared/scenes/styles/resolve-look.ts';
import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';
import { styleNamed } from '#shared/scenes/styles/style-sheets.ts';

/** What may be said about how a film looks. */
export interface WishedLook {
  /** Name of a style that comes with the product. */
  style?: string | undefined;
  /** A style of one's own, which goes before it. */
  sheet?: StyleSheet | undefined;
  /** A brand kit whose files are kept. */
  brand?: BrandKit | undefined;
}

/** The look that was chosen. */
export interface ChosenLook {
  /** Whether it is more than a style that comes with the product, and so must be kept with the brief. */
  own: boolean;
  look: Look;
  /** What the look decides where the brief does not. */
  options: Pick<BriefOptions, 'style' | 'music'>;
}

/**
 * The look that a brief wishes for: its own sheet, the style that it names, the one that its brand is made for, or the first one;
 * with the brand in it. Throws `OPTION_INVALID` for an unknown name and `STYLE_INVALID` for a brand that cannot be read on it.
 */
export function chooseLook({ style, sheet, brand }: WishedLook): ChosenLook {
  const base = sheet ?? styleNamed(style ?? brand?.style ?? 'midnight');
  const look = brand ? resolveLook(base, brand) : base;
  return { own: Boolean(sheet ?? brand), look, options: { style: look.name, music: look.music } };
}

import type { BriefOptions } from '#shared/domain/brief.ts';
import { midnight } from '#shared/scenes/styles/midnight.ts';
import { paper } from '#shared/scenes/styles/paper.ts';
import { signal } from '#shared/scenes/styles/signal.ts';
import type { CaptionLook, StyleSheet } from '#shared/scenes/styles/style-sheet.ts';

/** Every style there is, by the name a brief uses. */
export const STYLE_SHEETS: { readonly [S in BriefOptions['style']]: StyleSheet } = {
  midnight,
  paper,
  signal,
};

/** How captions look in a style, for whoever burns them in. */
export function captionLook(style: BriefOptions['style']): CaptionLook {
  return STYLE_SHEETS[style].captions;
}

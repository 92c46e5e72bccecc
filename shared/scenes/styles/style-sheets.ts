import type { STYLES } from '#shared/domain/brief.ts';
import { midnight } from '#shared/scenes/styles/midnight.ts';
import { paper } from '#shared/scenes/styles/paper.ts';
import { signal } from '#shared/scenes/styles/signal.ts';
import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';

/** Every style there is, by the name a brief uses. */
export const STYLE_SHEETS: { readonly [S in (typeof STYLES)[number]]: StyleSheet } = {
  midnight,
  paper,
  signal,
};

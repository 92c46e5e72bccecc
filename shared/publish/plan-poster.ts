import type { AssetRef } from '#shared/domain/asset.ts';
import type { BriefOptions } from '#shared/domain/brief.ts';
import type { Storyboard } from '#shared/domain/storyboard.ts';
import { frameSize } from '#shared/scenes/frame.ts';
import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';

/** What the thumbnail is made of: the title, and the first picture that the film shows, at full size also for a draft. */
export function planPoster(title: string, { scenes }: Storyboard, options: BriefOptions, style: StyleSheet) {
  const image = scenes.flatMap(({ visual }): AssetRef[] =>
    visual.kind === 'picture' ? [visual.image] : [],
  )[0];
  const { seed, aspect } = options;
  return { title, style, seed, ...frameSize({ aspect, quality: 'standard' }), ...(image ? { image } : {}) };
}

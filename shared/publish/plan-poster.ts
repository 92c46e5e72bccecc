import type { AssetRef } from '#shared/domain/asset.ts';
import type { BriefOptions } from '#shared/domain/brief.ts';
import type { Storyboard } from '#shared/domain/storyboard.ts';
import { frameSize } from '#shared/scenes/frame.ts';
import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';

/** Pictures that are tried, at most. */
const MAX_PICTURES = 4;
/** A longer figure is no figure to remember. */
const MAX_FIGURE = 10;

/** What thumbnails are made of: the title, the pictures that the film shows and its first figure; at full size also for a draft. */
export function planPoster(title: string, { scenes }: Storyboard, options: BriefOptions, style: StyleSheet) {
  const pictures = scenes.flatMap(({ visual }): AssetRef[] => {
    if (visual.kind === 'collage') return visual.images.map(({ image }) => image);
    return visual.kind === 'picture' ? [visual.image] : [];
  });
  const images = [...new Map(pictures.map((image) => [image.hash, image])).values()].slice(0, MAX_PICTURES);
  const figure = scenes.flatMap(({ visual }) =>
    visual.kind === 'number' && [...visual.display].length <= MAX_FIGURE ? [visual.display] : [],
  )[0];
  const { seed, aspect } = options;
  return {
    ...{ title, style, seed, images, ...frameSize({ aspect, quality: 'standard' }) },
    ...(figure === undefined ? {} : { figure }),
  };
}

import { pictureVisual } from '#shared/scenes/visuals/picture.ts';
import type { VisualKind } from '#shared/scenes/visuals/visual-kind.ts';

/** The picture of a page. */
export const screenshotVisual: VisualKind<'screenshot'> = {
  kind: 'screenshot',
  draw: (visual, stage) => pictureVisual.draw({ kind: 'picture', image: visual.image }, stage),
};

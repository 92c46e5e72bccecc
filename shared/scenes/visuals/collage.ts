import { pictureVisual } from '#shared/scenes/visuals/picture.ts';
import type { VisualKind } from '#shared/scenes/visuals/visual-kind.ts';

/** Several pictures at once. */
export const collageVisual: VisualKind<'collage'> = {
  kind: 'collage',
  draw: (visual, stage) =>
    pictureVisual.draw(
      { kind: 'picture', image: (visual.images[0] as (typeof visual.images)[number]).image },
      stage,
    ),
};

import { titleVisual } from '#shared/scenes/visuals/title.ts';
import type { VisualKind } from '#shared/scenes/visuals/visual-kind.ts';

/** The title of the chapter that begins. */
export const chapterVisual: VisualKind<'chapter'> = {
  kind: 'chapter',
  draw: (visual, stage) => titleVisual.draw({ kind: 'title', title: visual.title }, stage),
};

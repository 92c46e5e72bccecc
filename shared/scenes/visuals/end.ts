import { titleVisual } from '#shared/scenes/visuals/title.ts';
import type { VisualKind } from '#shared/scenes/visuals/visual-kind.ts';

/** The last card: the film's title and a line to take along. */
export const endVisual: VisualKind<'end'> = {
  kind: 'end',
  draw: (visual, stage) =>
    titleVisual.draw(
      { kind: 'title', title: visual.title, ...(visual.line ? { subtitle: visual.line } : {}) },
      stage,
    ),
};

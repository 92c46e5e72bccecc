import { listVisual } from '#shared/scenes/visuals/list.ts';
import type { VisualKind } from '#shared/scenes/visuals/visual-kind.ts';

/** Two things beside each other. */
export const comparisonVisual: VisualKind<'comparison'> = {
  kind: 'comparison',
  draw: (visual, stage) =>
    listVisual.draw(
      { kind: 'list', items: visual.sides.map(({ label, display = '' }) => `${label} ${display}`) },
      stage,
    ),
};

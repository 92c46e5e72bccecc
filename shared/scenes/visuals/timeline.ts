import { listVisual } from '#shared/scenes/visuals/list.ts';
import type { VisualKind } from '#shared/scenes/visuals/visual-kind.ts';

/** Dated events in order. */
export const timelineVisual: VisualKind<'timeline'> = {
  kind: 'timeline',
  draw: (visual, stage) =>
    listVisual.draw(
      { kind: 'list', items: visual.events.map(({ when, what }) => `${when}: ${what}`) },
      stage,
    ),
};

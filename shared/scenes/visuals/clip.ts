import { statementVisual } from '#shared/scenes/visuals/statement.ts';
import type { VisualKind } from '#shared/scenes/visuals/visual-kind.ts';

/** Own footage. */
export const clipVisual: VisualKind<'clip'> = {
  kind: 'clip',
  draw: (visual, stage) =>
    statementVisual.draw({ kind: 'statement', text: visual.caption ?? '', emphasis: [] }, stage),
};

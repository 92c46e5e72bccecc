import { statementVisual } from '#shared/scenes/visuals/statement.ts';
import type { VisualKind } from '#shared/scenes/visuals/visual-kind.ts';

/** Source code. */
export const codeVisual: VisualKind<'code'> = {
  kind: 'code',
  draw: (visual, stage) =>
    statementVisual.draw({ kind: 'statement', text: visual.code, emphasis: [] }, stage),
};

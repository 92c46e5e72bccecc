import type { Visual } from '#shared/domain/storyboard.ts';
import { chapterVisual } from '#shared/scenes/visuals/chapter.ts';
import { chartVisual } from '#shared/scenes/visuals/chart.ts';
import { clipVisual } from '#shared/scenes/visuals/clip.ts';
import { codeVisual } from '#shared/scenes/visuals/code.ts';
import { collageVisual } from '#shared/scenes/visuals/collage.ts';
import { comparisonVisual } from '#shared/scenes/visuals/comparison.ts';
import { endVisual } from '#shared/scenes/visuals/end.ts';
import { listVisual } from '#shared/scenes/visuals/list.ts';
import { numberVisual } from '#shared/scenes/visuals/number.ts';
import { pictureVisual } from '#shared/scenes/visuals/picture.ts';
import { quoteVisual } from '#shared/scenes/visuals/quote.ts';
import { screenshotVisual } from '#shared/scenes/visuals/screenshot.ts';
import { statementVisual } from '#shared/scenes/visuals/statement.ts';
import { termsVisual } from '#shared/scenes/visuals/terms.ts';
import { timelineVisual } from '#shared/scenes/visuals/timeline.ts';
import { titleVisual } from '#shared/scenes/visuals/title.ts';
import type { Drawing, Stage, VisualKind } from '#shared/scenes/visuals/visual-kind.ts';

/** Every kind of visual, by its name in the storyboard; a kind that is missing here does not compile. */
export const VISUAL_KINDS: { readonly [K in Visual['kind']]: VisualKind<K> } = {
  title: titleVisual,
  statement: statementVisual,
  quote: quoteVisual,
  number: numberVisual,
  list: listVisual,
  chart: chartVisual,
  picture: pictureVisual,
  terms: termsVisual,
  timeline: timelineVisual,
  screenshot: screenshotVisual,
  end: endVisual,
  comparison: comparisonVisual,
  collage: collageVisual,
  code: codeVisual,
  clip: clipVisual,
  chapter: chapterVisual,
};

/** Draws a visual of whatever kind. */
export function drawVisual<K extends Visual['kind']>(
  visual: Extract<Visual, { kind: K }>,
  stage: Stage,
): Drawing | Promise<Drawing> {
  const kind: VisualKind<K> = VISUAL_KINDS[visual.kind as K];
  return kind.draw(visual, stage);
}

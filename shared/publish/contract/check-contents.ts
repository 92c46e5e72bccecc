import type { DeliveryCheck, SceneScore } from '#shared/domain/delivery-report.ts';
import type { Document } from '#shared/domain/document.ts';
import type { Storyboard } from '#shared/domain/storyboard.ts';
import type { Timeline } from '#shared/domain/timeline.ts';
import { checkNumbers } from '#shared/publish/contract/check-numbers.ts';
import { checkStoryboard } from '#shared/publish/contract/check-storyboard.ts';
import { sceneScores } from '#shared/publish/contract/scene-scores.ts';

/** What a film shows, held against what it says and where that comes from; with the score of every scene. */
export function checkContents(
  storyboard: Storyboard,
  document: Document,
  timeline: Timeline,
): { checks: DeliveryCheck[]; scenes: SceneScore[] } {
  const scenes = sceneScores(storyboard, document);
  return {
    scenes,
    checks: [...checkStoryboard(storyboard, scenes, timeline), checkNumbers(storyboard, document, timeline)],
  };
}

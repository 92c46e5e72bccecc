import * as z from 'zod';
import { taskHandler } from '#functions/handler.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { runStep } from '#shared/engine/run-step.ts';
import { planRenderStep } from '#shared/render/plan/plan-render-step.ts';
import { planBatches } from '#shared/scenes/plan-batches.ts';

/** A scene and the cross-fade into it, which is too short for a function of its own. */
const SEGMENTS_OF_A_SCENE = 2;

/** Splits the timeline into segments, and the segments into the batches in which they are rendered. */
export const handler = taskHandler(
  'render-plan',
  z.strictObject({ timeline: AssetRef }),
  async (input, invocation) => {
    const { segments, count } = await runStep(planRenderStep, input, invocation);
    return { segments, batches: planBatches(count, SEGMENTS_OF_A_SCENE) };
  },
);

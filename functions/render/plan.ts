import * as z from 'zod';
import { type Invocation, taskHandler } from '#functions/handler.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { Timeline } from '#shared/domain/timeline.ts';
import { runStep } from '#shared/engine/run-step.ts';
import { readJson } from '#shared/engine/step-context.ts';
import { chooseLane } from '#shared/render/plan/choose-lane.ts';
import { estimateLanes, functionBatches } from '#shared/render/plan/estimate-lanes.ts';
import { planRenderStep } from '#shared/render/plan/plan-render-step.ts';
import { planBatches } from '#shared/scenes/plan-batches.ts';

/** Functions that gather what jobs have rendered: each finds a segment done in some 0.1 s. */
const GATHERING = 8;

/**
 * Splits the timeline into segments, chooses the lane on which they are rendered, and splits them into jobs, if any, and
 * into the batches of functions that render them or find them done.
 */
export const handler = taskHandler(
  'render-plan',
  z.strictObject({ timeline: AssetRef }),
  async ({ timeline }, invocation) => {
    const { ports, tenant } = invocation;
    const film = await readJson(ports, tenant, Timeline, timeline);
    const { segments, count } = await runStep(planRenderStep, { timeline }, invocation);
    const { renderLanes } = ports.runtime;
    const { lane, jobs, why } = chooseLane(estimateLanes({ ...film, segments: count }, renderLanes));
    if (renderLanes.length > 1) await tellLane(why, invocation);
    if (lane === 'functions') return { segments, batches: functionBatches(count), lane, why, jobs: [] };
    const planned =
      lane === 'gpu-jobs'
        ? await runStep(planRenderStep, { timeline, encoder: 'nvenc' }, invocation)
        : { segments };
    return {
      segments: planned.segments,
      batches: planBatches(count, Math.ceil(count / GATHERING)),
      lane,
      why,
      jobs: planBatches(count, Math.ceil(count / jobs)),
    };
  },
);

/** Says once in the run how it is rendered; that takes nothing away from the film. */
async function tellLane(message: string, { ports, tenant, run }: Invocation<'render-plan'>): Promise<void> {
  const event = { type: 'notice', code: 'RENDER_LANE', message } as const;
  await ports.journal.append(tenant, run, [{ id: 'notice:render-lane', event }]);
}

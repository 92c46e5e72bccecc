import * as z from 'zod';
import { type Invocation, taskHandler } from '#functions/handler.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { Timeline } from '#shared/domain/timeline.ts';
import { runStep } from '#shared/engine/run-step.ts';
import { readJson } from '#shared/engine/step-context.ts';
import { chooseLane } from '#shared/render/plan/choose-lane.ts';
import { divideSegments } from '#shared/render/plan/divide-segments.ts';
import { estimateLanes } from '#shared/render/plan/estimate-lanes.ts';
import { planRenderStep } from '#shared/render/plan/plan-render-step.ts';

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
    const { why, ...chosen } = chooseLane(estimateLanes({ ...film, segments: count }, renderLanes));
    if (renderLanes.length > 1) await tellLane(why, invocation);
    const work = { lane: chosen.lane, why, ...divideSegments(chosen, count) };
    if (chosen.lane !== 'gpu-jobs') return { segments, ...work };
    const forGpu = await runStep(planRenderStep, { timeline, encoder: 'nvenc' }, invocation);
    return { segments: forGpu.segments, ...work };
  },
);

/** Says once in the run how it is rendered; that takes nothing away from the film. */
async function tellLane(message: string, { ports, tenant, run }: Invocation<'render-plan'>): Promise<void> {
  const event = { type: 'notice', code: 'RENDER_LANE', message } as const;
  await ports.journal.append(tenant, run, [{ id: 'notice:render-lane', event }]);
}

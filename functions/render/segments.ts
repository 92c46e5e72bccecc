import * as z from 'zod';
import { type Invocation, taskHandler } from '#functions/handler.ts';
import { tellProgress } from '#functions/progress.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { SegmentSpecs } from '#shared/domain/render-plan.ts';
import { runStep } from '#shared/engine/run-step.ts';
import { readJson, writeJson } from '#shared/engine/step-context.ts';
import { SegmentList } from '#shared/render/join/step.ts';
import { renderSegmentStep } from '#shared/render/segment/render-segment-step.ts';
import { Batch, batchOf } from '#shared/scenes/plan-batches.ts';

/**
 * Renders the segments of a batch, or finds them done; gives a list of their videos. `failedJobs` is how many jobs before it
 * have left their segments to functions.
 */
export const handler = taskHandler(
  'render-segments',
  z.strictObject({ segments: AssetRef, batch: Batch, failedJobs: z.int().nonnegative().default(0) }),
  async ({ segments, batch, failedJobs }, invocation) => {
    const { ports, tenant } = invocation;
    if (failedJobs > 0) await tellTakeOver(failedJobs, invocation);
    const all = await readJson(ports, tenant, SegmentSpecs, segments);
    const videos: AssetRef[] = [];
    for (const [at, segment] of batchOf(all, batch).entries()) {
      const { video } = await runStep(renderSegmentStep, { segment }, invocation);
      videos.push(video);
      await tellProgress(invocation, { stage: 'render', item: `${batch.first + at}`, total: all.length });
    }
    return { videos: await writeJson(ports, tenant, SegmentList, videos) };
  },
);

/** Says once in the run that jobs failed; the film is the same, later and dearer. */
async function tellTakeOver(
  failedJobs: number,
  { ports, tenant, run }: Invocation<'render-segments'>,
): Promise<void> {
  const jobs = failedJobs === 1 ? 'A job on a machine has' : `${failedJobs} jobs on machines have`;
  const message = `${jobs} failed; functions render what is missing.`;
  const event = { type: 'notice', code: 'RENDER_JOBS_FAILED', message } as const;
  await ports.journal.append(tenant, run, [{ id: 'notice:render-jobs-failed', event }]);
}

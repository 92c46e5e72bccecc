import * as z from 'zod';
import { taskHandler } from '#functions/handler.ts';
import { tellProgress } from '#functions/progress.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { SegmentSpecs } from '#shared/domain/render-plan.ts';
import { runStep } from '#shared/engine/run-step.ts';
import { readJson, writeJson } from '#shared/engine/step-context.ts';
import { SegmentList } from '#shared/render/join/step.ts';
import { renderSegmentStep } from '#shared/render/segment/render-segment-step.ts';
import { Batch, batchOf } from '#shared/scenes/plan-batches.ts';

/** Renders the segments of a batch; gives a list of their videos. */
export const handler = taskHandler(
  'render-segments',
  z.strictObject({ segments: AssetRef, batch: Batch }),
  async ({ segments, batch }, invocation) => {
    const { ports, tenant } = invocation;
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

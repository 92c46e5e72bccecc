import * as z from 'zod';
import { taskHandler } from '#functions/handler.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { Brief } from '#shared/domain/brief.ts';
import { runStep } from '#shared/engine/run-step.ts';
import { readJson } from '#shared/engine/step-context.ts';
import { BatchTakes, cutTimelineStep } from '#shared/render/timeline/cut-timeline-step.ts';
import { lookOf } from '#shared/scenes/styles/look-of.ts';

/** Cuts the timeline of what the batches made, in the order of the scenes. */
export const handler = taskHandler(
  'scenes-cut',
  z.strictObject({ brief: AssetRef, storyboard: AssetRef, media: AssetRef, takes: z.array(BatchTakes) }),
  async ({ brief, storyboard, takes }, invocation) => {
    const asked = await readJson(invocation.ports, invocation.tenant, Brief, brief);
    const { captions: captionLook } = await lookOf(asked, invocation.ports, invocation.tenant);
    const { aspect, quality, captions, duration: seconds } = asked.options;
    return await runStep(
      cutTimelineStep,
      { storyboard, takes, options: { aspect, quality, captions, captionLook, seconds } },
      invocation,
    );
  },
);

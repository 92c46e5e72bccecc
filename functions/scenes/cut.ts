import * as z from 'zod';
import { taskHandler } from '#functions/handler.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { Brief } from '#shared/domain/brief.ts';
import { Storyboard } from '#shared/domain/storyboard.ts';
import { runStep } from '#shared/engine/run-step.ts';
import { readJson, writeJson } from '#shared/engine/step-context.ts';
import { cutTimelineStep, Take } from '#shared/render/timeline/cut-timeline-step.ts';

const Takes = z.array(z.strictObject({ narrations: AssetRef, illustrations: AssetRef }));

/** Gathers what the batches made, in the order of the scenes, and cuts the timeline. */
export const handler = taskHandler(
  'scenes-cut',
  z.strictObject({ brief: AssetRef, storyboard: AssetRef, takes: Takes }),
  async ({ brief, storyboard, takes }, invocation) => {
    const { ports, tenant } = invocation;
    const { options } = await readJson(ports, tenant, Brief, brief);
    const { scenes } = await readJson(ports, tenant, Storyboard, storyboard);
    const list = async (refs: AssetRef[]) =>
      (await Promise.all(refs.map((ref) => readJson(ports, tenant, z.array(AssetRef), ref)))).flat();
    const narrations = await list(takes.map((take) => take.narrations));
    const illustrations = await list(takes.map((take) => take.illustrations));
    const made = scenes.map(({ id }, at) => ({
      scene: id,
      narration: narrations[at],
      illustration: illustrations[at],
    }));
    const { aspect, quality, style, captions } = options;
    return await runStep(
      cutTimelineStep,
      {
        storyboard,
        takes: await writeJson(ports, tenant, z.array(Take), made as Take[]),
        options: { aspect, quality, style, captions },
      },
      invocation,
    );
  },
);

import * as z from 'zod';
import { taskHandler } from '#functions/handler.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { Timeline } from '#shared/domain/timeline.ts';
import { runStep } from '#shared/engine/run-step.ts';
import { readJson } from '#shared/engine/step-context.ts';
import { joinFilm } from '#shared/render/join/step.ts';

/** Joins what the batches rendered, in order, and puts the sound to it. */
export const handler = taskHandler(
  'render-join',
  z.strictObject({ timeline: AssetRef, videos: z.array(AssetRef), audio: AssetRef }),
  async ({ timeline, videos, audio }, invocation) => {
    const { ports, tenant } = invocation;
    const { title, frames, scenes } = await readJson(ports, tenant, Timeline, timeline);
    const chapters = scenes.flatMap(({ chapter, startFrame }) =>
      chapter ? [{ title: chapter, startFrame }] : [],
    );
    return await runStep(joinFilm, { segments: videos, audio, title, frames, chapters }, invocation);
  },
);

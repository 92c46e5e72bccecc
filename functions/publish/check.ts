import * as z from 'zod';
import { taskHandler } from '#functions/handler.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { Brief } from '#shared/domain/brief.ts';
import { allEvents } from '#shared/engine/all-events.ts';
import { runStep } from '#shared/engine/run-step.ts';
import { readJson } from '#shared/engine/step-context.ts';
import { fallbacksOf } from '#shared/publish/contract/fallbacks.ts';
import { checkFilm } from '#shared/publish/contract/step.ts';
import { frameSize } from '#shared/scenes/frame.ts';

/** Measures the finished film against everything that was promised, and against what the run had to do without. */
export const handler = taskHandler(
  'publish-check',
  z.strictObject({
    brief: AssetRef,
    document: AssetRef,
    storyboard: AssetRef,
    timeline: AssetRef,
    film: AssetRef,
  }),
  async ({ brief, document, storyboard, timeline, film }, invocation) => {
    const { ports, tenant, run } = invocation;
    const { options } = await readJson(ports, tenant, Brief, brief);
    const promised = {
      durationSeconds: options.duration,
      ...frameSize(options),
      captions: options.captions,
      notices: fallbacksOf(await allEvents(ports.journal, tenant, run)),
    };
    return await runStep(checkFilm, { film, timeline, storyboard, document, promised }, invocation);
  },
);

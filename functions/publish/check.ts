import * as z from 'zod';
import { taskHandler } from '#functions/handler.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { Brief } from '#shared/domain/brief.ts';
import { Script } from '#shared/domain/script.ts';
import { runStep } from '#shared/engine/run-step.ts';
import { readJson } from '#shared/engine/step-context.ts';
import { checkFilm } from '#shared/publish/contract/step.ts';
import { frameSize } from '#shared/scenes/frame.ts';

/** Measures the finished film against everything that was promised. */
export const handler = taskHandler(
  'publish-check',
  z.strictObject({ brief: AssetRef, script: AssetRef, timeline: AssetRef, film: AssetRef }),
  async ({ brief, script, timeline, film }, invocation) => {
    const { ports, tenant } = invocation;
    const { options } = await readJson(ports, tenant, Brief, brief);
    const { notes } = await readJson(ports, tenant, Script, script);
    const promised = {
      durationSeconds: options.duration,
      ...frameSize(options),
      captions: options.captions,
      notices: notes,
    };
    return await runStep(checkFilm, { film, timeline, promised }, invocation);
  },
);

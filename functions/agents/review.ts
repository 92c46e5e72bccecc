import * as z from 'zod';
import { taskHandler } from '#functions/handler.ts';
import { review } from '#shared/agents/critic/step.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { Brief } from '#shared/domain/brief.ts';
import { runStep } from '#shared/engine/run-step.ts';
import { readJson } from '#shared/engine/step-context.ts';

/** The critic: holds script and storyboard against the sources. */
export const handler = taskHandler(
  'agents-review',
  z.strictObject({ brief: AssetRef, script: AssetRef, storyboard: AssetRef, research: AssetRef }),
  async ({ brief, ...made }, invocation) => {
    const { options } = await readJson(invocation.ports, invocation.tenant, Brief, brief);
    return { review: await runStep(review, { ...made, wantedSeconds: options.duration }, invocation) };
  },
);

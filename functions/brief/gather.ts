import * as z from 'zod';
import { taskHandler } from '#functions/handler.ts';
import { gatherSources } from '#shared/brief/gather-sources.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { Brief } from '#shared/domain/brief.ts';
import { runStep } from '#shared/engine/run-step.ts';
import { readJson } from '#shared/engine/step-context.ts';

/** Fetches what the brief only names. What comes from the web is kept for this run alone; texts that are there, for all. */
export const handler = taskHandler(
  'brief-gather',
  z.strictObject({ brief: AssetRef }),
  async (input, invocation) => {
    const { sources } = await readJson(invocation.ports, invocation.tenant, Brief, input.brief);
    const isLocal = sources.length > 0 && sources.every(({ kind }) => kind === 'text');
    return await runStep(
      gatherSources,
      { brief: input.brief, freshness: isLocal ? '' : invocation.run },
      invocation,
    );
  },
);

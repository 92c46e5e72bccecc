import * as z from 'zod';
import { taskHandler } from '#functions/handler.ts';
import { direct } from '#shared/agents/director/step.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { Brief } from '#shared/domain/brief.ts';
import { Storyboard } from '#shared/domain/storyboard.ts';
import { runStep } from '#shared/engine/run-step.ts';
import { readJson } from '#shared/engine/step-context.ts';
import { sceneBatches } from '#shared/scenes/plan-batches.ts';

/** The director: scenes, each with a visual idea; and the batches in which they are made. */
export const handler = taskHandler(
  'agents-direct',
  z.strictObject({
    brief: AssetRef,
    document: AssetRef,
    research: AssetRef,
    script: AssetRef,
    media: AssetRef,
  }),
  async ({ brief, document, research, script, media }, invocation) => {
    const { options, translations, edition } = await readJson(
      invocation.ports,
      invocation.tenant,
      Brief,
      brief,
    );
    const directed = await runStep(
      direct,
      { document, research, script, media, seed: options.seed },
      invocation,
    );
    const { language } = await readJson(invocation.ports, invocation.tenant, Storyboard, directed.storyboard);
    return {
      storyboard: directed.storyboard,
      language,
      batches: sceneBatches(directed.scenes),
      translated: edition !== undefined || translations.length > 0,
    };
  },
);

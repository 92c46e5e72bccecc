import * as z from 'zod';
import { taskHandler } from '#functions/handler.ts';
import { tellProgress } from '#functions/progress.ts';
import { narrateScene } from '#shared/agents/narrator/step.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { Narration } from '#shared/domain/speech.ts';
import { Storyboard } from '#shared/domain/storyboard.ts';
import { runStep } from '#shared/engine/run-step.ts';
import { readJson, writeJson } from '#shared/engine/step-context.ts';
import { Batch, batchOf } from '#shared/scenes/plan-batches.ts';

/** The narrator: speaks the scenes of a batch; gives a list of their narrations. */
export const handler = taskHandler(
  'agents-narrate',
  z.strictObject({ storyboard: AssetRef, batch: Batch, voice: z.string(), language: z.string() }),
  async ({ storyboard, batch, voice, language }, invocation) => {
    const { ports, tenant } = invocation;
    const { scenes } = await readJson(ports, tenant, Storyboard, storyboard);
    const narrations: Narration[] = [];
    for (const { id, narration: text } of batchOf(scenes, batch)) {
      const spoken = await runStep(narrateScene, { text, voice, language }, invocation);
      narrations.push(spoken.narration);
      await tellProgress(invocation, { stage: 'narrate', item: id, total: scenes.length });
    }
    return { narrations: await writeJson(ports, tenant, z.array(Narration), narrations) };
  },
);

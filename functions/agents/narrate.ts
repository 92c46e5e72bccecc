import * as z from 'zod';
import { type Invocation, taskHandler } from '#functions/handler.ts';
import { tellProgress } from '#functions/progress.ts';
import { narrateRecording } from '#shared/agents/narrator/narrate-recording.ts';
import { narrateScene } from '#shared/agents/narrator/step.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { PreparedMedia } from '#shared/domain/prepared-media.ts';
import { pronunciationsFor } from '#shared/domain/pronunciations.ts';
import { Narration } from '#shared/domain/speech.ts';
import { type Scene, Storyboard } from '#shared/domain/storyboard.ts';
import { runStep } from '#shared/engine/run-step.ts';
import { readJson, writeJson } from '#shared/engine/step-context.ts';
import { Batch, batchOf } from '#shared/scenes/plan-batches.ts';

const Narrations = z.array(Narration);

/** The narrator: speaks the scenes of a batch, or cuts them out of what a person has read; gives a list of their narrations. */
export const handler = taskHandler(
  'agents-narrate',
  z.strictObject({
    storyboard: AssetRef,
    media: AssetRef,
    batch: Batch,
    voice: z.string(),
    language: z.string(),
  }),
  async ({ storyboard, media, batch, voice, language }, invocation) => {
    const { ports, tenant } = invocation;
    const { scenes } = await readJson(ports, tenant, Storyboard, storyboard);
    const { recording, pronunciations: book = {} } = await readJson(ports, tenant, PreparedMedia, media);
    const pronunciations = pronunciationsFor(book, language);
    const read = recording && (await cutRecording(recording, scenes, language, invocation));
    const narrations: Narration[] = [];
    for (const [at, { id, narration: text }] of batchOf(scenes, batch).entries()) {
      const own = read?.[batch.first + at];
      narrations.push(
        own ?? (await runStep(narrateScene, { text, voice, language, pronunciations }, invocation)).narration,
      );
      await tellProgress(invocation, { stage: 'narrate', item: id, total: scenes.length });
    }
    return { narrations: await writeJson(ports, tenant, Narrations, narrations) };
  },
);

/** The narrations of all scenes out of a recording; the first batch to ask has it cut, the others find it done. */
async function cutRecording(
  recording: AssetRef,
  scenes: readonly Scene[],
  language: string,
  invocation: Invocation<'agents-narrate'>,
): Promise<Narration[]> {
  const lines = scenes.map(({ narration }) => narration);
  const { narrations } = await runStep(narrateRecording, { recording, lines, language }, invocation);
  return await readJson(invocation.ports, invocation.tenant, Narrations, narrations);
}

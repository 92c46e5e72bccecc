import * as z from 'zod';
import { taskHandler } from '#functions/handler.ts';
import { tellProgress } from '#functions/progress.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { Brief } from '#shared/domain/brief.ts';
import { type Scene, Storyboard, type Visual } from '#shared/domain/storyboard.ts';
import { Illustration } from '#shared/domain/timeline.ts';
import { runStep } from '#shared/engine/run-step.ts';
import { readJson, writeJson } from '#shared/engine/step-context.ts';
import { frameSize } from '#shared/scenes/frame.ts';
import { illustrateScene } from '#shared/scenes/illustrate-scene.ts';
import { Batch, batchOf } from '#shared/scenes/plan-batches.ts';
import { settleFailedScene } from '#shared/scenes/settle-failed-scene.ts';
import { lookOf } from '#shared/scenes/styles/look-of.ts';

/** Makes the pictures of a batch of scenes; gives a list of their illustrations, null for a scene that is left out. */
export const handler = taskHandler(
  'scenes-illustrate',
  z.strictObject({ brief: AssetRef, storyboard: AssetRef, batch: Batch, language: z.string() }),
  async ({ brief, storyboard, batch, language }, invocation) => {
    const { ports, tenant } = invocation;
    const asked = await readJson(ports, tenant, Brief, brief);
    const style = await lookOf(asked, ports, tenant);
    const { options } = asked;
    const { scenes } = await readJson(ports, tenant, Storyboard, storyboard);
    const { seed, onSceneFailure } = options;
    const draw = async ({ chapter }: Scene, visual: Visual) => {
      const input = { visual, style, ...frameSize(options), language, seed, ...(chapter ? { chapter } : {}) };
      return (await runStep(illustrateScene, input, invocation)).illustration;
    };
    const illustrations: (Illustration | null)[] = [];
    for (const scene of batchOf(scenes, batch)) {
      const { id, visual } = scene;
      const made = await draw(scene, visual).catch(async (error: unknown) => {
        const settled = settleFailedScene(scene, error, onSceneFailure);
        const event = { type: 'notice', ...settled.notice } as const;
        await ports.journal.append(tenant, invocation.run, [{ id: `notice:${event.code}:${id}`, event }]);
        return settled.visual ? await draw(scene, settled.visual) : null;
      });
      illustrations.push(made);
      await tellProgress(invocation, { stage: 'illustrate', item: id, total: scenes.length });
    }
    return { illustrations: await writeJson(ports, tenant, z.array(Illustration.nullable()), illustrations) };
  },
);

import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import { BriefOptions } from '#shared/domain/brief.ts';
import { Narration } from '#shared/domain/speech.ts';
import { Storyboard } from '#shared/domain/storyboard.ts';
import { FPS, Illustration, Timeline } from '#shared/domain/timeline.ts';
import { defineStep } from '#shared/engine/step.ts';
import { cutTimeline } from '#shared/render/timeline/cut-timeline.ts';

/** What was made for one scene, by reference. */
export const Take = z.strictObject({ scene: z.string(), narration: AssetRef, illustration: AssetRef });
export type Take = z.infer<typeof Take>;

/** Lays scenes, voices and cross-fades on the timeline. `takes` is a JSON list of {@link Take} in the order of scenes. */
export const cutTimelineStep = defineStep({
  name: 'cut-timeline',
  version: 1,
  input: z.strictObject({
    storyboard: AssetRef,
    takes: AssetRef,
    options: z.strictObject({
      aspect: BriefOptions.shape.aspect.unwrap(),
      quality: BriefOptions.shape.quality.unwrap(),
      style: BriefOptions.shape.style.unwrap(),
      captions: BriefOptions.shape.captions.unwrap(),
    }),
  }),
  output: z.strictObject({ timeline: AssetRef, frames: z.int(), seconds: z.number() }),
  async run({ storyboard, takes, options }, { readJson, writeJson }) {
    const scenes = await readJson(Storyboard, storyboard);
    const made = await readJson(z.array(Take), takes);
    const contents = await Promise.all(
      made.map(async ({ scene, narration, illustration }) => ({
        scene,
        narration: await readJson(Narration, narration),
        illustration: await readJson(Illustration, illustration),
      })),
    );
    const timeline = cutTimeline(scenes, contents, options);
    return {
      timeline: await writeJson(Timeline, timeline),
      frames: timeline.frames,
      seconds: timeline.frames / FPS,
    };
  },
});

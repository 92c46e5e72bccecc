import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import { BriefOptions } from '#shared/domain/brief.ts';
import { Narration } from '#shared/domain/speech.ts';
import { Storyboard } from '#shared/domain/storyboard.ts';
import { FPS, Illustration, Timeline } from '#shared/domain/timeline.ts';
import { defineStep, type StepContext } from '#shared/engine/step.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { cutTimeline } from '#shared/render/timeline/cut-timeline.ts';
import { canBurnCaptions, missingLetters } from '#shared/render/timeline/missing-letters.ts';
import { loadGlyphs } from '#shared/scenes/text/glyphs.ts';

/** What was made for one scene, by reference. */
export const Take = z.strictObject({ scene: z.string(), narration: AssetRef, illustration: AssetRef });
export type Take = z.infer<typeof Take>;

/**
 * Lays scenes, voices and cross-fades on the timeline. `takes` is a JSON list of {@link Take} in the order of scenes.
 * Captions that have letters which our fonts lack are kept in files instead of burned in; notice `FONT_MISSING`, once a film.
 */
export const cutTimelineStep = defineStep({
  name: 'cut-timeline',
  version: 1,
  dependsOn: async ({ tools }: Pick<Ports, 'tools'>) => ({ fonts: await tools.version('fonts') }),
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
  async run({ storyboard, takes, options }, context: StepContext<'tools'>) {
    const { readJson, writeJson, ports } = context;
    const scenes = await readJson(Storyboard, storyboard);
    const made = await readJson(z.array(Take), takes);
    const contents = await Promise.all(
      made.map(async ({ scene, narration, illustration }) => ({
        scene,
        narration: await readJson(Narration, narration),
        illustration: await readJson(Illustration, illustration),
      })),
    );
    await loadGlyphs(ports.tools);
    const cut = cutTimeline(scenes, contents, options);
    const captionsLost = cut.captions === 'burned' && !canBurnCaptions(cut);
    const lacking = missingLetters(scenes, cut, captionsLost);
    if (lacking !== undefined) context.notice('FONT_MISSING', lacking);
    const timeline: Timeline = captionsLost ? { ...cut, captions: 'file' } : cut;
    return {
      timeline: await writeJson(Timeline, timeline),
      frames: timeline.frames,
      seconds: timeline.frames / FPS,
    };
  },
});

import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import { BriefOptions } from '#shared/domain/brief.ts';
import { CaptionLook } from '#shared/domain/caption-look.ts';
import { Narration } from '#shared/domain/speech.ts';
import { Storyboard } from '#shared/domain/storyboard.ts';
import { FPS, Illustration, Timeline } from '#shared/domain/timeline.ts';
import { defineStep, type StepContext } from '#shared/engine/step.ts';
import { AppError } from '#shared/errors.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { cutTimeline, type TakeContents } from '#shared/render/timeline/cut-timeline.ts';
import { canBurnCaptions, missingLetters } from '#shared/render/timeline/missing-letters.ts';
import { MAX_BATCHES } from '#shared/scenes/plan-batches.ts';
import { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';
import { loadGlyphs } from '#shared/scenes/text/glyphs.ts';

/**
 * What one batch of scenes has made: JSON lists of {@link Narration} and {@link Illustration}, in the order of scenes; null stands
 * for the pictures of a scene that is left out.
 */
export const BatchTakes = z.strictObject({ narrations: AssetRef, illustrations: AssetRef });

/**
 * Lays scenes, voices and cross-fades on the timeline. `takes` are those of all batches, in order. Throws
 * `STEP_INPUT_INVALID` when they are not as many as the scenes.
 * Captions that have letters which our fonts lack are kept in files instead of burned in; notice `FONT_MISSING`, once a film.
 */
export const cutTimelineStep = defineStep({
  name: 'cut-timeline',
  version: 6,
  dependsOn: async ({ tools }: Pick<Ports, 'tools'>) => ({ fonts: await tools.version('fonts') }),
  input: z.strictObject({
    storyboard: AssetRef,
    takes: z.array(BatchTakes).min(1).max(MAX_BATCHES),
    options: z.strictObject({
      aspect: BriefOptions.shape.aspect.unwrap(),
      quality: BriefOptions.shape.quality.unwrap(),
      captions: BriefOptions.shape.captions.unwrap(),
      captionLook: CaptionLook,
      seconds: z.number().positive().optional(),
      beatsMs: z.array(z.int().nonnegative()).optional(),
      transitions: StyleSheet.shape.transitions,
      seed: z.int().nonnegative(),
    }),
  }),
  output: z.strictObject({ timeline: AssetRef, frames: z.int(), seconds: z.number() }),
  async run({ storyboard, takes, options }, context: StepContext<'tools'>) {
    const { readJson, writeJson, ports } = context;
    const scenes = await readJson(Storyboard, storyboard);
    const batches = await Promise.all(
      takes.map(async ({ narrations, illustrations }) => ({
        narrations: await readJson(z.array(Narration), narrations),
        illustrations: await readJson(z.array(Illustration.nullable()), illustrations),
      })),
    );
    const { kept, made } = pairTakes(
      scenes,
      batches.flatMap(({ narrations }) => narrations),
      batches.flatMap(({ illustrations }) => illustrations),
    );
    await loadGlyphs(ports.tools);
    const cut = cutTimeline(kept, made, options);
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

/** What was made of each scene, side by side, and the film without the scenes that are left out. */
function pairTakes(
  storyboard: Storyboard,
  narrations: readonly Narration[],
  illustrations: readonly (Illustration | null)[],
): { kept: Storyboard; made: TakeContents[] } {
  const { scenes } = storyboard;
  const counts = [scenes.length, narrations.length, illustrations.length];
  if (new Set(counts).size > 1) {
    throw new AppError('STEP_INPUT_INVALID', `${counts.join(', ')} scenes, narrations and illustrations.`);
  }
  const made = scenes.flatMap(({ id }, at): TakeContents[] => {
    const illustration = illustrations[at];
    return illustration ? [{ scene: id, narration: narrations[at] as Narration, illustration }] : [];
  });
  if (made.length === 0) {
    throw new AppError('MEDIA_INVALID', 'Not one scene of the film could be made.', {
      hint: 'The notes of the run say why each of them failed.',
    });
  }
  const shown = new Set(made.map(({ scene }) => scene));
  return { kept: { ...storyboard, scenes: scenes.filter(({ id }) => shown.has(id)) }, made };
}

import * as z from 'zod';
import { makeStoryboard } from '#shared/agents/director/make-storyboard.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { Document } from '#shared/domain/document.ts';
import { PreparedMedia } from '#shared/domain/prepared-media.ts';
import { Research } from '#shared/domain/research.ts';
import { Script } from '#shared/domain/script.ts';
import { Storyboard, type Visual } from '#shared/domain/storyboard.ts';
import { packageVersions } from '#shared/engine/package-versions.ts';
import { defineStep } from '#shared/engine/step.ts';

/** How many given pictures a visual shows. */
function picturesIn(visual: Visual): number {
  if (visual.kind === 'collage') return visual.images.length;
  return visual.kind === 'picture' || visual.kind === 'screenshot' ? 1 : 0;
}

/** The director: cuts the script into scenes and says what each one shows. Notice `PICTURES_LEFT_OUT` when some find no scene. */
export const direct = defineStep({
  name: 'direct',
  version: 4,
  input: z.strictObject({
    script: AssetRef,
    research: AssetRef,
    document: AssetRef,
    /** Footage that came with the brief, made ready. */
    media: AssetRef.optional(),
    seed: z.int().min(0),
  }),
  output: z.strictObject({ storyboard: AssetRef, scenes: z.int().positive() }),
  dependsOn: packageVersions('stopwords-iso', 'wink-eng-lite-web-model', 'wink-nlp'),
  run: async (input, context) => {
    const script = await context.readJson(Script, input.script);
    const research = await context.readJson(Research, input.research);
    const document = await context.readJson(Document, input.document);
    const { footage } = input.media ? await context.readJson(PreparedMedia, input.media) : { footage: [] };
    const storyboard = await makeStoryboard(script, research, document, input.seed, footage);
    const shown = storyboard.scenes.reduce((sum, { visual }) => sum + picturesIn(visual), 0);
    const given = new Set(document.images.map(({ ref }) => ref.hash)).size;
    if (shown < given) {
      context.notice(
        'PICTURES_LEFT_OUT',
        `${given - shown} of ${given} pictures are not in the film: it has too few scenes for them.`,
      );
    }
    return { storyboard: await context.writeJson(Storyboard, storyboard), scenes: storyboard.scenes.length };
  },
});

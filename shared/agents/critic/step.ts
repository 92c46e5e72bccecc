import * as z from 'zod';
import { Finding } from '#shared/agents/critic/finding.ts';
import { reviewFilm } from '#shared/agents/critic/review-film.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { Document } from '#shared/domain/document.ts';
import { Research } from '#shared/domain/research.ts';
import { Script } from '#shared/domain/script.ts';
import { Storyboard } from '#shared/domain/storyboard.ts';
import { packageVersions } from '#shared/engine/package-versions.ts';
import { defineStep } from '#shared/engine/step.ts';

/** The critic: holds script and storyboard against the research, and tells how good they are from 0 to 1 and why. */
export const review = defineStep({
  name: 'review',
  version: 2,
  input: z.strictObject({
    script: AssetRef,
    storyboard: AssetRef,
    research: AssetRef,
    /** Where it is given, pictures that could be shown and are not are found too. */
    document: AssetRef.optional(),
    wantedSeconds: z.number().positive(),
  }),
  output: z.strictObject({ score: z.number().min(0).max(1), findings: z.array(Finding).max(50) }),
  dependsOn: packageVersions('stopwords-iso'),
  run: async (input, context) =>
    reviewFilm({
      script: await context.readJson(Script, input.script),
      storyboard: await context.readJson(Storyboard, input.storyboard),
      research: await context.readJson(Research, input.research),
      ...(input.document ? { document: await context.readJson(Document, input.document) } : {}),
      wantedSeconds: input.wantedSeconds,
    }),
});

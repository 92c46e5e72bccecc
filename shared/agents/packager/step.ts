import * as z from 'zod';
import { describeFilm } from '#shared/agents/packager/describe-film.ts';
import { writeScreenplay } from '#shared/agents/packager/write-screenplay.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { BriefOptions } from '#shared/domain/brief.ts';
import { Document } from '#shared/domain/document.ts';
import { FilmMetadata } from '#shared/domain/metadata.ts';
import { Research } from '#shared/domain/research.ts';
import { Script } from '#shared/domain/script.ts';
import { Storyboard } from '#shared/domain/storyboard.ts';
import { Timeline } from '#shared/domain/timeline.ts';
import { packageVersions } from '#shared/engine/package-versions.ts';
import { defineStep } from '#shared/engine/step.ts';

/** The packager: writes what a platform is told about the film, and the screenplay (`text/markdown`). */
export const packageFilm = defineStep({
  name: 'package-film',
  version: 2,
  input: z.strictObject({
    timeline: AssetRef,
    script: AssetRef,
    storyboard: AssetRef,
    document: AssetRef,
    research: AssetRef,
    /** Where the film is to be shown; its limits count. */
    platform: BriefOptions.shape.platform.unwrap().optional(),
  }),
  output: z.strictObject({ metadata: AssetRef, scriptMarkdown: AssetRef }),
  dependsOn: packageVersions('stopwords-iso'),
  run: async (input, context) => {
    const timeline = await context.readJson(Timeline, input.timeline);
    const script = await context.readJson(Script, input.script);
    const storyboard = await context.readJson(Storyboard, input.storyboard);
    const document = await context.readJson(Document, input.document);
    const research = await context.readJson(Research, input.research);
    const screenplay = writeScreenplay(timeline, script, storyboard, document);
    return {
      metadata: await context.writeJson(
        FilmMetadata,
        describeFilm(timeline, script, research, document, input.platform),
      ),
      scriptMarkdown: await context.ports.assets.put(
        context.tenant,
        new TextEncoder().encode(screenplay),
        'text/markdown',
      ),
    };
  },
});

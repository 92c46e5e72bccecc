import * as z from 'zod';
import { translateFilm } from '#shared/agents/translator/translate-film.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { Document } from '#shared/domain/document.ts';
import { Research } from '#shared/domain/research.ts';
import { Script } from '#shared/domain/script.ts';
import { Storyboard } from '#shared/domain/storyboard.ts';
import { packageVersions } from '#shared/engine/package-versions.ts';
import { defineStep } from '#shared/engine/step.ts';

const Film = z.strictObject({
  script: AssetRef,
  storyboard: AssetRef,
  research: AssetRef,
  document: AssetRef,
});

/**
 * The translator: the film in another language out of the source text in that language, read and researched before.
 * Throws `BRIEF_INVALID` where that is not the same text.
 */
export const translate = defineStep({
  name: 'translate',
  version: 2,
  input: z.strictObject({
    film: Film,
    translation: z.strictObject({ document: AssetRef, research: AssetRef }),
    seed: z.int().min(0),
  }),
  output: z.strictObject({
    script: AssetRef,
    storyboard: AssetRef,
    language: z.string(),
    /** How sure it is that the words are those of the first film, 0 to 1. */
    confidence: z.number().min(0).max(1),
  }),
  dependsOn: packageVersions('stopwords-iso', 'wink-eng-lite-web-model', 'wink-nlp'),
  run: async ({ film, translation, seed }, context) => {
    const made = await translateFilm(
      {
        script: await context.readJson(Script, film.script),
        storyboard: await context.readJson(Storyboard, film.storyboard),
        research: await context.readJson(Research, film.research),
        document: await context.readJson(Document, film.document),
      },
      {
        document: await context.readJson(Document, translation.document),
        research: await context.readJson(Research, translation.research),
      },
      seed,
    );
    return {
      script: await context.writeJson(Script, made.script),
      storyboard: await context.writeJson(Storyboard, made.storyboard),
      language: made.storyboard.language,
      confidence: made.confidence,
    };
  },
});

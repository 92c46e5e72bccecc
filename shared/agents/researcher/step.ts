import * as z from 'zod';
import { researchDocument } from '#shared/agents/researcher/research-document.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { Document } from '#shared/domain/document.ts';
import { Research } from '#shared/domain/research.ts';
import { packageVersions } from '#shared/engine/package-versions.ts';
import { defineStep } from '#shared/engine/step.ts';

/** Finds facts, numbers, series, quotations, lists, terms and names in a document, and where each stands. */
export const research = defineStep({
  name: 'research',
  version: 3,
  input: z.strictObject({ document: AssetRef }),
  output: z.strictObject({ research: AssetRef }),
  dependsOn: packageVersions('stopwords-iso', 'wink-eng-lite-web-model', 'wink-nlp'),
  run: async ({ document }, context) => {
    const found = await researchDocument(await context.readJson(Document, document));
    context.signal.throwIfAborted();
    return { research: await context.writeJson(Research, found) };
  },
});

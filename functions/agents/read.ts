import * as z from 'zod';
import { taskHandler } from '#functions/handler.ts';
import { readSources } from '#shared/agents/reader/step.ts';
import { clip } from '#shared/brief/keep-picture.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { Brief } from '#shared/domain/brief.ts';
import { runStep } from '#shared/engine/run-step.ts';
import { readJson } from '#shared/engine/step-context.ts';

/** The reader: cleans the sources and splits them into sentences. */
export const handler = taskHandler(
  'agents-read',
  z.strictObject({ brief: AssetRef, sources: AssetRef }),
  async ({ brief, sources }, invocation) => {
    const {
      images,
      topic,
      title = topic && clip(topic, 200),
      options,
    } = await readJson(invocation.ports, invocation.tenant, Brief, brief);
    return await runStep(
      readSources,
      { sources, images, language: options.language, ...(title === undefined ? {} : { title }) },
      invocation,
    );
  },
);

import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import { CaptionLook } from '#shared/domain/caption-look.ts';
import { TimedWord } from '#shared/domain/speech.ts';
import { Focus, Visual } from '#shared/domain/storyboard.ts';
import { Entrance, Exit, Layer, Motion } from '#shared/domain/timeline.ts';
import { FileLayer, FileReference, TimelineFile } from '#shared/render/timeline-file/timeline-file.ts';

const NAMED = { AssetRef, CaptionLook, Entrance, Exit, FileLayer, Focus, Layer, Motion, TimedWord, Visual };

/** The JSON Schema (2020-12) of `timeline.json`: with a file allowed wherever an asset is. */
export function timelineJsonSchema(): Record<string, unknown> {
  const file = z.toJSONSchema(FileReference, { target: 'draft-2020-12' });
  delete file.$schema;
  const metadata = z.registry<{ id: string }>();
  for (const [id, named] of Object.entries(NAMED)) metadata.add(named as z.ZodType, { id });
  const schema = z.toJSONSchema(TimelineFile, {
    target: 'draft-2020-12',
    io: 'input',
    metadata,
    reused: 'ref',
    override({ zodSchema, jsonSchema }) {
      if (zodSchema !== (AssetRef as unknown)) return;
      const asset = { ...jsonSchema };
      for (const key of Object.keys(jsonSchema)) delete (jsonSchema as Record<string, unknown>)[key];
      jsonSchema.anyOf = [asset, file];
    },
  });
  return { ...schema, title: 'Reelwright timeline', description: 'A film as data, version 2.' };
}

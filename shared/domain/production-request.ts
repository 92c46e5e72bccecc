import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import { BriefImage, BriefOptions } from '#shared/domain/brief.ts';

const TextFormat = z.enum(['plain', 'markdown', 'html']);

/** Characters of a text that comes with the request itself; longer ones are uploaded first. */
export const MAX_INLINE_TEXT = 200_000;

/**
 * What asks for a film over HTTP, by schedule or in a dropped JSON or YAML file: one of `topic`, `text`, `url` or `sources`
 * at least, and what is wished for. Version 1.
 */
export const ProductionRequest = z
  .strictObject({
    title: z.string().min(1).max(200).optional(),
    topic: z.string().min(1).max(500).optional(),
    text: z.string().min(1).max(MAX_INLINE_TEXT).optional(),
    /** Of `text`; Markdown unless told. */
    format: TextFormat.default('markdown'),
    url: z.url({ protocol: /^https?$/ }).optional(),
    /** Texts that were uploaded. */
    sources: z
      .array(z.strictObject({ asset: AssetRef, format: TextFormat, name: z.string().max(255) }))
      .max(199)
      .default([]),
    /** Pictures that were uploaded. */
    images: z.array(BriefImage).max(500).default([]),
    options: BriefOptions.partial().default({}),
    /** Whether the run waits for a person's word before it makes anything of the storyboard. */
    approval: z.boolean().default(false),
  })
  .refine(({ topic, text, url, sources }) => topic || text || url || sources.length > 0, {
    error: 'One of topic, text, url or sources is needed.',
  });
export type ProductionRequest = z.infer<typeof ProductionRequest>;

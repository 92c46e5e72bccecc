import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import { BriefFootage, BriefImage, BriefOptions, BriefTranslations } from '#shared/domain/brief.ts';
import { PronunciationBook } from '#shared/domain/pronunciations.ts';
import { BrandKit } from '#shared/scenes/styles/brand-kit.ts';
import { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';
import { unknownStyle } from '#shared/scenes/styles/unknown-style.ts';

const { shape } = BriefOptions;

/** An option without its default: what was not chosen stays open for the front matter of the text to say. */
function open<T extends z.ZodType>(option: z.ZodDefault<T>): z.ZodOptional<T> {
  return z.optional(option.unwrap());
}

/** What may be wished for; each option as in {@link BriefOptions}. */
const WishedOptions = z.strictObject({
  duration: open(shape.duration),
  aspect: open(shape.aspect),
  style: open(shape.style).superRefine((style, context) => {
    const problem = style === undefined ? undefined : unknownStyle(style);
    if (problem) context.addIssue(problem);
  }),
  voice: open(shape.voice),
  language: open(shape.language),
  captions: open(shape.captions),
  captionStyle: open(shape.captionStyle),
  music: open(shape.music),
  platform: open(shape.platform),
  onSceneFailure: open(shape.onSceneFailure),
  seed: open(shape.seed),
  quality: open(shape.quality),
});

const TextFormat = z.enum(['plain', 'markdown', 'html']);

/** Characters of a text that comes with the request itself; longer ones are uploaded first. */
export const MAX_INLINE_TEXT = 200_000;

/**
 * What asks for a film over HTTP, by schedule or in a dropped JSON or YAML file: one of `topic`, `text`, `url` or `sources`
 * at least, `topic` without `text` and `url`, and what is wished for. Version 1.
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
    /** Videos, a piece of music, the spoken narration and the text in other languages that were uploaded. */
    footage: z.array(BriefFootage).max(100).default([]),
    music: AssetRef.optional(),
    recording: AssetRef.optional(),
    translations: BriefTranslations.default([]),
    /** How words are said, by language: `{ "en": { "Nguyen": "win" } }`. */
    pronunciations: PronunciationBook.optional(),
    /** A style of one's own, and a brand kit whose files were uploaded. */
    styleSheet: StyleSheet.optional(),
    brand: BrandKit.optional(),
    options: WishedOptions.default({}),
    /** Whether the run waits for a person's word before it makes anything of the storyboard. */
    approval: z.boolean().default(false),
  })
  .refine(({ topic, text, url, sources }) => topic || text || url || sources.length > 0, {
    error: 'One of topic, text, url or sources is needed.',
  })
  .refine(({ topic, text, url }) => topic === undefined || (text === undefined && url === undefined), {
    error:
      'Choose one: a film is made of the text or url that is given, or of what is found for a topic. A topic may have sources beside it.',
  });
export type ProductionRequest = z.infer<typeof ProductionRequest>;

import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';

/** Shapes of a film. */
export const ASPECTS = ['16:9', '9:16', '1:1'] as const;
/** Looks of a film; each is a file in `shared/scenes/styles/`. */
export const STYLES = ['midnight', 'paper', 'signal'] as const;
/** Sizes of a film. */
export const QUALITIES = ['draft', 'standard'] as const;
/** Where captions go: into the picture and files, into files only, nowhere. */
export const CAPTION_MODES = ['burned', 'file', 'off'] as const;
/** Moods of the music bed. */
export const MUSIC_MOODS = ['calm', 'bright', 'deep', 'off'] as const;

/** What a person may choose; every field has a default, so that a brief of nothing but a text is complete. */
export const BriefOptions = z.strictObject({
  /** Wanted length in seconds. */
  duration: z.number().min(5).max(1800).default(45),
  aspect: z.enum(ASPECTS).default('16:9'),
  style: z.enum(STYLES).default('midnight'),
  /** Name of a voice, `auto` for the best one for the language, `none` for captions only. */
  voice: z.string().min(1).max(64).default('auto'),
  /** BCP 47 code of the narration, or `auto` to take that of the text. */
  language: z
    .string()
    .regex(/^(auto|[a-z]{2,3}(-[A-Za-z0-9]{2,8})*)$/)
    .default('auto'),
  captions: z.enum(CAPTION_MODES).default('burned'),
  music: z.enum(MUSIC_MOODS).default('calm'),
  seed: z.int().min(0).max(2_147_483_647).default(1),
  /** `draft` is small and quick, for looking at a cut; `standard` is 1080p. */
  quality: z.enum(QUALITIES).default('standard'),
});
export type BriefOptions = z.infer<typeof BriefOptions>;

/** One source of a brief: bytes already kept as an asset, or an address still to be fetched. */
export const BriefSource = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('text'),
    ref: AssetRef,
    format: z.enum(['plain', 'markdown', 'html']),
    /** File name or title, without folders. */
    name: z.string().max(255),
  }),
  z.strictObject({ kind: z.literal('address'), url: z.url() }),
]);
export type BriefSource = z.infer<typeof BriefSource>;

/** A picture that the person gave, by the name under which the text speaks of it. */
export const BriefImage = z.strictObject({
  name: z.string().max(255),
  ref: AssetRef,
  alt: z.string().max(500).optional(),
});
export type BriefImage = z.infer<typeof BriefImage>;

/** What a person asks for. Version 1. */
export const Brief = z.strictObject({
  version: z.literal(1),
  /** Only words, no source: agents must find one among `sources`, or on Wikipedia where there is a network. */
  topic: z.string().min(1).max(500).optional(),
  title: z.string().min(1).max(200).optional(),
  sources: z.array(BriefSource).max(200),
  images: z.array(BriefImage).max(500),
  options: BriefOptions,
});
export type Brief = z.infer<typeof Brief>;

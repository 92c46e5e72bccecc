import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import { PronunciationBook } from '#shared/domain/pronunciations.ts';

/** Shapes of a film. */
export const ASPECTS = ['16:9', '9:16', '1:1'] as const;
/** Looks that come with the product; each is a file in `examples/styles/`. */
export const STYLES = [
  'midnight',
  'paper',
  'signal',
  'gallery',
  'ember',
  'blueprint',
  'sorbet',
  'bulletin',
  'noir',
  'terrain',
] as const;
/** Sizes of a film: its short side is 480, 1080 or 2160 pixels. */
export const QUALITIES = ['draft', 'standard', 'uhd'] as const;
export type Quality = (typeof QUALITIES)[number];
/** Where captions go: into the picture and files, into files only, nowhere. */
export const CAPTION_MODES = ['burned', 'file', 'off'] as const;
/** How burned-in captions behave; `auto` is as the style has it. */
export const CAPTION_STYLES = ['auto', 'karaoke', 'pop', 'block', 'subtle'] as const;
/** Where the film is to be shown: how loud it is, and what its title and description may be. */
export const PLATFORMS = [
  'any',
  'youtube',
  'tiktok',
  'instagram',
  'x',
  'linkedin',
  'facebook',
  'podcast',
  'broadcast',
] as const;
/** What becomes of a scene whose pictures cannot be made. */
export const SCENE_FAILURES = ['placeholder', 'drop', 'fail'] as const;
/** Moods of the music bed; each but `off` is a file in `shared/providers/music/moods/`. */
export const MUSIC_MOODS = [
  'calm',
  'bright',
  'deep',
  'warm',
  'tense',
  'driving',
  'playful',
  'epic',
  'solemn',
  'dreamy',
  'off',
] as const;

/** Name of a look. */
export const StyleName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'give small letters, digits and hyphens, a letter first');

/** BCP 47 code of a language. */
export const LanguageCode = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/);

/** What a person may choose; every field has a default, so that a brief of nothing but a text is complete. */
export const BriefOptions = z.strictObject({
  /** Wanted length in seconds. */
  duration: z.number().min(5).max(1800).default(45),
  aspect: z.enum(ASPECTS).default('16:9'),
  /** One of {@link STYLES}, or the name that an own style sheet bears. */
  style: StyleName.default('midnight'),
  /** Name of a voice, `auto` for the best one for the language, `none` for captions only. */
  voice: z.string().min(1).max(64).default('auto'),
  /** BCP 47 code of the narration, or `auto` to take that of the text. */
  language: z
    .string()
    .regex(/^(auto|[a-z]{2,3}(-[A-Za-z0-9]{2,8})*)$/)
    .default('auto'),
  captions: z.enum(CAPTION_MODES).default('burned'),
  captionStyle: z.enum(CAPTION_STYLES).default('auto'),
  music: z.enum(MUSIC_MOODS).default('calm'),
  platform: z.enum(PLATFORMS).default('any'),
  onSceneFailure: z.enum(SCENE_FAILURES).default('placeholder'),
  seed: z.int().min(0).max(2_147_483_647).default(1),
  /** `draft` is small and quick, for looking at a cut; `standard` is 1080p, `uhd` is 4K. */
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

/** Own footage, by the name under which the text speaks of it; any video file that ffmpeg reads. */
export const BriefFootage = z.strictObject({
  name: z.string().max(255),
  ref: AssetRef,
  alt: z.string().max(500).optional(),
});
export type BriefFootage = z.infer<typeof BriefFootage>;

/** The source text in another language, for a version of the film in it. */
export const BriefTranslation = z.strictObject({ language: LanguageCode, source: AssetRef });
export type BriefTranslation = z.infer<typeof BriefTranslation>;

/** One for each language. */
export const BriefTranslations = z
  .array(BriefTranslation)
  .max(20)
  .refine(
    (given) => new Set(given.map(({ language }) => language.toLowerCase())).size === given.length,
    'there is one translation for each language',
  );

/** What a person asks for. Version 1. */
export const Brief = z.strictObject({
  version: z.literal(1),
  /** Only words, no source: agents must find one among `sources`, or on Wikipedia where there is a network. */
  topic: z.string().min(1).max(500).optional(),
  title: z.string().min(1).max(200).optional(),
  sources: z.array(BriefSource).max(200),
  images: z.array(BriefImage).max(500),
  footage: z.array(BriefFootage).max(100).default([]),
  /** A style sheet of the person's own, or one with their brand in it; goes before `options.style`. */
  look: AssetRef.optional(),
  /** A piece of music of their own; goes before `options.music`. */
  music: AssetRef.optional(),
  /** The narration as they have spoken it; goes before `options.voice`. */
  recording: AssetRef.optional(),
  translations: BriefTranslations.default([]),
  /** How words are said that a voice would read wrongly. */
  pronunciations: PronunciationBook.optional(),
  /** Set in the brief of a film in another language: its language and text. The rest is that of the first film. */
  edition: BriefTranslation.optional(),
  options: BriefOptions,
});
export type Brief = z.infer<typeof Brief>;

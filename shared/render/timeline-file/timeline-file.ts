import * as z from 'zod';
import { ASPECTS, BriefOptions, CAPTION_MODES, MUSIC_MOODS, QUALITIES } from '#shared/domain/brief.ts';
import { CaptionLook } from '#shared/domain/caption-look.ts';
import { Visual } from '#shared/domain/storyboard.ts';
import { FPS, Layer, Timeline, TimelineScene, TRANSITIONS } from '#shared/domain/timeline.ts';

/** A length as people write it, or to the frame; one of the two. */
const seconds = z.number().positive().max(7200).optional();
const frames = z.int().positive().max(216_000).optional();

/**
 * A layer as a person writes it: footage needs no picture beside it, plays from its beginning at its own speed, and fills the
 * layer with the middle of its picture, where nothing else is said.
 */
export const FileLayer = Layer.extend({
  image: Layer.shape.image.optional(),
  footage: Layer.shape.footage
    .unwrap()
    .partial({ crop: true })
    .extend({ fromMs: z.int().nonnegative().default(0), speed: z.number().min(0.25).max(4).default(1) })
    .optional(),
}).refine(({ image, footage }) => image || footage, 'give an image or footage');
export type FileLayer = z.infer<typeof FileLayer>;

/** A scene as a person writes it: how long, what it shows and what is said. */
const FileScene = z.strictObject({
  id: TimelineScene.shape.id.optional(),
  /** Where it begins; only to be checked, for scenes follow each other. */
  startFrame: TimelineScene.shape.startFrame.optional(),
  frames,
  seconds,
  transition: z
    .strictObject({
      kind: z.enum(TRANSITIONS),
      frames: z.int().nonnegative().max(90).optional(),
      seconds: z.number().nonnegative().max(3).optional(),
    })
    .optional(),
  /** What it shows, drawn in the film's style … */
  visual: Visual.optional(),
  /** … or as layers of pictures and footage. */
  layers: z.array(FileLayer).min(1).max(64).optional(),
  /** For each item of the visual, the word of `say`, from 0, with which it appears. */
  reveals: z.array(z.int().nonnegative()).optional(),
  /** Words that the film's voice speaks … */
  say: z.string().max(2000).optional(),
  /** … or sound that is there, and when its words are heard. */
  narration: TimelineScene.shape.narration.optional(),
  footageSound: TimelineScene.shape.footageSound,
  text: z.string().optional(),
  chapter: z.string().optional(),
  description: z.string().optional(),
  texts: z.array(z.string()).optional(),
});
export type FileScene = z.infer<typeof FileScene>;

/**
 * `timeline.json`: a film as data. What `make` hands over is one, and a person may write one by hand; then most fields may be
 * left out. Wherever an asset stands there may be `{ "file": "path" }` instead, a file beside the timeline or below.
 * `docs/reference/timeline.md` explains it, `docs/reference/timeline.schema.json` is its JSON Schema.
 */
export const TimelineFile = z.strictObject({
  /** For editors. */
  $schema: z.string().optional(),
  version: z.literal(2),
  title: z.string().min(1).max(200),
  /** BCP 47 code. */
  language: z.string().default('en'),
  /** The frame: by its shape and the quality, or in pixels, both even. */
  aspect: z.enum(ASPECTS).default('16:9'),
  width: z.int().min(64).max(7680).multipleOf(2).optional(),
  height: z.int().min(64).max(7680).multipleOf(2).optional(),
  quality: z.enum(QUALITIES).default('standard'),
  fps: z.literal(FPS).default(FPS),
  /** Length of the film; only to be checked. */
  frames,
  /** Look of what is drawn: title cards, charts, captions. */
  style: BriefOptions.shape.style,
  /** Who speaks what scenes `say`. */
  voice: BriefOptions.shape.voice,
  captions: z.enum(CAPTION_MODES).default('burned'),
  captionLook: CaptionLook.optional(),
  scenes: z.array(FileScene).min(1).max(2000),
  over: z.array(Layer).max(8).optional(),
  /** A mood to be composed in, or a sound file. */
  music: z.union([z.enum(MUSIC_MOODS), Timeline.shape.music.unwrap()]).default('off'),
  loudness: Timeline.shape.loudness,
  seed: BriefOptions.shape.seed,
});
export type TimelineFile = z.infer<typeof TimelineFile>;

/** A file beside the timeline, in the place of an asset. */
export const FileReference = z.strictObject({ file: z.string().min(1).max(1024) });
export type FileReference = z.infer<typeof FileReference>;

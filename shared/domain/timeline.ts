import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import { CAPTION_MODES, LanguageCode, QUALITIES } from '#shared/domain/brief.ts';
import { CaptionLook } from '#shared/domain/caption-look.ts';
import { TimedWord } from '#shared/domain/speech.ts';

/** Frames per second of every film. */
export const FPS = 30;

/** How much larger than what it covers the opaque layer of a scene is drawn at most: a zoom of up to a quarter stays sharp. */
export const GROUND_SCALE = 1.25;

/**
 * Slow zoom of an opaque layer about a point of it; x and y run from 0 to 1 and say which part of what does not fit the
 * frame is cut off at the left and at the top. A layer larger than the frame can also be panned: to another such point.
 */
export const Motion = z.strictObject({
  fromScale: z.number().min(1).max(2),
  toScale: z.number().min(1).max(2),
  x: z.number().min(0).max(1),
  y: z.number().min(0).max(1),
  panTo: z.strictObject({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) }).optional(),
});
export type Motion = z.infer<typeof Motion>;

/** Ways in which an overlay comes and goes. */
export const MOVES = [
  'none',
  'fade',
  'rise',
  'drop',
  'slide-left',
  'slide-right',
  'wipe-left',
  'wipe-right',
  'wipe-up',
  'wipe-down',
  'pop',
] as const;

/**
 * How an overlay comes in, in ms from the start of its scene. `rise` also moves up by 2 % of the height, `slide-left` to the left from
 * the right; `wipe-right` uncovers from left to right; `pop` grows from 90 %.
 */
export const Entrance = z.strictObject({
  kind: z.enum(MOVES),
  delayMs: z.int().nonnegative(),
  durationMs: z.int().nonnegative(),
  /** `out` slows down (the default), `in-out` starts gently too, `overshoot` goes a little too far and back. */
  ease: z.enum(['out', 'in-out', 'overshoot']).optional(),
});
export type Entrance = z.infer<typeof Entrance>;

/** How an overlay goes, ending with its scene or with `endMs`. */
export const Exit = z.strictObject({
  kind: z.enum(MOVES),
  durationMs: z.int().nonnegative(),
  /** From the start of the scene. */
  endMs: z.int().nonnegative().optional(),
});
export type Exit = z.infer<typeof Exit>;

const Within = z.strictObject({ start: z.int().nonnegative(), bytes: z.int().positive() });

/**
 * One layer of a picture, in the frame's pixels. The first layer of a scene is opaque and covers the frame, or more than
 * it to be panned (its image is larger by its zoom, up to {@link GROUND_SCALE} times); the others are overlays with alpha,
 * drawn in order.
 */
export const Layer = z.strictObject({
  image: AssetRef,
  /** Where in that asset the picture lies, in bytes, when the asset has all pictures of the scene; otherwise it is the picture. */
  within: Within.optional(),
  /** Further pictures of the same size in the same place: each is shown from `atMs` after the entrance's delay until the next one. */
  cels: z.array(z.strictObject({ within: Within, atMs: z.int().positive() })).optional(),
  /** Footage that the layer shows instead of `image`, which is what is seen of it before it is decoded: a still. */
  footage: z
    .strictObject({
      video: AssetRef,
      fromMs: z.int().nonnegative(),
      /** 2 is twice as fast. */
      speed: z.number().min(0.25).max(4),
      /** The part of its picture that fills the layer, in parts of its size. */
      crop: z.strictObject({
        x: z.number().min(0).max(1),
        y: z.number().min(0).max(1),
        width: z.number().gt(0).max(1),
        height: z.number().gt(0).max(1),
      }),
    })
    .optional(),
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  motion: Motion.optional(),
  entrance: Entrance.optional(),
  exit: Exit.optional(),
  /** Which item of the visual it shows: where the scene says with which word that appears, the entrance is moved there. */
  item: z.int().nonnegative().optional(),
});
export type Layer = z.infer<typeof Layer>;

/** A line of text in a picture, as it stands when everything has come in; all in the frame's pixels. */
export const Lettering = z.strictObject({
  /** Which layer of the scene it is on. */
  layer: z.int().nonnegative(),
  text: z.string(),
  /** The box of its ink. */
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  /** Height of its em. */
  size: z.number().positive(),
  /** Left out where it is drawn in more than one colour, or not opaque. */
  colour: z.string().optional(),
});
export type Lettering = z.infer<typeof Lettering>;

/** What the illustrator makes of one visual: its layers, and the alternative text of the whole picture. */
export const Illustration = z.strictObject({
  layers: z.array(Layer).min(1),
  description: z.string(),
  /** Texts that stand in the picture, as they were drawn: words or lines, each once. */
  texts: z.array(z.string()).optional(),
  lettering: z.array(Lettering).optional(),
});
export type Illustration = z.infer<typeof Illustration>;

/** Ways from one scene to the next. `cut` takes no time; all others overlap the two. */
export const TRANSITIONS = [
  'cut',
  'fade',
  'dissolve',
  'wipe-left',
  'wipe-right',
  'wipe-up',
  'wipe-down',
  'diagonal',
  'push-left',
  'push-right',
  'push-up',
  'push-down',
  'circle-open',
  'circle-close',
  'clock',
  'blinds',
  'zoom',
] as const;
export type TransitionKind = (typeof TRANSITIONS)[number];

/** One scene on the timeline. Scenes overlap by `transition.frames`: the next one comes in over this one's last frames. */
export const TimelineScene = z.strictObject({
  id: z.string(),
  startFrame: z.int().nonnegative(),
  frames: z.int().positive(),
  /** How this scene comes in over the one before; the first scene cuts in. */
  transition: z.strictObject({ kind: z.enum(TRANSITIONS), frames: z.int().nonnegative() }),
  layers: z.array(Layer).min(1),
  narration: z.strictObject({
    audio: AssetRef.optional(),
    /** Where the voice starts, in ms from the start of the scene. */
    offsetMs: z.int().nonnegative(),
    durationMs: z.int().nonnegative(),
    words: z.array(TimedWord),
  }),
  /** Own sound of the footage that the scene shows, from `fromMs` of it on; ducked under the voice. */
  footageSound: z
    .strictObject({ audio: AssetRef, fromMs: z.int().nonnegative(), speed: z.number().min(0.25).max(4) })
    .optional(),
  text: z.string(),
  /** The same text in other languages, by BCP 47 code, for caption files. */
  translations: z.record(LanguageCode, z.string()).optional(),
  chapter: z.string().optional(),
  description: z.string(),
  /** Texts that stand in the picture, as they were drawn. */
  texts: z.array(z.string()).optional(),
  /** Where those texts stand, so that the finished film can be looked at there. */
  lettering: z.array(Lettering).optional(),
});
export type TimelineScene = z.infer<typeof TimelineScene>;

/** The whole film as data: what the renderer executes. */
export const Timeline = z.strictObject({
  version: z.literal(2),
  title: z.string(),
  language: z.string(),
  width: z.int().positive(),
  height: z.int().positive(),
  fps: z.literal(FPS),
  frames: z.int().positive(),
  captions: z.enum(CAPTION_MODES),
  captionLook: CaptionLook,
  scenes: z.array(TimelineScene).min(1),
  /** What lies over all scenes and their transitions, below the captions: a watermark. */
  over: z.array(Layer).optional(),
  music: z.strictObject({ audio: AssetRef, mood: z.string() }).optional(),
  /** Integrated loudness in LUFS (EBU R 128) and highest true peak in dBTP; −14 and −1 where it is not given. */
  loudness: z
    .strictObject({ lufs: z.number().min(-40).max(-5), peakDb: z.number().min(-9).max(0) })
    .optional(),
  quality: z.enum(QUALITIES),
});
export type Timeline = z.infer<typeof Timeline>;

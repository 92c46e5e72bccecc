import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import { STYLES } from '#shared/domain/brief.ts';
import { TimedWord } from '#shared/domain/speech.ts';

/** Frames per second of every film. */
export const FPS = 30;

/** How much larger than what it covers the opaque layer of a scene is drawn: a zoom of up to a quarter stays sharp. */
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

/** How an overlay comes in, in ms from the start of its scene. `rise` also moves up by 2 % of the height. */
export const Entrance = z.strictObject({
  kind: z.enum(['none', 'fade', 'rise']),
  delayMs: z.int().nonnegative(),
  durationMs: z.int().nonnegative(),
});
export type Entrance = z.infer<typeof Entrance>;

/**
 * One layer of a picture, in the frame's pixels. The first layer of a scene is opaque and covers the frame, or more than
 * it to be panned (its image is {@link GROUND_SCALE} times as large); the others are overlays with alpha,
 * drawn in order.
 */
export const Layer = z.strictObject({
  image: AssetRef,
  /** Where in that asset the picture lies, in bytes, when the asset has all pictures of the scene; otherwise it is the picture. */
  within: z.strictObject({ start: z.int().nonnegative(), bytes: z.int().positive() }).optional(),
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  motion: Motion.optional(),
  entrance: Entrance.optional(),
});
export type Layer = z.infer<typeof Layer>;

/** What the illustrator makes of one visual: its layers, and the alternative text of the whole picture. */
export const Illustration = z.strictObject({
  layers: z.array(Layer).min(1),
  description: z.string(),
  /** Texts that stand in the picture, as they were drawn: words or lines, each once. */
  texts: z.array(z.string()).optional(),
});
export type Illustration = z.infer<typeof Illustration>;

/** One scene on the timeline. Scenes overlap by `transition.frames`: the next one fades in over this one's last frames. */
export const TimelineScene = z.strictObject({
  id: z.string(),
  startFrame: z.int().nonnegative(),
  frames: z.int().positive(),
  /** How this scene comes in over the one before; the first scene cuts in. */
  transition: z.strictObject({ kind: z.enum(['cut', 'fade']), frames: z.int().nonnegative() }),
  layers: z.array(Layer).min(1),
  narration: z.strictObject({
    audio: AssetRef.optional(),
    /** Where the voice starts, in ms from the start of the scene. */
    offsetMs: z.int().nonnegative(),
    durationMs: z.int().nonnegative(),
    words: z.array(TimedWord),
  }),
  text: z.string(),
  chapter: z.string().optional(),
  description: z.string(),
  /** Texts that stand in the picture, as they were drawn. */
  texts: z.array(z.string()).optional(),
});
export type TimelineScene = z.infer<typeof TimelineScene>;

/** The whole film as data: what the renderer executes. */
export const Timeline = z.strictObject({
  version: z.literal(1),
  title: z.string(),
  language: z.string(),
  style: z.enum(STYLES),
  width: z.int().positive(),
  height: z.int().positive(),
  fps: z.literal(FPS),
  frames: z.int().positive(),
  captions: z.enum(['burned', 'file', 'off']),
  scenes: z.array(TimelineScene).min(1),
  music: z.strictObject({ audio: AssetRef, mood: z.string() }).optional(),
  quality: z.enum(['draft', 'standard']),
});
export type Timeline = z.infer<typeof Timeline>;

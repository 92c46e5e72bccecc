import * as z from 'zod';
import { QUALITIES } from '#shared/domain/brief.ts';
import { CaptionLook } from '#shared/domain/caption-look.ts';
import { Codec } from '#shared/domain/film-format.ts';
import { FPS, Layer, TRANSITIONS } from '#shared/domain/timeline.ts';

/** A word of a caption, with the blank before it where its script has one, and the frame in which it begins to be heard. */
export const CueWord = z.strictObject({ text: z.string().min(1), startFrame: z.int() });
export type CueWord = z.infer<typeof CueWord>;

/** One caption: one or two lines, shown from `startFrame` to before `endFrame`. */
export const Cue = z.strictObject({
  startFrame: z.int(),
  endFrame: z.int(),
  lines: z.array(z.array(CueWord).min(1)).min(1).max(2),
  /** Whether somebody is heard saying the words, so that each lights up in its turn. */
  spoken: z.boolean(),
});
export type Cue = z.infer<typeof Cue>;

const colour = z.string().regex(/^#[0-9a-f]{6}$/);

/** How captions are drawn, in pixels of the frame. */
export const CaptionStyle = z.strictObject({
  kind: CaptionLook.shape.kind,
  /** Family name exactly as in the font file: libass draws nothing at all for a name it does not find. */
  fontFamily: z.string().regex(/^[A-Za-z0-9 ]+$/),
  /** The same weight as a number, 400 to 900. */
  weight: z.int().min(400).max(900),
  /** Size of the em square. */
  fontSize: z.number().positive(),
  fill: colour,
  highlight: colour,
  outline: colour,
  outlineWidth: z.number().nonnegative(),
  shadow: z.number().nonnegative(),
  /** What the words of `block` stand on; the colour of the outline where it is not given. */
  panel: colour.optional(),
});
export type CaptionStyle = z.infer<typeof CaptionStyle>;

/** A scene as a segment shows it: its layers, and which of its frames the segment begins with. */
export const SegmentScene = z.strictObject({
  layers: z.array(Layer).min(1),
  firstFrame: z.int().nonnegative(),
  /** Length of the whole scene in frames; a zoom runs over all of them. */
  frames: z.int().positive(),
});
export type SegmentScene = z.infer<typeof SegmentScene>;

/**
 * One segment of the film, with nothing in it of where in the film it stands: as long as what it shows stays the same, so
 * does its content hash, and it is not rendered again. With two scenes the second comes in over the first by `transition`, and
 * is then shown alone to the end of the segment.
 */
export const SegmentSpec = z
  .strictObject({
    version: z.literal(3),
    width: z.int().min(32).max(7680).multipleOf(2),
    height: z.int().min(32).max(7680).multipleOf(2),
    fps: z.literal(FPS),
    quality: z.enum(QUALITIES),
    /** What encodes it: x264, or, where this is given, the encoder of an NVIDIA GPU. */
    encoder: z.literal('nvenc').optional(),
    /** What it is encoded to; H.264 where it is not given. */
    codec: Codec.exclude(['h264']).optional(),
    /** Leaves the grounds of scenes out: what lies behind the film is seen through. For VP9 and ProRes. */
    alpha: z.literal(true).optional(),
    frames: z.int().positive(),
    scenes: z.union([z.tuple([SegmentScene]), z.tuple([SegmentScene, SegmentScene])]),
    /** `frames` of the second scene from its first one on, of which the segment shows at least one. */
    transition: z.strictObject({ kind: z.enum(TRANSITIONS), frames: z.int().positive() }).optional(),
    /** What lies over the scenes. */
    over: z.array(Layer).optional(),
    /** Captions to burn in, frames counted from the segment's first; one may begin before it and end after it. */
    captions: z.strictObject({ style: CaptionStyle, cues: z.array(Cue).min(1) }).optional(),
  })
  .refine(({ scenes, transition }) => (scenes.length === 2) === (transition !== undefined), {
    message: 'A transition lies between two scenes.',
  });
export type SegmentSpec = z.infer<typeof SegmentSpec>;

/** All segments of a film, in order. */
export const SegmentSpecs = z.array(SegmentSpec);

import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import { MUSIC_MOODS, StyleName } from '#shared/domain/brief.ts';
import { CaptionLook } from '#shared/domain/caption-look.ts';
import { TRANSITIONS } from '#shared/domain/timeline.ts';
import { Colour } from '#shared/scenes/styles/colour.ts';

/** Families that come with the product, each under the name by which a style asks for it. */
export const FAMILIES = [
  'Inter',
  'Noto Sans',
  'Source Serif 4',
  'Bodoni Moda',
  'Barlow Condensed',
  'Nunito',
  'JetBrains Mono',
] as const;

/** Families of shapes on the ground; each is a file in `shared/scenes/background/`. */
export const MOTIFS = [
  'none',
  'orbits',
  'cut-outs',
  'beams',
  'modules',
  'light-leaks',
  'blueprint',
  'bubbles',
  'hatching',
  'shutters',
  'contours',
] as const;

/** Ways in which things move; `shared/scenes/styles/motion.ts` says what each means. */
export const MOTION_CHARACTERS = ['calm', 'lively', 'crisp', 'playful'] as const;

/** A set of type: weight as the font has it (400 to 900), tracking and leading in em. */
const Type = z.strictObject({
  /** One of {@link FAMILIES} (Inter, where none is named), or an own font of the sheet. */
  family: z.string().max(60).optional(),
  weight: z.int().min(400).max(900).multipleOf(100),
  tracking: z.number().min(-0.06).max(0.3),
  leading: z.number().min(0.9).max(1.8),
  /** How large this type is set, in parts of what a layout gives its role: condensed faces bear more, wide ones less. */
  scale: z.number().min(0.7).max(1.3).optional(),
});
export type Type = z.infer<typeof Type>;

/** Colours behind everything; the seed of a film picks one of a style's grounds. */
const Ground = z.strictObject({
  from: Colour,
  to: Colour,
  /** Soft lights or shapes on the ground, each with its opacity at the strongest point. */
  tints: z
    .array(z.strictObject({ colour: Colour, alpha: z.number().min(0).max(1) }))
    .min(2)
    .max(4),
});
export type Ground = z.infer<typeof Ground>;

const Kinds = z.array(z.enum(TRANSITIONS)).min(1).max(8);
const Frames = z.int().min(2).max(30);

/** How scenes follow one another: in turn one of `kinds`, in frames at 30 a second; into a chapter one of `chapter`. */
const Transitions = z.strictObject({ kinds: Kinds, frames: Frames, chapter: Kinds, chapterFrames: Frames });

/** The family under which a style names a font of the person's own: fonts of two people never share one. */
export function ownFamily({ hash }: Pick<AssetRef, 'hash'>): string {
  return `Own ${hash.slice(0, 16)}`;
}

/** A look as data. `docs/guides/styles.md` tells what each field does and how to change one. */
export const StyleSheet = z.strictObject({
  name: StyleName,
  /** What it is for, in a few words. */
  about: z.string().min(1).max(120),
  grounds: z.array(Ground).min(1).max(6),
  /** Family of shapes on the ground. */
  motif: z.enum(MOTIFS),
  /** Opacity of the grain that breaks up gradients, so that no bands show after H.264. */
  grain: z.number().min(0.01).max(0.1),
  /** How much darker the corners are than the middle. */
  vignette: z.number().min(0).max(0.6).default(0),
  ink: Colour,
  /** Labels, sources, subtitles. */
  muted: Colour,
  accent: Colour,
  /** Text on a surface of the accent colour. */
  onAccent: Colour,
  /** Surface of pills. */
  panel: Colour,
  /** What darkens (or lightens) a picture where text stands on it. */
  scrim: Colour,
  onScrim: Colour,
  /** Series of a chart; the first is that of bars and lines. */
  series: z.array(Colour).length(6),
  /** How words are stressed. */
  emphasis: z.enum(['colour', 'underline', 'marker']),
  /** What stands above a title: a short rule, a rule across, a block. */
  mark: z.enum(['rule', 'masthead', 'block']),
  /** Corner radius of panels in parts of their height. */
  corner: z.number().min(0).max(0.5),
  display: Type,
  heading: Type,
  body: Type,
  label: Type,
  /** Listings of a program. */
  code: Type.prefault({ family: 'JetBrains Mono', weight: 500, tracking: 0, leading: 1.45 }),
  motion: z.enum(MOTION_CHARACTERS),
  transitions: Transitions,
  captions: CaptionLook,
  /** Mood of the music when the brief names none. */
  music: z.enum(MUSIC_MOODS).exclude(['off']),
  /** Fonts of the person's own, by the family under which a type names them. */
  fonts: z
    .array(
      z
        .strictObject({ family: z.string(), file: AssetRef })
        .refine(({ family, file }) => family === ownFamily(file), 'the family must be that of the file'),
    )
    .max(8)
    .optional(),
});
export type StyleSheet = z.infer<typeof StyleSheet>;

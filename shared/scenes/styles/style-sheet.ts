import * as z from 'zod';
import { CaptionLook } from '#shared/domain/caption-look.ts';
import { Colour } from '#shared/scenes/styles/colour.ts';

/** A set of type: weight as the font has it (400 to 900), tracking and leading in em. */
const Type = z.strictObject({
  weight: z.int().min(400).max(900).multipleOf(100),
  tracking: z.number().min(-0.06).max(0.3),
  leading: z.number().min(0.9).max(1.8),
});
export type Type = z.infer<typeof Type>;

/** Colours behind everything; the seed of a chapter picks one of a style's grounds. */
const Ground = z.strictObject({
  from: Colour,
  to: Colour,
  /** Soft lights or shapes on the ground, each with its opacity at the strongest point. */
  tints: z.array(z.strictObject({ colour: Colour, alpha: z.number().min(0).max(1) })).min(2),
});
export type Ground = z.infer<typeof Ground>;

/** A look as data. `docs/guides/styles.md` tells what each field does and how to change one. */
export const StyleSheet = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  grounds: z.array(Ground).min(2),
  /** Family of shapes on the ground. */
  motif: z.enum(['orbits', 'cut-outs', 'beams']),
  /** Opacity of the grain that breaks up gradients, so that no bands show after H.264. */
  grain: z.number().min(0.01).max(0.1),
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
  captions: CaptionLook,
});
export type StyleSheet = z.infer<typeof StyleSheet>;

import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';

/** A point of a picture, in parts of its width and height. */
export const Focus = z.strictObject({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) });
export type Focus = z.infer<typeof Focus>;

/** Where the words of a statement may stand. */
export const STATEMENT_LAYOUTS = ['flush', 'centred', 'barred', 'low'] as const;

/** One of the two things of a comparison. */
const Side = z.strictObject({
  label: z.string(),
  /** Its figure, where it has one. */
  display: z.string().optional(),
  points: z.array(z.string()).max(4),
});

/** What a scene shows. One kind a file in `shared/scenes/visuals/`; `docs/guides/add-a-visual-kind.md` tells how to add one. */
export const Visual = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('title'), title: z.string(), subtitle: z.string().optional() }),
  z.strictObject({ kind: z.literal('chapter'), title: z.string(), number: z.int().positive().optional() }),
  z.strictObject({
    kind: z.literal('statement'),
    text: z.string(),
    emphasis: z.array(z.string()),
    /** Where its words stand; by the words themselves where it is not given. */
    layout: z.enum(STATEMENT_LAYOUTS).optional(),
  }),
  z.strictObject({ kind: z.literal('quote'), text: z.string(), source: z.string().optional() }),
  z.strictObject({
    kind: z.literal('number'),
    display: z.string(),
    label: z.string(),
    /** Whether the label is said before the figure (`Tickets start`, `59 euros`) and stands above it. */
    leads: z.boolean().optional(),
  }),
  z.strictObject({
    kind: z.literal('list'),
    heading: z.string().optional(),
    items: z.array(z.string()).min(1).max(8),
    /** Whether the items are steps or ranks, and show their numbers. */
    ordered: z.boolean().optional(),
  }),
  z.strictObject({
    kind: z.literal('comparison'),
    heading: z.string().optional(),
    sides: z.tuple([Side, Side]),
  }),
  z.strictObject({
    kind: z.literal('timeline'),
    heading: z.string().optional(),
    events: z
      .array(z.strictObject({ when: z.string(), what: z.string() }))
      .min(2)
      .max(8),
  }),
  z.strictObject({
    kind: z.literal('chart'),
    chart: z.enum(['bar', 'line', 'pie']),
    title: z.string(),
    unit: z.string().optional(),
    points: z
      .array(z.strictObject({ label: z.string(), value: z.number() }))
      .min(2)
      .max(24),
    source: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('picture'),
    image: AssetRef,
    caption: z.string().optional(),
    /** Where in it its subject is; found by the illustrator where it is not given. */
    focus: Focus.optional(),
  }),
  z.strictObject({
    kind: z.literal('collage'),
    images: z
      .array(z.strictObject({ image: AssetRef, caption: z.string().optional(), focus: Focus.optional() }))
      .min(2)
      .max(5),
  }),
  /** Own footage from `fromMs` on, as normalised: H.264, 30 frames a second. */
  z.strictObject({
    kind: z.literal('clip'),
    footage: AssetRef,
    width: z.int().positive(),
    height: z.int().positive(),
    fromMs: z.int().nonnegative(),
    /** How much of it there is to show from there on. */
    durationMs: z.int().positive(),
    caption: z.string().optional(),
    focus: Focus.optional(),
    /** Its own sound: a WAV file at 48 kHz as long as the whole footage. */
    sound: AssetRef.optional(),
  }),
  z.strictObject({
    kind: z.literal('code'),
    code: z.string(),
    /** As in a fence of Markdown: `ts`, `python`. */
    language: z.string().optional(),
    title: z.string().optional(),
    /** Lines, from 1, that are spoken of. */
    highlight: z.array(z.int().positive()).optional(),
  }),
  /** The picture of a page or program. */
  z.strictObject({
    kind: z.literal('screenshot'),
    image: AssetRef,
    title: z.string().optional(),
    address: z.string().optional(),
    focus: Focus.optional(),
  }),
  z.strictObject({ kind: z.literal('end'), title: z.string(), line: z.string().optional() }),
  z.strictObject({ kind: z.literal('terms'), centre: z.string(), terms: z.array(z.string()).min(1).max(8) }),
]);
export type Visual = z.infer<typeof Visual>;

/** One beat of the film: what is said and what is shown meanwhile, 2 to 8 seconds. */
export const Scene = z.strictObject({
  id: z.string().regex(/^scene-\d{3,}$/),
  /** Spoken words; empty only for a scene that is silent on purpose. */
  narration: z.string(),
  visual: Visual,
  /** Title of the chapter that begins with this scene. */
  chapter: z.string().optional(),
  /**
   * For each item of a visual that is built up (list, comparison, timeline, chart, collage), the word of the narration, from 0, with
   * which it appears; without it all come in one after the other at once.
   */
  reveals: z.array(z.int().nonnegative()).optional(),
  /** What is said, in other languages, for captions. */
  translations: z.record(z.string(), z.string()).optional(),
  /** How well what is shown fits what is said, 0 to 1. */
  match: z.number().min(0).max(1).optional(),
  /** Script lines it covers. */
  lines: z.array(z.string()),
});
export type Scene = z.infer<typeof Scene>;

/** The film, scene by scene, before anything is made. */
export const Storyboard = z.strictObject({
  version: z.literal(1),
  title: z.string().min(1),
  language: z.string(),
  scenes: z.array(Scene).min(1),
});
export type Storyboard = z.infer<typeof Storyboard>;

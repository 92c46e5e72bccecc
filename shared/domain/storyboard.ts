import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';

/** What a scene shows. One kind a file in `shared/scenes/visuals/`; `docs/guides/add-a-visual-kind.md` tells how to add one. */
export const Visual = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('title'), title: z.string(), subtitle: z.string().optional() }),
  z.strictObject({ kind: z.literal('statement'), text: z.string(), emphasis: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('quote'), text: z.string(), source: z.string().optional() }),
  z.strictObject({ kind: z.literal('number'), display: z.string(), label: z.string() }),
  z.strictObject({
    kind: z.literal('list'),
    heading: z.string().optional(),
    items: z.array(z.string()).min(1).max(8),
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
  }),
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

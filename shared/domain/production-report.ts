import * as z from 'zod';
import { ContentHash, Provenance } from '#shared/domain/asset.ts';
import { DeliveryReport, VERDICTS } from '#shared/domain/delivery-report.ts';

/** What the critic says of script and storyboard. */
export const Review = z.strictObject({
  /** 0 to 1. */
  score: z.number().min(0).max(1),
  findings: z.array(z.strictObject({ code: z.string(), message: z.string(), scene: z.string().optional() })),
});
export type Review = z.infer<typeof Review>;

/** One step of the run: how long it took, what it cost, and whether its result was there from before. */
export const StepReport = z.strictObject({
  step: z.string(),
  subject: z.string().optional(),
  reused: z.boolean(),
  durationMs: z.number().nonnegative(),
  usd: z.number().nonnegative(),
});
export type StepReport = z.infer<typeof StepReport>;

/** How a thumbnail was scored, each part from 0 to 1; `docs/reference/report.md` tells how. */
export const ThumbnailScore = z.strictObject({
  file: z.string(),
  layout: z.string(),
  contrast: z.number().min(0).max(1),
  /** At 120 pixels of width. */
  legibility: z.number().min(0).max(1),
  subject: z.number().min(0).max(1),
  /** Lines and size of the title. */
  fit: z.number().min(0).max(1),
  /** All of them weighed. */
  score: z.number().min(0).max(1),
});
export type ThumbnailScore = z.infer<typeof ThumbnailScore>;

/** `report.json`: how the film turned out, what it took, and where each part of it came from. Version 1. */
export const ProductionReport = z.strictObject({
  version: z.literal(1),
  run: z.string(),
  /** Which brief the film was made from, so that one of the same name does not take its folder; added on delivery. */
  brief: ContentHash.optional(),
  title: z.string(),
  verdict: z.enum(VERDICTS),
  reasons: z.array(z.string()),
  notices: z.array(z.string()),
  delivery: DeliveryReport,
  review: Review,
  /** All that were drawn, the best one first. */
  thumbnails: z.array(ThumbnailScore).default([]),
  costs: z.strictObject({ usd: z.number().nonnegative() }),
  timings: z.strictObject({
    /** Computing time of all steps that were not reused, in ms; steps run side by side. */
    computedMs: z.number().nonnegative(),
    steps: z.int().nonnegative(),
    reused: z.int().nonnegative(),
    bySteps: z.array(StepReport),
  }),
  provenance: z.array(Provenance.extend({ hash: ContentHash.optional() })),
});
export type ProductionReport = z.infer<typeof ProductionReport>;

import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';

/**
 * What every film promises, and what a broken promise makes of it: `failed` films are not handed over as they are,
 * `degraded` ones are, together with the reason.
 */
export const PROMISES = {
  readable: 'failed',
  'frame-size': 'failed',
  'frame-rate': 'failed',
  'frame-count': 'failed',
  'picture-encoding': 'failed',
  colour: 'failed',
  'quick-start': 'failed',
  'sound-encoding': 'failed',
  'sound-length': 'failed',
  loudness: 'failed',
  'true-peak': 'failed',
  'no-clipping': 'failed',
  'no-silence': 'degraded',
  'asked-length': 'degraded',
  'no-black': 'failed',
  'no-freeze': 'failed',
  'pictures-everywhere': 'failed',
  'pictures-differ': 'failed',
  'pictures-unlike': 'degraded',
  'kinds-vary': 'degraded',
  'scenes-match': 'degraded',
  'numbers-sourced': 'degraded',
  'letters-exist': 'failed',
  'texts-in-place': 'degraded',
  'texts-legible': 'degraded',
  'captions-present': 'failed',
  'captions-in-time': 'failed',
  'captions-heard': 'failed',
  'captions-in-frame': 'degraded',
  'captions-readable': 'degraded',
  'captions-legible': 'degraded',
} as const satisfies Record<string, 'failed' | 'degraded'>;
/** Name of a promise. */
export type Promised = keyof typeof PROMISES;

/** What a check of a film can come to. */
export const VERDICTS = ['passed', 'degraded', 'failed'] as const;
/** See {@link VERDICTS}. */
export type Verdict = (typeof VERDICTS)[number];

/** One promise, measured. `wanted` and `measured` are short texts with units, for people. */
export const DeliveryCheck = z.strictObject({
  promise: z.enum(Object.keys(PROMISES) as [Promised, ...Promised[]]),
  wanted: z.string(),
  measured: z.string(),
  ok: z.boolean(),
  /** Where in the film to look, in ms. */
  atMs: z.int().nonnegative().optional(),
});
export type DeliveryCheck = z.infer<typeof DeliveryCheck>;

/** What one scene came to. */
export const SceneScore = z.strictObject({
  id: z.string(),
  kind: z.string(),
  /** How well what is shown fits what is said, 0 to 1. */
  match: z.number().min(0).max(1),
  /** How many words are said. */
  words: z.int().nonnegative(),
});
export type SceneScore = z.infer<typeof SceneScore>;

/** A film measured against everything that was promised of it. Version 1. Each promise is told of in `docs/reference/report.md`. */
export const DeliveryReport = z.strictObject({
  version: z.literal(1),
  film: AssetRef,
  verdict: z.enum(VERDICTS),
  /** One sentence for each broken promise and each notice; empty when the film passed. */
  reasons: z.array(z.string()),
  checks: z.array(DeliveryCheck),
  /** Left out where no storyboard is known, as of a timeline that was written by hand. */
  scenes: z.array(SceneScore).optional(),
  /** Promises that were not measured, and why: one sentence each. */
  notMeasured: z.array(z.string()).optional(),
});
export type DeliveryReport = z.infer<typeof DeliveryReport>;

/** What a state machine carries of a check: the report by reference, and how it turned out. */
export const DeliverySummary = z.strictObject({
  report: AssetRef,
  verdict: z.enum(VERDICTS),
  reasons: z.array(z.string()),
});

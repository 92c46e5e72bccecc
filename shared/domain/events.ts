import * as z from 'zod';

/** What may stand in a run's journal. */
export const RunEvent = z.discriminatedUnion('type', [
  /** Somebody asked for it and it is in the queue. */
  z.strictObject({ type: z.literal('run.accepted'), title: z.string() }),
  z.strictObject({ type: z.literal('run.started'), workflow: z.string(), title: z.string() }),
  z.strictObject({ type: z.literal('run.resumed') }),
  z.strictObject({ type: z.literal('run.succeeded') }),
  z.strictObject({
    type: z.literal('run.failed'),
    code: z.string(),
    message: z.string(),
    hint: z.string().optional(),
  }),
  z.strictObject({ type: z.literal('run.cancelled') }),
  z.strictObject({
    type: z.literal('step.started'),
    step: z.string(),
    key: z.string(),
    subject: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('step.finished'),
    step: z.string(),
    key: z.string(),
    subject: z.string().optional(),
    /** True when the result of an earlier run was used again. */
    reused: z.boolean(),
    durationMs: z.number().nonnegative(),
    usd: z.number().nonnegative(),
  }),
  z.strictObject({
    type: z.literal('step.failed'),
    step: z.string(),
    key: z.string(),
    subject: z.string().optional(),
    code: z.string(),
    message: z.string(),
  }),
  /** One item of a stage that has many is done, for people: `scene-003` of 12 narrated. Views count distinct items. */
  z.strictObject({
    type: z.literal('progress'),
    stage: z.enum(['narrate', 'illustrate', 'render']),
    item: z.string(),
    total: z.int().positive(),
  }),
  /** The run waits for a person. */
  z.strictObject({ type: z.literal('approval.asked'), gate: z.string() }),
  z.strictObject({
    type: z.literal('approval.given'),
    gate: z.string(),
    verdict: z.enum(['approved', 'rejected']),
    by: z.string(),
    reason: z.string().optional(),
  }),
  /** Something the person should know: a fallback, a shorter film, a picture left out; never silent. */
  z.strictObject({ type: z.literal('notice'), code: z.string(), message: z.string() }),
]);
export type RunEvent = z.infer<typeof RunEvent>;

/** An event as it is kept: `version` counts from 1 without gaps, `at` is epoch ms and for display only. */
export interface StoredEvent {
  version: number;
  /** Given by the writer; an event whose id the run already has is dropped. */
  id: string;
  at: number;
  event: RunEvent;
}

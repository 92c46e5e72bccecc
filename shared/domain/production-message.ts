import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import { RunId, TenantId } from '#shared/domain/identity.ts';

/** The queue of productions that were accepted and are to be started. */
export const PRODUCTIONS_QUEUE = 'productions';

/** What the queue `productions` carries. */
export const ProductionMessage = z.strictObject({
  run: RunId,
  /** A `Brief`. */
  brief: AssetRef,
  /** Whether the run waits for a person's word on its storyboard. */
  approval: z.boolean(),
  /** Root of the trace that asked for it; empty without. */
  trace: z.string().max(64),
  /** What the film is expected to cost, in millionths of a US dollar. */
  microUsd: z.int().nonnegative(),
});
export type ProductionMessage = z.infer<typeof ProductionMessage>;

/** A message of ours as it is on its way: whose it is, its id, and what it says. */
export function envelope<B extends z.ZodType>(
  body: B,
): z.ZodObject<{ tenant: typeof TenantId; id: z.ZodString; body: B }, z.core.$strict> {
  return z.strictObject({ tenant: TenantId, id: z.string().min(1).max(256), body });
}

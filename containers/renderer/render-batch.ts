import * as z from 'zod';
import { tellProgress } from '#functions/progress.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { RunId, TenantId } from '#shared/domain/identity.ts';
import { SegmentSpecs } from '#shared/domain/render-plan.ts';
import { runStep } from '#shared/engine/run-step.ts';
import { readJson } from '#shared/engine/step-context.ts';
import type { StepEnvironment } from '#shared/engine/step-environment.ts';
import { renderSegmentStep } from '#shared/render/segment/render-segment-step.ts';
import { Batch, batchOf } from '#shared/scenes/plan-batches.ts';

/** What a job is told: what the function `render-segments` is told, and the id under which the request is traced. */
export const RenderJob = z.strictObject({
  tenant: TenantId,
  run: RunId,
  trace: z.string().optional(),
  input: z.strictObject({ segments: AssetRef, batch: Batch }),
});
export type RenderJob = z.infer<typeof RenderJob>;

/**
 * Renders the segments of a batch into the ledger, `atOnce` of them side by side, and tells of each. The first that fails
 * ends the others, each of which gives its lease back; what is done by then stays done. Throws what that one threw.
 */
export async function renderBatch(
  { segments, batch }: RenderJob['input'],
  environment: StepEnvironment<'tools'>,
  atOnce: number,
): Promise<void> {
  const { ports, tenant } = environment;
  const all = await readJson(ports, tenant, SegmentSpecs, segments);
  const waiting = [...batchOf(all, batch).entries()];
  const failed = new AbortController();
  const within = { ...environment, signal: AbortSignal.any([environment.signal, failed.signal]) };
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [at, segment] = next;
      await runStep(renderSegmentStep, { segment }, within);
      await tellProgress(within, { stage: 'render', item: `${batch.first + at}`, total: all.length });
    }
  };
  const stop = (error: unknown) => {
    waiting.length = 0;
    failed.abort(error);
    throw error;
  };
  const lanes = Array.from({ length: atOnce }, () => lane().catch(stop));
  await Promise.allSettled(lanes);
  // The first one to fail is the reason of all the others.
  if (failed.signal.aborted) throw failed.signal.reason;
}

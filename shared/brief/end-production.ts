import * as z from 'zod';
import { type FinishingPorts, finishProduction, recordFailure } from '#shared/brief/finish-production.ts';
import { accountOf } from '#shared/brief/launch-production.ts';
import { predictProductionMicroUsd } from '#shared/cost/predict-production.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { Brief } from '#shared/domain/brief.ts';
import { RunId, TenantId } from '#shared/domain/identity.ts';
import { readJson } from '#shared/engine/step-context.ts';
import type { Ports } from '#shared/ports/ports.ts';
import type { ExecutionDescription } from '#shared/ports/workflow-engine.ts';

/** Ports that ending needs. */
export interface EndingPorts extends FinishingPorts {
  runs: Pick<Ports['runs'], 'get' | 'update'>;
  assets: Pick<Ports['assets'], 'get'>;
  budget: Pick<Ports['budget'], 'settle'>;
  log: Ports['log'];
}

const Input = z.looseObject({ tenant: TenantId, run: RunId, brief: AssetRef });

/**
 * Writes down how the execution of a production ended, and settles what was set aside for it. An event that comes again, late
 * or of an execution that is no production of ours changes nothing.
 */
export async function endProduction(ports: EndingPorts, execution: ExecutionDescription): Promise<void> {
  const input = Input.safeParse(execution.input);
  if (!input.success) return ports.log.warn('execution is no production', { execution: execution.id });
  const { tenant, run: id, brief } = input.data;
  const run = await ports.runs.get(tenant, id);
  if (!run) return ports.log.warn('execution has no run', { tenant, run: id, execution: execution.id });
  if (run.status === 'running') {
    if (execution.status === 'SUCCEEDED') await finishProduction(ports, tenant, run, execution);
    else await recordFailure(ports, tenant, run, execution);
  }
  const { options } = await readJson(ports, tenant, Brief, brief);
  // What a run that failed has cost is not known better than what it was to cost; the budget must not be too low.
  await ports.budget.settle(tenant, accountOf(run), run.id, predictProductionMicroUsd(options));
}

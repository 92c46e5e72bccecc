import * as z from 'zod';
import { type FinishingPorts, finishProduction, recordFailure } from '#shared/brief/finish-production.ts';
import { accountOf } from '#shared/brief/launch-production.ts';
import { infrastructureCost, totalUsd } from '#shared/cost/infrastructure-cost.ts';
import { expectedCounts, predictProductionMicroUsd } from '#shared/cost/predict-production.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { Brief, type BriefOptions } from '#shared/domain/brief.ts';
import { RunId, TenantId } from '#shared/domain/identity.ts';
import { FilmPackage } from '#shared/domain/package.ts';
import { ProductionReport } from '#shared/domain/production-report.ts';
import { readJson } from '#shared/engine/step-context.ts';
import type { Ports } from '#shared/ports/ports.ts';
import type { RunRecord } from '#shared/ports/runs.ts';
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
  const film = await writeDown(ports, tenant, run, execution);
  const { options } = await readJson(ports, tenant, Brief, brief);
  // What a failed run has cost is not known any better than what it was to cost; the figure must not be too low.
  const spent = film ? await spentOn(ports, tenant, film, options) : predictProductionMicroUsd(options);
  await ports.budget.settle(tenant, accountOf(run), run.id, spent);
}

/** Writes down how the run ended, unless that is done, and gives the film if there is one. */
async function writeDown(
  ports: EndingPorts,
  tenant: TenantId,
  run: RunRecord,
  execution: ExecutionDescription,
): Promise<FilmPackage | undefined> {
  if (run.result) return await readJson(ports, tenant, FilmPackage, run.result.package);
  if (run.status !== 'running') return undefined;
  if (execution.status === 'SUCCEEDED') return await finishProduction(ports, tenant, run, execution);
  await recordFailure(ports, tenant, run, execution);
  return undefined;
}

/** Millionths of a US dollar: what AWS asks for a film of that length, and what its steps say they spent. */
async function spentOn(
  ports: EndingPorts,
  tenant: TenantId,
  { seconds, files }: FilmPackage,
  options: BriefOptions,
): Promise<number> {
  const report = files.find(({ name }) => name === 'report.json');
  const told = report ? (await readJson(ports, tenant, ProductionReport, report.ref)).costs.usd : 0;
  const aws = totalUsd(infrastructureCost(expectedCounts({ ...options, duration: seconds })));
  return Math.ceil((aws + told) * 1_000_000);
}

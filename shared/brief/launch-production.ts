import { PRODUCE_VIDEO, type ProductionInput } from '#shared/brief/start-production.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import type { ProductionMessage } from '#shared/domain/production-message.ts';
import { AppError, errorCode } from '#shared/errors.ts';
import type { Ports } from '#shared/ports/ports.ts';
import type { RunRecord } from '#shared/ports/runs.ts';

const MILLION = 1_000_000;

/** Ports that launching needs. */
export type LaunchingPorts = Pick<Ports, 'runtime'> & {
  runs: Pick<Ports['runs'], 'get' | 'update'>;
  journal: Pick<Ports['journal'], 'append'>;
  workflow: Pick<Ports['workflow'], 'start'>;
  budget: Pick<Ports['budget'], 'reserve'>;
};

/** The account that a run is paid from: the UTC day on which it was accepted. */
export function accountOf({ createdAt }: Pick<RunRecord, 'createdAt'>): string {
  return new Date(createdAt).toISOString().slice(0, 10);
}

/**
 * Starts an accepted production, when the day's budget has room for it; else the run fails and says so. Being stopped between
 * any two lines and called again comes to the same end. Throws `NOT_FOUND` for a run that is not there.
 */
export async function launchProduction(
  ports: LaunchingPorts,
  tenant: TenantId,
  { run: id, brief, approval, trace, microUsd }: ProductionMessage,
): Promise<void> {
  const { runs, journal, workflow } = ports;
  const run = await runs.get(tenant, id);
  if (!run) throw new AppError('NOT_FOUND', `There is no run ${id}.`);
  if (run.status !== 'running' || run.execution !== '') return;
  const refused = await reserve(ports, tenant, run, microUsd);
  if (refused) {
    const { code, message, hint } = refused;
    await journal.append(tenant, id, [
      { id: 'ended', event: { type: 'run.failed', code, message, ...(hint ? { hint } : {}) } },
    ]);
    await runs.update(tenant, id, { status: 'failed' });
    return;
  }
  await journal.append(tenant, id, [
    { id: 'started', event: { type: 'run.started', workflow: PRODUCE_VIDEO, title: run.title } },
  ]);
  const input: ProductionInput = { tenant, run: id, brief, approval, trace };
  const execution = await workflow.start(tenant, { workflow: PRODUCE_VIDEO, name: id, input });
  await runs.update(tenant, id, { execution });
}

/** Sets the money aside, and counts it where there is no limit too; gives the error when there is no room. */
async function reserve(
  { budget, runtime: { dailyUsd } }: LaunchingPorts,
  tenant: TenantId,
  run: RunRecord,
  amount: number,
): Promise<AppError | undefined> {
  const limit = dailyUsd === undefined ? Number.MAX_SAFE_INTEGER : Math.round(dailyUsd * MILLION);
  try {
    await budget.reserve(tenant, accountOf(run), { id: run.id, amount, limit });
    return undefined;
  } catch (error) {
    if (errorCode(error) !== 'BUDGET_EXCEEDED') throw error;
    return new AppError(
      'BUDGET_EXCEEDED',
      `The film may cost $${(amount / MILLION).toFixed(4)}, and the budget of $${dailyUsd} a day has no room for it.`,
      { hint: 'Raise the daily budget, or ask again tomorrow.', cause: error },
    );
  }
}

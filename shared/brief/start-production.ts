import { recordFailure } from '#shared/brief/finish-production.ts';
import type { AssetRef } from '#shared/domain/asset.ts';
import { Brief } from '#shared/domain/brief.ts';
import { RunId, type TenantId } from '#shared/domain/identity.ts';
import { writeJson } from '#shared/engine/step-context.ts';
import type { Ports } from '#shared/ports/ports.ts';
import type { RunRecord } from '#shared/ports/runs.ts';

/** The workflow that makes a film from a brief. */
export const PRODUCE_VIDEO = 'produce-video';

/** What the execution of `produce-video` is started with. */
export interface ProductionInput {
  tenant: TenantId;
  run: RunId;
  brief: AssetRef;
  /** Whether to wait for a person's word on the storyboard. */
  approval?: boolean;
  /** Root of the trace that asked for it. */
  trace?: string;
}

/** A production that has been started, or found under way. */
export interface StartedProduction {
  run: RunRecord;
  /** True when the same brief was under way already and goes on. */
  resumed: boolean;
}

/**
 * Starts a production of the brief, or goes on with the one of the very same brief that was not finished. Being stopped
 * between any two lines and called again gives the same run. One that failed when nobody was there to write it down is
 * written down now and tried anew: what failed then may succeed today. Needs the ports named in the first argument.
 */
export async function startProduction(
  ports: Pick<Ports, 'assets' | 'runs' | 'journal' | 'workflow' | 'ids' | 'clock'>,
  tenant: TenantId,
  brief: Brief,
  title: string,
): Promise<StartedProduction> {
  const { runs, journal, workflow, ids, clock } = ports;
  const ref = await writeJson(ports, tenant, Brief, brief);
  const latest = await runs.latest(tenant, ref.hash);
  const resumed = latest?.status === 'running';
  const run: RunRecord = resumed
    ? latest
    : {
        id: RunId.parse(ids.next()),
        briefKey: ref.hash,
        title,
        workflow: PRODUCE_VIDEO,
        execution: '',
        status: 'running',
        request: '',
        createdAt: clock.now(),
      };
  if (!resumed) await runs.create(tenant, run);
  await journal.append(tenant, run.id, [
    { id: 'started', event: { type: 'run.started', workflow: PRODUCE_VIDEO, title } },
    ...(resumed ? [{ id: `resumed:${ids.next()}`, event: { type: 'run.resumed' as const } }] : []),
  ]);
  const fresh: ProductionInput = { tenant, run: run.id, brief: ref };
  // Started again it goes on; one that was asked for in another way has more in its input.
  const input = run.execution ? (await workflow.describe(tenant, run.execution)).input : fresh;
  const execution = await workflow.start(tenant, { workflow: PRODUCE_VIDEO, name: run.id, input });
  if (run.execution !== execution) await runs.update(tenant, run.id, { execution });
  const found = resumed ? await workflow.describe(tenant, execution) : undefined;
  if (found && found.status !== 'RUNNING' && found.status !== 'SUCCEEDED') {
    await recordFailure(ports, tenant, run, found);
    return await startProduction(ports, tenant, brief, title);
  }
  return { run: { ...run, execution }, resumed };
}

import * as z from 'zod';
import { RunId, type TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import type { RunRecord, Runs } from '#shared/ports/runs.ts';

/** Parameters of a path that names a production. */
export const RunPath = z.strictObject({ id: RunId });

/** The run; throws `NOT_FOUND`, and says no more of one that belongs to somebody else. */
export async function findRun(
  { runs }: { runs: Pick<Runs, 'get'> },
  tenant: TenantId,
  id: RunId,
): Promise<RunRecord> {
  const run = await runs.get(tenant, id);
  if (run) return run;
  throw new AppError('NOT_FOUND', `There is no production ${id}.`);
}

import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { FilmPackage } from '#shared/domain/package.ts';
import { readJson } from '#shared/engine/step-context.ts';
import { AppError, type ErrorCode, errorCode } from '#shared/errors.ts';
import type { Ports } from '#shared/ports/ports.ts';
import type { RunRecord } from '#shared/ports/runs.ts';
import type { ExecutionDescription } from '#shared/ports/workflow-engine.ts';

const Output = z.strictObject({ package: AssetRef });
const Cause = z.looseObject({ errorMessage: z.string() });

/** Where it is written down how a run ended. */
export interface FinishingPorts {
  runs: Pick<Ports['runs'], 'update'>;
  journal: Pick<Ports['journal'], 'append'>;
}

/**
 * Writes down how an execution ended, in the journal and the catalogue, and gives the finished package. Throws the error
 * that ended it: its own code and sentence.
 */
export async function finishProduction(
  ports: FinishingPorts & { assets: Pick<Ports['assets'], 'get'> },
  tenant: TenantId,
  run: RunRecord,
  execution: ExecutionDescription,
): Promise<FilmPackage> {
  if (execution.status !== 'SUCCEEDED') throw await recordFailure(ports, tenant, run, execution);
  const { package: made } = Output.parse(execution.output);
  const film = await readJson(ports, tenant, FilmPackage, made);
  await ports.journal.append(tenant, run.id, [{ id: 'ended', event: { type: 'run.succeeded' } }]);
  await ports.runs.update(tenant, run.id, {
    status: 'succeeded',
    result: { package: made, verdict: film.verdict },
  });
  return film;
}

/** Writes down that an execution ended without success, and gives the error that ended it. */
export async function recordFailure(
  { journal, runs }: FinishingPorts,
  tenant: TenantId,
  run: RunRecord,
  execution: ExecutionDescription,
): Promise<AppError> {
  const error = executionError(execution);
  const cancelled = execution.status === 'ABORTED';
  await journal.append(tenant, run.id, [
    {
      id: 'ended',
      event: cancelled
        ? { type: 'run.cancelled' }
        : { type: 'run.failed', code: error.code, message: error.message },
    },
  ]);
  await runs.update(tenant, run.id, { status: cancelled ? 'cancelled' : 'failed' });
  return error;
}

/** What is said of an execution that ended without an error of its own: nothing in it failed. */
const WITHOUT_ERROR: Partial<Record<ExecutionDescription['status'], string>> = {
  TIMED_OUT: 'The run took longer than it may.',
  ABORTED: 'The run was stopped.',
};

/** The error of a failed execution: its name is the code, its cause the sentence, as Lambda wraps it or plain. */
export function executionError({ status, error = '', cause = '' }: ExecutionDescription): AppError {
  const code: ErrorCode = errorCode({ name: error });
  let message = cause;
  try {
    message = Cause.parse(JSON.parse(cause)).errorMessage;
  } catch {
    // A `Fail` state gives its cause as plain words.
  }
  message ||= WITHOUT_ERROR[status] ?? `The run ended with ${error || 'an error that has no name'}.`;
  return new AppError(code, message, { cause: `${error}: ${cause}` });
}

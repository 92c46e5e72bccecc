import * as z from 'zod';
import type { ProcessHeavyWork } from '#local/heavy-work.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';

/** The parameters of `batch:submitJob` that mean something on one machine; the others are accepted and passed over. */
const SubmitJob = z.looseObject({
  JobName: z.string().min(1).max(128),
  JobDefinition: z.string(),
  JobQueue: z.string(),
  ContainerOverrides: z
    .looseObject({
      Command: z.array(z.string()).default([]),
      Environment: z.array(z.strictObject({ Name: z.string(), Value: z.string() })).default([]),
    })
    .prefault({}),
});

/**
 * `batch:submitJob.sync`: runs a job and gives its description once it has succeeded. Throws an error named
 * `States.TaskFailed`, as Step Functions does, when the job ends with another exit code than 0 or not in time;
 * `WORKFLOW_INVALID` for parameters that Batch would refuse, `TOOL_CRASHED` when the system lets no process start; what the
 * signal was aborted with when it fires, which also ends the job.
 */
export async function runJob(
  work: Pick<ProcessHeavyWork, 'submit' | 'stop' | 'whenEnded'>,
  parameters: unknown,
  { tenant, signal }: { tenant: TenantId; signal: AbortSignal },
): Promise<Record<string, unknown>> {
  const parsed = SubmitJob.safeParse(parameters);
  if (!parsed.success) {
    throw new AppError('WORKFLOW_INVALID', `A job was submitted wrongly: ${parsed.error.message}.`);
  }
  signal.throwIfAborted();
  const { JobName, JobDefinition, JobQueue, ContainerOverrides } = parsed.data;
  const id = await work.submit({
    definition: JobDefinition,
    queue: JobQueue,
    name: JobName,
    tenant,
    command: ContainerOverrides.Command,
    environment: Object.fromEntries(ContainerOverrides.Environment.map(({ Name, Value }) => [Name, Value])),
  });
  const stop = () => void work.stop(id, 'Nobody waits for it any more.');
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const exit = await work.whenEnded(id).catch((error: unknown) => {
    throw signal.aborted ? signal.reason : error;
  });
  signal.removeEventListener('abort', stop);
  const description = { JobId: id, JobName, JobDefinition };
  if (exit.code === 0) return { ...description, Status: 'SUCCEEDED', Container: { ExitCode: 0 } };
  const failed = {
    ...description,
    Status: 'FAILED',
    StatusReason: exit.reason,
    Container: { ExitCode: exit.code, Reason: exit.stderr },
  };
  throw Object.assign(new Error(JSON.stringify(failed)), { name: 'States.TaskFailed' });
}

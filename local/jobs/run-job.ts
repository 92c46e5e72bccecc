import { spawn } from 'node:child_process';
import * as z from 'zod';
import { AppError } from '#shared/errors.ts';

/** A kind of job: the module that its container starts, and how long one may take. */
export interface JobDefinition {
  /** Absolute path of the entry point. */
  entry: string;
  timeoutSeconds: number;
}

/** The parameters of `batch:submitJob` that mean something on one machine; the others are accepted and passed over. */
const SubmitJob = z.looseObject({
  JobName: z.string().min(1).max(128),
  JobDefinition: z.string(),
  Parameters: z.record(z.string(), z.string()).optional(),
  ContainerOverrides: z
    .looseObject({
      Command: z.array(z.string()).optional(),
      Environment: z.array(z.strictObject({ Name: z.string(), Value: z.string() })).optional(),
    })
    .optional(),
});

const STDERR_KEPT = 4_000;

/**
 * Runs a Batch job as a child process that leads its own group, and gives its description once it has succeeded. Throws an
 * error named `States.TaskFailed`, as Step Functions does, when the job ends with another exit code than 0 or in time;
 * `WORKFLOW_INVALID` for parameters that Batch would refuse; what the signal was aborted with when it fires.
 */
export async function runJob(
  definitions: Readonly<Record<string, JobDefinition>>,
  parameters: unknown,
  { id, signal }: { id: string; signal: AbortSignal },
): Promise<Record<string, unknown>> {
  const parsed = SubmitJob.safeParse(parameters);
  const definition = parsed.success ? definitions[parsed.data.JobDefinition] : undefined;
  if (!parsed.success || !definition) {
    const why = parsed.success
      ? `there is no job definition ${parsed.data.JobDefinition}`
      : parsed.error.message;
    throw new AppError('WORKFLOW_INVALID', `A job was submitted wrongly: ${why}.`);
  }
  const { JobName, ContainerOverrides = {} } = parsed.data;
  const description = { JobId: id, JobName, JobDefinition: parsed.data.JobDefinition };
  const environment = Object.fromEntries(
    (ContainerOverrides.Environment ?? []).map(({ Name, Value }) => [Name, Value]),
  );
  const exit = await runToEnd(definition, ContainerOverrides.Command ?? [], environment, signal);
  if (exit.code === 0) return { ...description, Status: 'SUCCEEDED', Container: { ExitCode: 0 } };
  const failed = {
    ...description,
    Status: 'FAILED',
    StatusReason: exit.reason,
    Container: { ExitCode: exit.code, Reason: exit.stderr },
  };
  throw Object.assign(new Error(JSON.stringify(failed)), { name: 'States.TaskFailed' });
}

interface JobExit {
  code: number | null;
  reason: string;
  stderr: string;
}

function runToEnd(
  { entry, timeoutSeconds }: JobDefinition,
  command: readonly string[],
  environment: Record<string, string>,
  signal: AbortSignal,
): Promise<JobExit> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [entry, ...command], {
      env: environment,
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    let reason = 'Essential container in task exited';
    const kill = () => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    };
    const timer = setTimeout(() => {
      reason = 'Job attempt duration exceeded timeout';
      kill();
    }, timeoutSeconds * 1000);
    signal.addEventListener('abort', kill, { once: true });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-STDERR_KEPT);
    });
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', kill);
      if (signal.aborted) reject(signal.reason);
      else resolve({ code, reason, stderr });
    });
  });
}

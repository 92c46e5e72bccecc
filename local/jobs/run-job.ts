import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import type { WorkerSettings } from '#local/config.ts';
import { killGroup } from '#local/kill-group.ts';
import type { CallScope } from '#local/pool/answer-call.ts';
import { HostAnswers } from '#local/pool/host-answers.ts';
import type { ToHost } from '#local/pool/messages.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import { type Grants, restrictPorts } from '#shared/ports/grants.ts';
import type { Ports } from '#shared/ports/ports.ts';

/** A kind of job: the module that its container starts, and how long one may take. */
export interface JobDefinition {
  /** Absolute path of the entry point. */
  entry: string;
  timeoutSeconds: number;
  /** What it may reach. */
  ports: Grants;
}

/** Where a job runs: for whom, under which id, until when, and in which home. */
export interface JobContext {
  id: string;
  tenant: TenantId;
  signal: AbortSignal;
  settings: WorkerSettings;
  /** The host's; the job gets what its definition grants. */
  ports: Ports;
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
const MAIN = fileURLToPath(new URL('./job-main.ts', import.meta.url));

/**
 * Runs a Batch job as a child process that leads its own group and ends with this one, and gives its description once it has succeeded. Throws an
 * error named `States.TaskFailed`, as Step Functions does, when the job ends with another exit code than 0 or in time;
 * `WORKFLOW_INVALID` for parameters that Batch would refuse, `TOOL_CRASHED` when the system lets no process start; what the signal was aborted with when it fires.
 */
export async function runJob(
  definitions: Readonly<Record<string, JobDefinition>>,
  parameters: unknown,
  context: JobContext,
): Promise<Record<string, unknown>> {
  const parsed = SubmitJob.safeParse(parameters);
  const known = parsed.success && Object.hasOwn(definitions, parsed.data.JobDefinition);
  const definition = known ? definitions[parsed.data.JobDefinition] : undefined;
  if (!parsed.success || !definition) {
    const why = parsed.success
      ? `there is no job definition ${parsed.data.JobDefinition}`
      : parsed.error.message;
    throw new AppError('WORKFLOW_INVALID', `A job was submitted wrongly: ${why}.`);
  }
  const { JobName, ContainerOverrides = {} } = parsed.data;
  const { JobDefinition } = parsed.data;
  const description = { JobId: context.id, JobName, JobDefinition };
  const environment = Object.fromEntries(
    (ContainerOverrides.Environment ?? []).map(({ Name, Value }) => [Name, Value]),
  );
  const scope = {
    name: JobDefinition,
    tenant: context.tenant,
    ports: restrictPorts(context.ports, JobDefinition, definition.ports),
  };
  const exit = await runToEnd(definition, ContainerOverrides.Command ?? [], environment, context, scope);
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
  { signal, settings, ports }: JobContext,
  scope: CallScope,
): Promise<JobExit> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, JSON.stringify(settings), entry, ...command], {
      env: environment,
      detached: true,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const answers = new HostAnswers(ports.ledger, (message) => {
      // A job that is gone answers through its end.
      if (child.connected) child.send(message, () => undefined);
    });
    child.on('message', (message: ToHost) => {
      if (message.type === 'call') void answers.answer(scope, message);
      else if (message.type === 'cancel') answers.cancel(message.call);
    });
    let stderr = '';
    let reason = 'Essential container in task exited';
    const kill = () => killGroup(child);
    const timer = setTimeout(() => {
      reason = 'Job attempt duration exceeded timeout';
      kill();
    }, timeoutSeconds * 1000);
    signal.addEventListener('abort', kill, { once: true });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-STDERR_KEPT);
    });
    const settle = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', kill);
    };
    child.on('error', (cause) => {
      if (child.pid !== undefined) return;
      settle();
      reject(new AppError('TOOL_CRASHED', 'The process of a job could not be started.', { cause }));
    });
    child.once('close', (code) => {
      settle();
      void answers.end().then(() => {
        if (signal.aborted) reject(signal.reason);
        else resolve({ code, reason, stderr });
      });
    });
  });
}

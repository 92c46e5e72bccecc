import {
  type BatchClient,
  DescribeJobsCommand,
  type JobDetail,
  SubmitJobCommand,
  TerminateJobCommand,
} from '@aws-sdk/client-batch';
import { serviceError } from '#shared/aws/service-error.ts';
import { AppError } from '#shared/errors.ts';
import type { HeavyWork, JobDescription, JobRequest, JobStatus } from '#shared/ports/heavy-work.ts';

/** Where jobs run. */
export interface BatchHeavyWorkOptions {
  client: Pick<BatchClient, 'send'>;
  /** Name of each job definition and queue → its ARN. */
  definitions: Readonly<Record<string, string>>;
  queues: Readonly<Record<string, string>>;
}

/**
 * AWS Batch. How often a job is tried, and for how long, its definition says. State machines submit their jobs by
 * themselves; this is for tools. Batch tells of a job for a day at least after its end.
 */
export class BatchHeavyWork implements HeavyWork {
  readonly #options: BatchHeavyWorkOptions;

  constructor(options: BatchHeavyWorkOptions) {
    this.#options = options;
  }

  /** @inheritdoc */
  async submit(job: JobRequest): Promise<string> {
    const { definitions, queues, client } = this.#options;
    const environment = Object.entries(job.environment ?? {}).map(([name, value]) => ({ name, value }));
    const command = new SubmitJobCommand({
      jobName: job.name,
      jobDefinition: named(definitions, job.definition, 'job definition'),
      jobQueue: named(queues, job.queue, 'queue'),
      // The name of a share has letters and digits only.
      shareIdentifier: job.tenant.replaceAll('-', ''),
      containerOverrides: { command: [...job.command], environment },
    });
    const { jobId } = await client.send(command).catch((error: unknown) => {
      throw serviceError(error, 'A job', { ClientException: 'WORKFLOW_INVALID' });
    });
    return jobId ?? '';
  }

  /** @inheritdoc */
  async describe(id: string): Promise<JobDescription> {
    const job = await this.#find(id);
    const attempts = job.attempts ?? [];
    const status = job.status as JobStatus;
    const exitCode = attempts.at(-1)?.container?.exitCode ?? job.container?.exitCode;
    const ended = hasEnded(status);
    return {
      id,
      status,
      // The attempt under way is not among them yet.
      attempts: Math.max(1, attempts.length + (ended || status === 'RUNNABLE' ? 0 : 1)),
      ...(ended && exitCode !== undefined ? { exitCode } : {}),
      ...(status === 'FAILED' ? { reason: job.statusReason ?? 'Unknown.' } : {}),
    };
  }

  /** @inheritdoc */
  async stop(id: string, reason: string): Promise<void> {
    if (hasEnded((await this.#find(id)).status as JobStatus)) return;
    await this.#options.client
      .send(new TerminateJobCommand({ jobId: id, reason }))
      .catch((error: unknown) => {
        throw serviceError(error, 'A job');
      });
  }

  async #find(id: string): Promise<JobDetail> {
    const { jobs = [] } = await this.#options.client
      .send(new DescribeJobsCommand({ jobs: [id] }))
      .catch((error: unknown) => {
        throw serviceError(error, 'A job');
      });
    if (jobs[0] === undefined) throw new AppError('NOT_FOUND', `There is no job '${id}'.`);
    return jobs[0];
  }
}

function hasEnded(status: JobStatus): boolean {
  return status === 'SUCCEEDED' || status === 'FAILED';
}

function named(names: Readonly<Record<string, string>>, name: string, what: string): string {
  const arn = Object.hasOwn(names, name) ? names[name] : undefined;
  if (arn === undefined) {
    throw new AppError('WORKFLOW_INVALID', `A job was submitted wrongly: there is no ${what} ${name}.`);
  }
  return arn;
}

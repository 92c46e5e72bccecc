import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { StateFailure } from '#local/asl/failure.ts';
import type { Deployed, Deployment } from '#tests/rehearsal/assembly/deployment.ts';
import {
  endOf,
  type JobDefinitionProperties,
  retries,
  type SubmitJob,
} from '#tests/rehearsal/events/batch-properties.ts';
import type { Authority } from '#tests/rehearsal/iam/authority.ts';
import type { Caller } from '#tests/rehearsal/iam/evaluate.ts';
import type { Principals } from '#tests/rehearsal/iam/principals.ts';

/** One attempt at a job that has ended. */
export interface JobRecord {
  definition: string;
  queue: string;
  ms: number;
  /** Epoch ms. */
  endedAt: number;
  statusReason: string;
  exitCode: number | null;
}

/** What Batch runs on here. */
export interface BatchOptions {
  deployment: Deployment;
  authority: Authority;
  principals: Principals;
  gateway: string;
  region: string;
  folder: string;
  /** Folder with the programs and fonts that the container's image has. */
  media: string;
  /** Gets `Batch Job State Change` events. */
  onEvent(event: object): void;
  onLog(line: string): void;
}

/** What fetching an image from ECR takes: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html */
const PULLING = ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'];

/** AWS Batch: runs each job's container entry as a child process, as its job definition says. */
export class BatchJobs {
  readonly #options: BatchOptions;
  readonly #definitions;
  readonly #queues: ReadonlySet<string>;
  readonly #running = new Set<ChildProcess>();
  /** Every attempt, in the order of their ends. */
  readonly records: JobRecord[] = [];
  /** How many of the next attempts lose their machine. */
  #interruptions = 0;

  constructor(options: BatchOptions) {
    this.#options = options;
    this.#definitions = options.deployment.resources<JobDefinitionProperties>('AWS::Batch::JobDefinition');
    this.#queues = new Set(options.deployment.resources('AWS::Batch::JobQueue').map(({ ref }) => ref));
  }

  /** Lets the machines of the next attempts be taken back shortly after their start. */
  interrupt(attempts: number): void {
    this.#interruptions += attempts;
  }

  /** How many jobs' processes are there now. */
  get running(): number {
    return this.#running.size;
  }

  /** Runs a job to its end for a state machine, and gives its description. */
  async submitSync(caller: Caller, job: SubmitJob, signal: AbortSignal): Promise<object> {
    const { authority, region } = this.#options;
    const definition = this.#definitions.find(({ ref }) => ref === job.JobDefinition);
    if (definition === undefined) throw new Error(`There is no job definition ${job.JobDefinition}.`);
    if (!this.#queues.has(job.JobQueue)) throw new Error(`There is no job queue ${job.JobQueue}.`);
    authority.require(caller, 'batch:SubmitJob', job.JobDefinition);
    authority.require(caller, 'batch:SubmitJob', job.JobQueue);
    const account = definition.ref.split(':')[4] ?? '';
    const id = randomUUID();
    const arn = `arn:aws:batch:${region}:${account}:job/${id}`;
    // Events may come late or never: Step Functions looks itself, and ends the job of a task that is stopped.
    authority.require(caller, 'batch:DescribeJobs', '*');
    const stopped = () => authority.allows(caller, 'batch:TerminateJob', arn);
    signal.addEventListener('abort', stopped, { once: true });
    try {
      return await this.#attempts(definition, job, { id, arn, account, signal });
    } finally {
      signal.removeEventListener('abort', stopped);
    }
  }

  /** Ends every job. */
  close(): void {
    for (const child of this.#running) kill(child);
  }

  async #attempts(
    definition: Deployed<JobDefinitionProperties>,
    job: SubmitJob,
    to: { id: string; arn: string; account: string; signal: AbortSignal },
  ): Promise<object> {
    const { Attempts = 1 } = definition.properties.RetryStrategy ?? {};
    const createdAt = Date.now();
    for (let attempt = 1; ; attempt += 1) {
      this.#tell('RUNNABLE', job, definition, to, { createdAt });
      const startedAt = Date.now();
      const end = await this.#run(definition, job, to, () =>
        this.#tell('RUNNING', job, definition, to, { createdAt, startedAt }),
      );
      const { statusReason, exitCode } = end;
      this.records.push({
        definition: definition.ref,
        queue: job.JobQueue,
        ms: Date.now() - startedAt,
        endedAt: Date.now(),
        statusReason,
        exitCode,
      });
      const more = { createdAt, startedAt, stoppedAt: Date.now(), statusReason, attempt };
      const description = { JobId: to.id, JobArn: to.arn, JobName: job.JobName, StatusReason: statusReason };
      if (exitCode === 0) {
        this.#tell('SUCCEEDED', job, definition, to, more);
        return { ...description, Status: 'SUCCEEDED', Container: { ExitCode: 0 } };
      }
      if (!to.signal.aborted && attempt < Attempts && retries(definition.properties, end)) continue;
      this.#tell('FAILED', job, definition, to, more);
      const failed = { ...description, Status: 'FAILED', Container: { ExitCode: exitCode } };
      throw new StateFailure({ error: 'States.TaskFailed', cause: JSON.stringify(failed) });
    }
  }

  async #run(
    definition: Deployed<JobDefinitionProperties>,
    job: SubmitJob,
    { id, account, signal }: { id: string; account: string; signal: AbortSignal },
    onStart: () => void,
  ): Promise<{ statusReason: string; exitCode: number | null }> {
    const { gateway, region, folder, onLog } = this.#options;
    const { ContainerProperties: container, Timeout } = definition.properties;
    const credentials = this.#begin(container, id, account);
    const temporary = mkdtempSync(join(folder, 'job-'));
    const overrides = job.ContainerOverrides ?? {};
    const variables = [...(container.Environment ?? []), ...(overrides.Environment ?? [])];
    const child = spawn(
      process.execPath,
      ['--conditions=aws', 'containers/renderer/main.ts', ...(overrides.Command ?? container.Command ?? [])],
      {
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          PATH: process.env.PATH,
          TMPDIR: temporary,
          AWS_REGION: region,
          AWS_ACCESS_KEY_ID: credentials.accessKeyId,
          AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
          AWS_SESSION_TOKEN: credentials.sessionToken,
          AWS_ENDPOINT_URL: gateway,
          AWS_BATCH_JOB_ID: id,
          // The image has it at /opt/media, which cannot be written here.
          REELWRIGHT_MEDIA: this.#options.media,
          ...Object.fromEntries(variables.map(({ Name, Value }) => [Name, Value])),
        },
      },
    );
    this.#running.add(child);
    child.stdout.setEncoding('utf8').on('data', onLog);
    child.stderr.setEncoding('utf8').on('data', onLog);
    onStart();
    let lost = false;
    if (this.#interruptions > 0) {
      this.#interruptions -= 1;
      // When it has said that it is at work.
      child.stdout.once('data', () => {
        lost = true;
        child.kill('SIGTERM');
      });
    }
    const timer = setTimeout(() => kill(child), (Timeout?.AttemptDurationSeconds ?? 3_600) * 1_000);
    const stop = () => child.kill('SIGTERM');
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    const exitCode = await new Promise<number | null>((resolve) => child.once('exit', resolve));
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    this.#running.delete(child);
    rmSync(temporary, { recursive: true, force: true });
    return { exitCode, statusReason: endOf(lost, signal.aborted) };
  }

  /** What ECS does before a container starts: image and log with the one role, the container's credentials with the other. */
  #begin(container: JobDefinitionProperties['ContainerProperties'], id: string, account: string) {
    const { principals, authority, region } = this.#options;
    const source = `arn:aws:ecs:${region}:${account}:*`;
    const starter = principals.assume('ecs-tasks.amazonaws.com', container.ExecutionRoleArn, id, source);
    const { Options: log } = container.LogConfiguration ?? { Options: {} };
    const group = `arn:aws:logs:${region}:${account}:log-group:${log['awslogs-group']}`;
    const stream = `${group}:log-stream:${log['awslogs-stream-prefix']}/default/${id}`;
    authority.require(starter.caller, 'logs:CreateLogStream', stream);
    authority.require(starter.caller, 'logs:PutLogEvents', stream);
    const [, repository] = /\.dkr\.ecr\.[^/]+\/([^:@]+)/.exec(container.Image) ?? [];
    if (repository !== undefined) {
      authority.require(starter.caller, 'ecr:GetAuthorizationToken', '*');
      for (const action of PULLING) {
        authority.require(
          starter.caller,
          action,
          `arn:aws:ecr:${region}:${account}:repository/${repository}`,
        );
      }
    }
    return principals.assume('ecs-tasks.amazonaws.com', container.JobRoleArn, id, source).credentials;
  }

  #tell(
    status: string,
    job: SubmitJob,
    definition: Deployed<JobDefinitionProperties>,
    { id, arn, account }: { id: string; arn: string; account: string },
    more: object,
  ): void {
    this.#options.onEvent({
      version: '0',
      id: randomUUID(),
      'detail-type': 'Batch Job State Change',
      source: 'aws.batch',
      account,
      time: `${new Date().toISOString().slice(0, 19)}Z`,
      region: this.#options.region,
      resources: [arn],
      detail: {
        jobArn: arn,
        jobName: job.JobName,
        jobId: id,
        jobQueue: job.JobQueue,
        jobDefinition: definition.ref,
        shareIdentifier: job.ShareIdentifier,
        status,
        ...more,
      },
    });
  }
}

function kill(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has gone already.
  }
}

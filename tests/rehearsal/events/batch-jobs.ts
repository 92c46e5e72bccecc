import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Launch } from '#tests/emulators/batch/job.ts';
import type { ContainerProperties, JobDefinitionProperties } from '#tests/emulators/batch/job-definition.ts';
import { createBatch, type JobStateChange } from '#tests/emulators/batch.ts';
import type { Authorise, Handle } from '#tests/emulators/wire.ts';
import type { Deployment } from '#tests/rehearsal/assembly/deployment.ts';
import type { Authority } from '#tests/rehearsal/iam/authority.ts';
import type { Principals } from '#tests/rehearsal/iam/principals.ts';

/** One attempt at a job that has ended. */
export interface JobRecord {
  queue: string;
  ms: number;
  /** Epoch ms. */
  endedAt: number;
  statusReason: string;
  /** Undefined where nobody learned it: the machine is gone. */
  exitCode: number | undefined;
}

/** What Batch runs on here. */
export interface BatchOptions {
  deployment: Deployment;
  authority: Authority;
  principals: Principals;
  /** Whether the holder of an access key may make a call of the API; throws when not. */
  authorise: Authorise;
  gateway: string;
  region: string;
  folder: string;
  /** Folder with the programs and fonts that the container's image has. */
  media: string;
  /** Gets `Batch Job State Change` events. */
  onEvent(event: JobStateChange): void;
  onLog(line: string): void;
}

/** The part of an event's detail that is looked at here. */
interface JobDetail {
  jobQueue: string;
  status: string;
  statusReason: string;
  attempts: {
    startedAt: number;
    stoppedAt: number;
    statusReason: string;
    container: { exitCode?: number };
  }[];
}

/** What fetching an image from ECR takes: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html */
const PULLING = ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'];

/** Jobs at a time: this machine has few cores. */
const MACHINES = 2;

/** The template's job queues and definitions on a Batch whose containers are processes of the entry point. */
export class BatchJobs {
  readonly #options: BatchOptions;
  readonly #batch;
  readonly #running = new Set<ChildProcess>();
  /** Every attempt, in the order of their jobs' ends. */
  readonly records: JobRecord[] = [];
  /** How many of the next attempts lose their machine, or end as if their program had failed for good. */
  #interruptions = 0;
  #failures = 0;

  constructor(options: BatchOptions) {
    this.#options = options;
    const { deployment, authorise } = options;
    const definitions = deployment.resources<JobDefinitionProperties>('AWS::Batch::JobDefinition');
    const queues = deployment.resources<{ SchedulingPolicyArn?: string }>('AWS::Batch::JobQueue');
    this.#batch = createBatch({
      definitions: new Map(definitions.map(({ ref, properties }) => [ref, properties])),
      queues: new Map(
        queues.map(({ ref, properties }) => [
          ref,
          { fairShare: properties.SchedulingPolicyArn !== undefined },
        ]),
      ),
      machines: MACHINES,
      authorise,
      start: (launch) => this.#start(launch),
      onStateChange: (event) => {
        this.#record(event.detail as JobDetail);
        options.onEvent(event);
      },
    });
  }

  /** Answers calls of the API. */
  get handle(): Handle {
    return this.#batch.handle;
  }

  /** How many jobs' processes are there now. */
  get running(): number {
    return this.#running.size;
  }

  /** Lets the machines of the next attempts be taken back shortly after their start. */
  interrupt(attempts: number): void {
    this.#interruptions += attempts;
  }

  /** Lets the programs of the next attempts end with 1 when they have said that they are at work. */
  fail(attempts: number): void {
    this.#failures += attempts;
  }

  /** Ends every job. */
  close(): Promise<void> {
    return this.#batch.close();
  }

  #record({ jobQueue, status, attempts }: JobDetail): void {
    if (status !== 'SUCCEEDED' && status !== 'FAILED') return;
    for (const { startedAt, stoppedAt, statusReason, container } of attempts) {
      const ended = { ms: stoppedAt - startedAt, endedAt: stoppedAt, exitCode: container.exitCode };
      this.records.push({ queue: jobQueue, statusReason, ...ended });
    }
  }

  #start({ jobId, container, command, environment }: Launch): ChildProcess {
    const { gateway, region, folder, media, onLog } = this.#options;
    const credentials = this.#begin(container, jobId);
    const temporary = mkdtempSync(join(folder, 'job-'));
    const child = spawn(process.execPath, ['--conditions=aws', 'containers/renderer/main.ts', ...command], {
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
        // The image has it at /opt/media, which cannot be written here.
        REELWRIGHT_MEDIA: media,
        ...environment,
      },
    });
    this.#running.add(child);
    child.stdout.setEncoding('utf8').on('data', onLog);
    child.stderr.setEncoding('utf8').on('data', onLog);
    if (this.#interruptions > 0) {
      this.#interruptions -= 1;
      child.stdout.once('data', () => this.#batch.interrupt(jobId));
    } else if (this.#failures > 0) {
      this.#failures -= 1;
      child.stdout.once('data', () => child.kill('SIGKILL'));
    }
    child.once('exit', () => {
      this.#running.delete(child);
      killGroup(child);
      rmSync(temporary, { recursive: true, force: true });
    });
    return child;
  }

  /** What ECS does before a container starts: image and log with the one role, the container's credentials with the other. */
  #begin(
    { Image, ExecutionRoleArn = '', JobRoleArn = '', LogConfiguration }: ContainerProperties,
    id: string,
  ) {
    const { principals, authority, region } = this.#options;
    const account = JobRoleArn.split(':')[4];
    const source = `arn:aws:ecs:${region}:${account}:*`;
    const { caller } = principals.assume('ecs-tasks.amazonaws.com', ExecutionRoleArn, id, source);
    const log = LogConfiguration?.Options ?? {};
    const group = `arn:aws:logs:${region}:${account}:log-group:${log['awslogs-group']}`;
    const stream = `${group}:log-stream:${log['awslogs-stream-prefix']}/default/${id}`;
    authority.require(caller, 'logs:CreateLogStream', stream);
    authority.require(caller, 'logs:PutLogEvents', stream);
    const [, repository] = /\.dkr\.ecr\.[^/]+\/([^:@]+)/.exec(Image) ?? [];
    if (repository !== undefined) {
      authority.require(caller, 'ecr:GetAuthorizationToken', '*');
      const arn = `arn:aws:ecr:${region}:${account}:repository/${repository}`;
      for (const action of PULLING) authority.require(caller, action, arn);
    }
    return principals.assume('ecs-tasks.amazonaws.com', JobRoleArn, id, source).credentials;
  }
}

/** Ends what a program has started and left behind. */
function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has gone already.
  }
}

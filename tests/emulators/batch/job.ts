import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { AttemptEnd, ContainerProperties } from '#tests/emulators/batch/job-definition.ts';
import {
  containerOf,
  type JobDefinitionProperties,
  takenAway,
  triesAgain,
} from '#tests/emulators/batch/job-definition.ts';

/** What is started for one attempt. */
export interface Launch {
  jobId: string;
  image: string;
  /** ARN of the role whose credentials the program gets. */
  role: string;
  /** The whole container, as its definition has it. */
  container: ContainerProperties;
  command: string[];
  environment: Record<string, string>;
}

/** What was submitted. */
export interface Submitted {
  jobId: string;
  jobArn: string;
  jobName: string;
  jobQueue: string;
  jobDefinition: string;
  shareIdentifier?: string;
  command?: string[];
  environment: Record<string, string>;
}

interface Attempt extends AttemptEnd {
  startedAt: number;
  stoppedAt: number;
}

/** How long a container has between being asked to end and its end, in ms. Batch gives 30 s, Spot two minutes. */
const GRACE_MS = 2_000;

/** One job, from its submission to its end. */
export class Job {
  readonly submitted: Submitted;
  readonly definition: JobDefinitionProperties;
  readonly createdAt = Date.now();
  status = 'SUBMITTED';
  statusReason: string | undefined;
  startedAt: number | undefined;
  stoppedAt: number | undefined;
  readonly attempts: Attempt[] = [];
  readonly #changed: (job: Job) => void;
  #child: ChildProcess | undefined;
  /** Why the attempt under way was ended from outside. */
  #taken: string | undefined;
  #terminated: string | undefined;

  constructor(submitted: Submitted, definition: JobDefinitionProperties, changed: (job: Job) => void) {
    this.submitted = submitted;
    this.definition = definition;
    this.#changed = changed;
  }

  /** Tries it until it has ended. */
  async run(start: (launch: Launch) => ChildProcess): Promise<void> {
    for (;;) {
      if (this.#terminated !== undefined) return this.#end('FAILED', this.#terminated);
      this.#to('STARTING');
      const end = await this.#attempt(start);
      if (end.exitCode === 0) return this.#end('SUCCEEDED', end.statusReason);
      const over = this.#terminated !== undefined || end.statusReason === TIMED_OUT;
      if (over || !triesAgain(this.definition, this.attempts.length, end)) {
        return this.#end('FAILED', this.#terminated ?? end.statusReason);
      }
      this.#to('RUNNABLE');
    }
  }

  /** It waits for a machine. */
  queued(): void {
    this.#to('RUNNABLE');
  }

  /** A person or a state machine ends it. */
  terminate(reason: string): void {
    this.#terminated ??= reason;
    this.#kill(reason);
  }

  /** Its machine is taken away. */
  interrupt(): void {
    this.#kill(takenAway(this.definition));
  }

  /** As `DescribeJobs` and events tell of it. */
  describe(): object {
    const { submitted, statusReason, startedAt, stoppedAt } = this;
    const { command, environment, ...rest } = submitted;
    const container = containerOf(this.definition);
    const last = this.attempts.at(-1);
    return {
      ...rest,
      status: this.status,
      ...(statusReason === undefined ? {} : { statusReason }),
      attempts: this.attempts.map(({ exitCode, reason, ...attempt }) => ({
        ...attempt,
        container: { ...(exitCode === undefined ? {} : { exitCode }), ...(reason ? { reason } : {}) },
      })),
      createdAt: this.createdAt,
      ...(startedAt === undefined ? {} : { startedAt }),
      ...(stoppedAt === undefined ? {} : { stoppedAt }),
      dependsOn: [],
      parameters: this.definition.Parameters ?? {},
      container: {
        image: container.Image,
        command: command ?? container.Command ?? [],
        environment: Object.entries(environment).map(([name, value]) => ({ name, value })),
        ...(container.role === '' ? {} : { jobRoleArn: container.role }),
        ...(last?.exitCode === undefined ? {} : { exitCode: last.exitCode }),
      },
      tags: {},
    };
  }

  async #attempt(start: (launch: Launch) => ChildProcess): Promise<AttemptEnd> {
    const { jobId, command, environment, jobQueue } = this.submitted;
    const container = containerOf(this.definition);
    this.#taken = undefined;
    const startedAt = Date.now();
    const launch = {
      jobId,
      image: container.Image,
      role: container.role,
      container,
      command: command ?? container.Command ?? [],
      environment: {
        ...Object.fromEntries(
          (container.Environment ?? []).map(({ Name = '', Value = '' }) => [Name, Value]),
        ),
        ...environment,
        AWS_BATCH_JOB_ID: jobId,
        AWS_BATCH_JOB_ATTEMPT: String(this.attempts.length + 1),
        AWS_BATCH_JQ_NAME: jobQueue.split('/').at(-1) ?? '',
      },
    };
    let child: ChildProcess;
    try {
      child = start(launch);
    } catch (error) {
      // Its role cannot be taken, its image not be fetched: there is no container.
      const end = { statusReason: `ResourceInitializationError: ${(error as Error).message}` };
      this.attempts.push({ ...end, startedAt, stoppedAt: Date.now() });
      return end;
    }
    this.#child = child;
    this.startedAt = startedAt;
    this.#to('RUNNING');
    const seconds = this.definition.Timeout?.AttemptDurationSeconds;
    const timer =
      seconds === undefined ? undefined : setTimeout(() => this.#kill(TIMED_OUT), seconds * 1_000);
    const end = await endOf(child);
    clearTimeout(timer);
    this.#child = undefined;
    const taken = this.#taken;
    const told = taken !== undefined && taken !== TIMED_OUT && this.#terminated === undefined;
    // Of a machine that is gone nobody learns an exit code.
    const ended =
      taken === undefined ? end : told ? { statusReason: taken } : { ...end, statusReason: taken };
    this.attempts.push({ ...ended, startedAt, stoppedAt: Date.now() });
    return ended;
  }

  #kill(reason: string): void {
    const child = this.#child;
    if (child === undefined) return;
    this.#taken ??= reason;
    child.kill('SIGTERM');
    void delay(GRACE_MS, undefined, { ref: false }).then(() => {
      if (this.#child === child) child.kill('SIGKILL');
    });
  }

  #end(status: 'SUCCEEDED' | 'FAILED', reason: string): void {
    this.stoppedAt = Date.now();
    this.statusReason = reason;
    this.#to(status);
  }

  #to(status: string): void {
    this.status = status;
    this.#changed(this);
  }
}

function endOf(child: ChildProcess): Promise<AttemptEnd> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      const reason = `CannotStartContainerError: ${error.message}`;
      resolve({ reason, statusReason: 'Task failed to start' });
    });
    child.once('exit', (code, signal) => {
      const exitCode = code ?? (signal === 'SIGKILL' ? 137 : 143);
      resolve({ exitCode, statusReason: 'Essential container in task exited' });
    });
  });
}

const TIMED_OUT = 'Job attempt duration exceeded timeout';

import { type JobDefinition, type JobExit, type JobHome, runJobProcess } from '#local/jobs/job-process.ts';
import { AppError } from '#shared/errors.ts';
import type { HeavyWork, JobDescription, JobRequest } from '#shared/ports/heavy-work.ts';
import type { Ids } from '#shared/ports/ids.ts';

/** What heavy work on this machine is made of. */
export interface ProcessHeavyWorkOptions {
  definitions: Readonly<Record<string, JobDefinition>>;
  /** Names that jobs may be submitted to; here they are all this machine. */
  queues: readonly string[];
  ids: Ids;
  home: JobHome;
}

interface Job {
  description: JobDescription;
  /** Ends it, if it has not ended. */
  stopping: AbortController;
  ended: Promise<JobExit>;
}

/** Jobs as child processes of this one, each started at once. They are known as long as this process lives. */
export class ProcessHeavyWork implements HeavyWork {
  readonly #options: ProcessHeavyWorkOptions;
  readonly #jobs = new Map<string, Job>();

  constructor(options: ProcessHeavyWorkOptions) {
    this.#options = options;
  }

  /** @inheritdoc */
  async submit({ definition: name, queue, tenant, command, environment = {} }: JobRequest): Promise<string> {
    const { definitions, queues, ids, home } = this.#options;
    const definition = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
    if (definition === undefined) throw refused(`there is no job definition ${name}`);
    if (!queues.includes(queue)) throw refused(`there is no queue ${queue}`);
    const id = ids.next();
    const stopping = new AbortController();
    const order = { name, definition, tenant, command, environment, signal: stopping.signal };
    const ended = runJobProcess(home, order);
    const job: Job = { description: { id, status: 'RUNNING', attempts: 1 }, stopping, ended };
    this.#jobs.set(id, job);
    ended.then(
      ({ code, reason }) => {
        const failed = code === 0 ? {} : { reason };
        const exitCode = code === null ? {} : { exitCode: code };
        const status = code === 0 ? 'SUCCEEDED' : 'FAILED';
        job.description = { id, status, attempts: 1, ...exitCode, ...failed };
      },
      (error: Error) => {
        job.description = { id, status: 'FAILED', attempts: 1, reason: error.message };
      },
    );
    return id;
  }

  /** @inheritdoc */
  async describe(id: string): Promise<JobDescription> {
    return this.#job(id).description;
  }

  /** @inheritdoc */
  async stop(id: string, reason: string): Promise<void> {
    this.#job(id).stopping.abort(new AppError('CANCELLED', reason));
  }

  /** How the job ended, once it has; rejects when it was stopped (`CANCELLED`) or could not be started (`TOOL_CRASHED`). */
  async whenEnded(id: string): Promise<JobExit> {
    return this.#job(id).ended;
  }

  #job(id: string): Job {
    const job = this.#jobs.get(id);
    if (job === undefined) throw new AppError('NOT_FOUND', `There is no job '${id}'.`);
    return job;
  }
}

function refused(why: string): AppError {
  return new AppError('WORKFLOW_INVALID', `A job was submitted wrongly: ${why}.`);
}

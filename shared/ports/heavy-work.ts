import type { TenantId } from '#shared/domain/identity.ts';

/** A job to be run: what its definition leaves open. */
export interface JobRequest {
  /** Name of a row of `jobs` in functions/manifest.ts, or what stands for it in this home. */
  definition: string;
  queue: string;
  name: string;
  /** Arguments of the entry point. */
  command: readonly string[];
  environment?: Readonly<Record<string, string>>;
  /** For whom it works: of whose share of the machines it takes, and whose things it may reach. */
  tenant: TenantId;
}

/** Where a job stands, in AWS Batch's words. */
export type JobStatus =
  | 'SUBMITTED'
  | 'PENDING'
  | 'RUNNABLE'
  | 'STARTING'
  | 'RUNNING'
  | 'SUCCEEDED'
  | 'FAILED';

/** A job as it is told of. */
export interface JobDescription {
  id: string;
  status: JobStatus;
  /** Of the last attempt, when it ended by itself. */
  exitCode?: number;
  /** Why it failed. */
  reason?: string;
  /** How often it was started, 1 unless a machine was taken away. */
  attempts: number;
}

/** Work that is longer or larger than a function may be, on machines that are there only while there is work. */
export interface HeavyWork {
  /** Submits a job and gives its id, once for each call; throws `WORKFLOW_INVALID` for a definition or queue that does not exist. */
  submit(job: JobRequest): Promise<string>;
  /** Throws `NOT_FOUND`. */
  describe(id: string): Promise<JobDescription>;
  /** Ends the job, wherever it stands; one that has ended stays as it is. */
  stop(id: string, reason: string): Promise<void>;
}

import { steps } from '#functions/step-grants.ts';
import type { Grants } from '#shared/ports/grants.ts';

/** One kind of job for Batch: heavy work that is longer or larger than a function may be. */
export interface JobRow {
  /** The module that its container starts, from the root of the project. */
  entry: `containers/${string}.ts`;
  /** Which machines it runs on: a state machine submits it to `${job-queue:NAME}`. */
  queue: JobQueueName;
  ports: Grants;
  /** Seconds. */
  timeoutSeconds: number;
  vcpus: number;
  memoryMiB: number;
  gpus?: number;
}

/** Machines that jobs run on: `render` has none at rest and Spot first; `gpu` has those with a GPU, where a stage wants them. */
export const JOB_QUEUES = ['render', 'gpu'] as const;
export type JobQueueName = (typeof JOB_QUEUES)[number];

/** Every job definition there is; state machines submit it as `${job:NAME}`. */
export const jobs = {
  'render-segments': {
    entry: 'containers/renderer/main.ts',
    queue: 'render',
    ports: { ...steps, tools: 'use' },
    timeoutSeconds: 3600,
    vcpus: 4,
    memoryMiB: 8192,
  },
  'render-segments-gpu': {
    entry: 'containers/renderer/main.ts',
    queue: 'gpu',
    ports: { ...steps, tools: 'use' },
    timeoutSeconds: 3600,
    vcpus: 4,
    memoryMiB: 14_336,
    gpus: 1,
  },
} as const satisfies Record<string, JobRow>;

/** Name of a job definition. */
export type JobName = keyof typeof jobs;

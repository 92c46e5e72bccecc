import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { Job, type Launch } from '#tests/emulators/batch/job.ts';
import type { JobDefinitionProperties } from '#tests/emulators/batch/job-definition.ts';
import {
  type Authorise,
  accessKeyOf,
  allowed,
  answerJson,
  Fault,
  type Handle,
  readJson,
} from '#tests/emulators/wire.ts';

/** What stands behind the service. */
export interface BatchOptions {
  /** ARN of each job definition, with its revision → its properties in the template. */
  definitions: ReadonlyMap<string, JobDefinitionProperties>;
  /** ARN of each job queue → whether it has a fair-share policy. */
  queues: ReadonlyMap<string, { fairShare: boolean }>;
  /** Starts the program of an image; what it writes is the caller's. */
  start: (launch: Launch) => ChildProcess;
  /** How many jobs run at a time; the others are RUNNABLE. */
  machines: number;
  authorise?: Authorise;
  /** Is told what EventBridge would be told. */
  onStateChange?: (event: JobStateChange) => void;
}

/** An event of EventBridge (docs.aws.amazon.com/batch/latest/userguide/batch_job_events.html). */
export interface JobStateChange {
  version: '0';
  id: string;
  'detail-type': 'Batch Job State Change';
  source: 'aws.batch';
  account: string;
  /** ISO 8601 with seconds. */
  time: string;
  region: string;
  resources: string[];
  detail: object;
}

const SubmitJob = z.looseObject({
  jobName: z.string().regex(/^[A-Za-z0-9][\w-]{0,127}$/),
  jobQueue: z.string().min(1),
  jobDefinition: z.string().min(1),
  shareIdentifier: z
    .string()
    .regex(/^[A-Za-z0-9]{1,255}\*?$/)
    .optional(),
  containerOverrides: z
    .looseObject({
      command: z.array(z.string()).optional(),
      environment: z.array(z.strictObject({ name: z.string(), value: z.string() })).default([]),
    })
    .prefault({}),
});
const JobIds = z.looseObject({ jobs: z.array(z.string()).max(100) });
const TerminateJob = z.looseObject({ jobId: z.string().min(1), reason: z.string().min(1) });

/** AWS Batch as its clients see it (REST JSON), with each container's program as a process of this machine. */
export function createBatch(options: BatchOptions): {
  handle: Handle;
  /** Takes the machine of a running job away, as Spot does. */
  interrupt(jobId: string): void;
  /** Ends what runs. */
  close(): Promise<void>;
} {
  const { definitions, queues, start, machines, authorise, onStateChange } = options;
  const jobs = new Map<string, Job>();
  const waiting: Job[] = [];
  const running = new Map<Job, Promise<void>>();
  let closed = false;

  function schedule(): void {
    while (!closed && running.size < machines && waiting.length > 0) {
      const job = waiting.shift() as Job;
      const run = job.run(start).finally(() => {
        running.delete(job);
        schedule();
      });
      running.set(job, run);
    }
  }

  function changed(job: Job): void {
    const [, , , region = '', account = ''] = job.submitted.jobArn.split(':');
    onStateChange?.({
      version: '0',
      id: randomUUID(),
      'detail-type': 'Batch Job State Change',
      source: 'aws.batch',
      account,
      time: `${new Date().toISOString().slice(0, 19)}Z`,
      region,
      resources: [job.submitted.jobArn],
      detail: job.describe(),
    });
  }

  type May = (action: string, resource: string) => Promise<void>;
  const operations: Record<string, (fields: unknown, may: May) => Promise<unknown>> = {
    async '/v1/submitjob'(fields, may) {
      const asked = valid(SubmitJob, fields);
      const queue = find(queues, asked.jobQueue, ':job-queue/', 'Job queue');
      const definition = find(definitions, asked.jobDefinition, ':job-definition/', 'Job definition');
      await may('batch:SubmitJob', queue.arn);
      await may('batch:SubmitJob', definition.arn);
      if (queue.value.fairShare !== (asked.shareIdentifier !== undefined)) {
        throw refused(`A shareIdentifier ${queue.value.fairShare ? 'is needed' : 'is not allowed'} here.`);
      }
      const jobId = randomUUID();
      const jobArn = `${queue.arn.split(':').slice(0, 5).join(':')}:job/${jobId}`;
      const { jobName, shareIdentifier, containerOverrides } = asked;
      const { command, environment } = containerOverrides;
      const job = new Job(
        {
          jobId,
          jobArn,
          jobName,
          jobQueue: queue.arn,
          jobDefinition: definition.arn,
          ...(shareIdentifier === undefined ? {} : { shareIdentifier }),
          ...(command === undefined ? {} : { command }),
          environment: Object.fromEntries(environment.map(({ name, value }) => [name, value])),
        },
        definition.value,
        changed,
      );
      jobs.set(jobId, job);
      waiting.push(job);
      setImmediate(() => {
        job.queued();
        schedule();
      });
      return { jobArn, jobName, jobId };
    },
    async '/v1/describejobs'(fields, may) {
      await may('batch:DescribeJobs', '*');
      const asked = valid(JobIds, fields).jobs.map((id) => jobs.get(id.split('/').at(-1) ?? ''));
      return { jobs: asked.flatMap((job) => (job === undefined ? [] : [job.describe()])) };
    },
    async '/v1/terminatejob'(fields, may) {
      const { jobId, reason } = valid(TerminateJob, fields);
      const job = jobs.get(jobId);
      if (job === undefined) throw refused(`Job ${jobId} does not exist`);
      await may('batch:TerminateJob', job.submitted.jobArn);
      job.terminate(reason);
      return {};
    },
  };

  return {
    handle: (request, response) =>
      answerJson(response, 'application/json', async () => {
        const run = request.method === 'POST' ? operations[request.url ?? ''] : undefined;
        if (run === undefined) throw new Fault('UnknownOperationException', `No ${request.url}`, 404);
        const principal = accessKeyOf(request);
        return run(await readJson(request), (action, resource) =>
          allowed(authorise, { principal, action, resource }, 403),
        );
      }),
    interrupt: (jobId) => jobs.get(jobId)?.interrupt(),
    async close() {
      closed = true;
      for (const job of running.keys()) job.terminate('The emulator was closed.');
      await Promise.allSettled(running.values());
    },
  };
}

/** By ARN, or by name, with a revision or without: then the newest. */
function find<T>(
  all: ReadonlyMap<string, T>,
  asked: string,
  kind: string,
  what: string,
): { arn: string; value: T } {
  const found = [...all]
    .filter(([arn]) =>
      [arn, arn.split(kind)[1]].some((name) => name === asked || name?.startsWith(`${asked}:`)),
    )
    .at(-1);
  if (found === undefined) throw refused(`${what} ${asked} does not exist`);
  return { arn: found[0], value: found[1] };
}

function valid<T extends z.ZodType>(schema: T, fields: unknown): z.infer<T> {
  const parsed = schema.safeParse(fields);
  if (parsed.success) return parsed.data;
  throw refused(`Error executing request, Exception : ${parsed.error.issues[0]?.message ?? ''}`);
}

function refused(message: string): Fault {
  return new Fault('ClientException', message);
}

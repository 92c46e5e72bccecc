import * as z from 'zod';
import { JOB_QUEUES } from '#functions/jobs.ts';
import type { FunctionName } from '#functions/manifest.ts';
import { manifest } from '#functions/manifest.ts';
import type { Integrations } from '#local/asl/integrations.ts';
import type { WorkerSettings } from '#local/config.ts';
import { ProcessHeavyWork } from '#local/heavy-work.ts';
import type { JobDefinition } from '#local/jobs/job-process.ts';
import { runJob } from '#local/jobs/run-job.ts';
import type { WorkerPool } from '#local/pool/worker-pool.ts';
import { AppError } from '#shared/errors.ts';
import type { Ports } from '#shared/ports/ports.ts';

/** Events go to the queue of their bus, where whoever waits for them finds them. */
const DEFAULT_BUS = 'default';

const SendMessage = z.looseObject({
  QueueUrl: z.string(),
  MessageBody: z.unknown(),
});
const PutEvents = z.looseObject({
  Entries: z
    .array(
      z.looseObject({
        EventBusName: z.string().optional(),
        DetailType: z.string(),
        Source: z.string(),
        Detail: z.unknown(),
      }),
    )
    .min(1)
    .max(10),
});

/** What the tasks of a state machine reach on this machine: the pool's functions, jobs as child processes, the queues. */
export function createIntegrations({
  functions,
  ports,
  settings,
  jobs,
}: {
  functions: Pick<WorkerPool, 'invoke'>;
  ports: Ports;
  settings: WorkerSettings;
  jobs: Readonly<Record<string, JobDefinition>>;
}): Integrations {
  const { ids } = ports;
  const work = new ProcessHeavyWork({
    definitions: jobs,
    queues: JOB_QUEUES,
    ids,
    home: { settings, ports },
  });
  return {
    invoke(name, payload, { signal }) {
      if (!Object.hasOwn(manifest, name))
        throw new AppError('WORKFLOW_INVALID', `There is no function ${name}.`);
      return functions.invoke(name as FunctionName, payload, signal);
    },
    submitJob: (parameters, { signal, tenant }) => runJob(work, parameters, { tenant, signal }),
    async sendMessage(parameters, { tenant, attempt }) {
      const { QueueUrl, MessageBody } = SendMessage.parse(parameters);
      const name = QueueUrl.split('/').at(-1) ?? '';
      await ports.queue.send(tenant, [{ queue: name, id: attempt, body: MessageBody }]);
      return { MessageId: attempt };
    },
    async putEvents(parameters, { tenant, attempt }) {
      const entries = PutEvents.parse(parameters).Entries.map(
        ({ EventBusName = DEFAULT_BUS, ...event }, at) => ({
          queue: EventBusName,
          id: `${attempt}-${at}`,
          body: event,
        }),
      );
      await ports.queue.send(tenant, entries);
      return { Entries: entries.map(({ id }) => ({ EventId: id })), FailedEntryCount: 0 };
    },
  };
}

import * as z from 'zod';
import { eventHandler } from '#functions/event-handler.ts';

/** What Batch says of an attempt whose machine was taken away: EC2 Spot and Fargate Spot. */
const TAKEN_AWAY = /^(Host EC2|Your Spot Task was interrupted)/i;

/** The part of a `Batch Job State Change` that figures are made of; times are epoch ms. */
const Change = z.object({
  status: z.string(),
  jobQueue: z.string(),
  createdAt: z.number(),
  startedAt: z.number().optional(),
  attempts: z
    .array(z.object({ stoppedAt: z.number().optional(), statusReason: z.string().optional() }))
    .default([]),
});

/** Makes figures of what happens to jobs: how long they waited for a machine, how often one was taken away, how many failed. */
export const handler = eventHandler('upkeep-watch-jobs', Change, async (job, { ports: { metrics } }) => {
  const queue = { Queue: job.jobQueue.split('/').at(-1) ?? job.jobQueue };
  const last = job.attempts.at(-1);
  if (job.status === 'RUNNING' && job.startedAt !== undefined) {
    const waitedFrom = last?.stoppedAt ?? job.createdAt;
    metrics.put('JobQueueWait', Math.max(0, job.startedAt - waitedFrom), 'Milliseconds', queue);
  }
  if (job.status !== 'RUNNING' && job.status !== 'FAILED') return;
  if (job.status === 'FAILED') metrics.put('JobsFailed', 1, 'Count', queue);
  if (TAKEN_AWAY.test(last?.statusReason ?? '')) metrics.put('SpotInterruptions', 1, 'Count', queue);
});

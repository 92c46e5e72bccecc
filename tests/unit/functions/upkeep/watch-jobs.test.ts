import { expect, test } from 'vitest';
import { handler } from '#functions/upkeep/watch-jobs.ts';
import { call, openFunctionHome } from '#tests/unit/functions/function-home.ts';

const change = (detail: object) => ({
  source: 'aws.batch',
  'detail-type': 'Batch Job State Change',
  detail: {
    jobId: 'j',
    jobName: 'render-run-1-0',
    jobQueue: 'arn:aws:batch:eu-central-1:000000000000:job-queue/render',
    createdAt: 10_000,
    ...detail,
  },
});

const queue = { Queue: 'render' };
const taken = { startedAt: 40_000, stoppedAt: 90_000, statusReason: 'Host EC2 (instance i-0) terminated.' };

test.each([
  [
    'a job that starts tells how long it waited',
    { status: 'RUNNING', startedAt: 40_000 },
    [{ name: 'JobQueueWait', value: 30_000, dimensions: queue }],
  ],
  [
    'one that starts again counts from when its machine was taken away, and that it was',
    { status: 'RUNNING', startedAt: 100_000, attempts: [taken] },
    [
      { name: 'JobQueueWait', value: 10_000, dimensions: queue },
      { name: 'SpotInterruptions', value: 1, dimensions: queue },
    ],
  ],
  [
    'one that failed is counted',
    { status: 'FAILED', attempts: [{ statusReason: 'Essential container in task exited' }] },
    [{ name: 'JobsFailed', value: 1, dimensions: queue }],
  ],
  ['one that succeeded is not', { status: 'SUCCEEDED', startedAt: 40_000, attempts: [taken] }, []],
  ['one that waits is not', { status: 'RUNNABLE', attempts: [taken] }, []],
])('%s', async (_, detail, metrics) => {
  const home = await openFunctionHome();
  await call(handler, change(detail));
  expect(home.told.metrics).toEqual(metrics);
});

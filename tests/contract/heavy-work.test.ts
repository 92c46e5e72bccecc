import { type ChildProcess, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BatchClient } from '@aws-sdk/client-batch';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ProcessHeavyWork } from '#local/heavy-work.ts';
import { clientSettings } from '#shared/aws/client-settings.ts';
import { BatchHeavyWork } from '#shared/aws/heavy-work.ts';
import { TenantId } from '#shared/domain/identity.ts';
import { systemClock } from '#shared/node/clock.ts';
import { UlidIds } from '#shared/node/ids.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { ACME, expectCode } from '#tests/contract/harness.ts';
import { describeHeavyWork, type JobKinds } from '#tests/contract/heavy-work.ts';
import type { Launch } from '#tests/emulators/batch/job.ts';
import type { JobDefinitionProperties } from '#tests/emulators/batch/job-definition.ts';
import { type BatchOptions, createBatch, type JobStateChange } from '#tests/emulators/batch.ts';
import { clientOf, listen } from '#tests/emulators/wire.ts';
import { temporaryFolder } from '#tests/local-ports.ts';

const ARN = 'arn:aws:batch:eu-central-1:123456789012:';
const ROLE = 'arn:aws:iam::123456789012:role/renderer';

describeHeavyWork('child processes', async (kinds) => ({
  port: new ProcessHeavyWork({
    definitions: Object.fromEntries(
      Object.entries(kinds).map(([name, kind]) => [name, { ...kind, ports: {} }]),
    ),
    queues: ['render'],
    ids: new UlidIds(systemClock),
    // These jobs ask for nothing.
    home: {
      settings: { home: await temporaryFolder(), searchPath: '', logLevel: 'error' },
      ports: {} as Ports,
    },
  }),
  close: () => undefined,
}));

/** The image of a job under test is the path of its program. */
function startProgram({ image, command, environment }: Launch): ChildProcess {
  return spawn(process.execPath, [image, ...command], { env: environment, stdio: 'ignore' });
}

async function openBatch(
  kinds: JobKinds,
  more: Partial<BatchOptions> & { retry?: JobDefinitionProperties['RetryStrategy'] } = {},
) {
  const { retry, ...options } = more;
  const names = Object.keys(kinds);
  const arnOf = (name: string) => `${ARN}job-definition/${name}:1`;
  const batch = createBatch({
    definitions: new Map(
      Object.entries(kinds).map(([name, { entry, timeoutSeconds }]) => [
        arnOf(name),
        {
          Type: 'container',
          ContainerProperties: { Image: entry, JobRoleArn: ROLE, Environment: [{ Name: 'OWN', Value: '1' }] },
          Timeout: { AttemptDurationSeconds: timeoutSeconds },
          ...(retry === undefined ? {} : { RetryStrategy: retry }),
        },
      ]),
    ),
    queues: new Map([[`${ARN}job-queue/render`, { fairShare: true }]]),
    start: startProgram,
    machines: 4,
    ...options,
  });
  const server = await listen(batch.handle);
  const client = new BatchClient({ ...clientSettings(), ...clientOf(server.url) });
  const port = new BatchHeavyWork({
    client,
    definitions: Object.fromEntries(names.map((name) => [name, arnOf(name)])),
    queues: { render: `${ARN}job-queue/render` },
  });
  return {
    port,
    batch,
    client,
    async close() {
      await batch.close();
      client.destroy();
      await server.close();
    },
  };
}

describeHeavyWork('Batch', openBatch);

async function waitingJob(more: Parameters<typeof openBatch>[1]) {
  const entry = join(await temporaryFolder(), 'program.mjs');
  await writeFile(entry, 'setInterval(() => {}, 1_000);');
  const opened = await openBatch({ job: { entry, timeoutSeconds: 60 } }, more);
  onTestFinished(opened.close);
  const job = { definition: 'job', queue: 'render', name: 'a-job', tenant: ACME, command: [] };
  return { ...opened, job };
}

const SPOT = {
  Attempts: 3,
  EvaluateOnExit: [
    { Action: 'RETRY', OnStatusReason: 'Host EC2*' },
    { Action: 'exit', OnReason: '*' },
  ],
};

test('a job whose Spot machine is taken away is queued and started again, as often as its definition says', async () => {
  const events: JobStateChange[] = [];
  const { port, batch, job } = await waitingJob({
    retry: SPOT,
    onStateChange: (event) => events.push(event),
  });
  const id = await port.submit(job);
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    await vi.waitFor(
      async () => expect(await port.describe(id)).toMatchObject({ status: 'RUNNING', attempts: attempt }),
      5_000,
    );
    batch.interrupt(id);
  }
  await vi.waitFor(
    async () =>
      expect(await port.describe(id)).toEqual({
        id,
        status: 'FAILED',
        attempts: 3,
        reason: 'Host EC2 (instance i-0123456789abcdef0) terminated.',
      }),
    5_000,
  );
  const once = ['RUNNABLE', 'STARTING', 'RUNNING'];
  expect(events.map(({ detail }) => (detail as { status: string }).status)).toEqual([
    ...once,
    ...once,
    ...once,
    'FAILED',
  ]);
  expect(events.at(-1)).toMatchObject({
    source: 'aws.batch',
    account: '123456789012',
    resources: [`${ARN}job/${id}`],
    detail: { jobId: id, jobName: 'a-job', jobQueue: `${ARN}job-queue/render`, shareIdentifier: 'acme' },
  });
});

test('a job that fails by itself is not tried again where its definition says so', async () => {
  const entry = join(await temporaryFolder(), 'program.mjs');
  await writeFile(entry, 'process.exit(7);');
  const { port, close } = await openBatch({ job: { entry, timeoutSeconds: 60 } }, { retry: SPOT });
  onTestFinished(close);
  const id = await port.submit({ definition: 'job', queue: 'render', name: 'j', tenant: ACME, command: [] });
  await vi.waitFor(
    async () => expect(await port.describe(id)).toMatchObject({ status: 'FAILED', exitCode: 7, attempts: 1 }),
    5_000,
  );
});

test('jobs beyond the machines wait until one is free', async () => {
  const { port, job } = await waitingJob({ machines: 1 });
  const first = await port.submit(job);
  const second = await port.submit(job);
  await vi.waitFor(async () => expect((await port.describe(first)).status).toBe('RUNNING'), 5_000);
  expect((await port.describe(second)).status).toBe('RUNNABLE');
  await port.stop(first, 'enough');
  await vi.waitFor(async () => expect((await port.describe(second)).status).toBe('RUNNING'), 5_000);
});

test('a waiting job that is stopped never starts', async () => {
  const started: string[] = [];
  const { port, job } = await waitingJob({
    machines: 1,
    start: (launch) => {
      started.push(launch.jobId);
      return startProgram(launch);
    },
  });
  const first = await port.submit(job);
  const second = await port.submit(job);
  await port.stop(second, 'not wanted');
  await port.stop(first, 'enough');
  await vi.waitFor(
    async () => expect(await port.describe(second)).toMatchObject({ status: 'FAILED', reason: 'not wanted' }),
    5_000,
  );
  expect(started).toEqual([first]);
});

test('a program gets the role and the environment of its container, and learns which attempt it is', async () => {
  const launches: Launch[] = [];
  const { port, job } = await waitingJob({
    start: (launch) => {
      launches.push(launch);
      return startProgram(launch);
    },
  });
  const id = await port.submit({ ...job, environment: { TRACE: 't' } });
  await vi.waitFor(() => expect(launches).toHaveLength(1), 5_000);
  expect(launches[0]).toMatchObject({
    role: ROLE,
    environment: {
      OWN: '1',
      TRACE: 't',
      AWS_BATCH_JOB_ID: id,
      AWS_BATCH_JOB_ATTEMPT: '1',
      AWS_BATCH_JQ_NAME: 'render',
    },
  });
});

test('a tenant with hyphens has a share of letters and digits', async () => {
  const shares: unknown[] = [];
  const { port, job } = await waitingJob({
    onStateChange: ({ detail }) => shares.push((detail as { shareIdentifier: string }).shareIdentifier),
  });
  await port.submit({ ...job, tenant: TenantId.parse('acme-films-2') });
  await vi.waitFor(() => expect(shares[0]).toBe('acmefilms2'), 5_000);
});

test('submitting asks for queue and definition, and a refusal comes through', async () => {
  const asked: string[] = [];
  const { port, job } = await waitingJob({
    authorise({ action, resource }) {
      asked.push(`${action} ${resource}`);
      if (resource.includes('job-definition')) throw new Error('User: x is not authorized');
    },
  });
  await expectCode(port.submit(job), 'INTERNAL');
  expect(asked).toEqual([
    `batch:SubmitJob ${ARN}job-queue/render`,
    `batch:SubmitJob ${ARN}job-definition/job:1`,
  ]);
});

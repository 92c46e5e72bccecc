import { expect, onTestFinished, test, vi } from 'vitest';
import { HomeChanges } from '#local/host/home-changes.ts';
import type { Functions } from '#local/host/host.ts';
import { LOCAL_TENANT } from '#local/tenant.ts';
import { tellEnds } from '#local/triggers/tell-ends.ts';
import { RunId } from '#shared/domain/identity.ts';
import type { RunRecord } from '#shared/ports/runs.ts';
import type { ExecutionDescription, WorkflowEngine } from '#shared/ports/workflow-engine.ts';
import { openLocalPorts } from '#tests/local-ports.ts';

const arn = (run: string) => `arn:aws:states:local:local:execution:produce-video:${run}`;
const succeeded = (run: string): ExecutionDescription => ({
  id: arn(run),
  workflow: 'produce-video',
  status: 'SUCCEEDED',
  input: { run },
  output: { done: run },
});

async function openTeller(answer: (call: number) => void = () => undefined) {
  const ports = await openLocalPorts();
  const changes = new HomeChanges();
  const calls: { name: string; detail: Record<string, unknown> }[] = [];
  const order: string[] = [];
  const invoke: Functions['invoke'] = async (name, event) => {
    const { detail } = event as { detail: Record<string, unknown> };
    calls.push({ name, detail });
    order.push(`told ${detail.name}`);
    answer(calls.length);
  };
  const addRun = (id: string, execution: string, status: RunRecord['status'] = 'running') =>
    ports.runs.create(LOCAL_TENANT, {
      id: RunId.parse(id),
      briefKey: id,
      title: id,
      workflow: 'produce-video',
      execution,
      status,
      request: '',
      createdAt: 1,
    });
  const whenEnded = async (_: unknown, execution: string) => succeeded(execution.split(':').at(-1) ?? '');
  const givenUp: string[] = [];
  const start = async () => {
    const end = await tellEnds({
      giveUp: (message) => givenUp.push(message),
      host: { ports, changes, whenEnded, invoke },
      handOver: async ({ id }) => void order.push(`handed over ${id}`),
    });
    onTestFinished(end);
  };
  return { calls, givenUp, order, changes, addRun, start };
}

test('an execution that ends is told as Step Functions tells it, after its film has been handed over', async () => {
  // Prepare
  const { calls, order, changes, addRun, start } = await openTeller();
  await addRun('run-1', '');
  await start();
  const workflow = changes.announceStarts({ start: async () => arn('run-1') } as unknown as WorkflowEngine);
  // Act
  await workflow.start(LOCAL_TENANT, { workflow: 'produce-video', name: 'run-1', input: {} });
  await vi.waitFor(() => expect(calls).toHaveLength(1));
  // Assess
  expect(order).toEqual(['handed over run-1', 'told run-1']);
  expect(calls[0]).toMatchObject({
    name: 'brief-finish',
    detail: {
      executionArn: arn('run-1'),
      name: 'run-1',
      status: 'SUCCEEDED',
      input: '{"run":"run-1"}',
      output: '{"done":"run-1"}',
      error: null,
      cause: null,
    },
  });
});

test('those that ended while nobody told are told at the start, and no others', async () => {
  const { calls, addRun, start } = await openTeller();
  await addRun('run-1', arn('run-1'));
  await addRun('run-2', arn('run-2'), 'succeeded');
  await addRun('run-3', '');
  await start();
  await vi.waitFor(() => expect(calls).toHaveLength(1));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(calls.map(({ detail }) => detail.name)).toEqual(['run-1']);
});

test('a function that breaks down is told again', async () => {
  const { calls, addRun, start } = await openTeller((call) => {
    if (call === 1) throw new Error('struck');
  });
  await addRun('run-1', arn('run-1'));
  await start();
  await vi.waitFor(() => expect(calls).toHaveLength(2), { timeout: 5_000 });
  expect(calls.map(({ detail }) => detail.name)).toEqual(['run-1', 'run-1']);
});

test('one that breaks down three times is given up with a word, until the next start', async () => {
  const { calls, givenUp, addRun, start } = await openTeller(() => {
    throw new Error('struck');
  });
  await addRun('run-1', arn('run-1'));
  await start();
  await vi.waitFor(() => expect(givenUp).toHaveLength(1), { timeout: 15_000 });
  expect(calls).toHaveLength(3);
  expect(givenUp[0]).toContain('run-1');
});

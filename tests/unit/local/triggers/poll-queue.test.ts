import { expect, onTestFinished, test, vi } from 'vitest';
import type { Functions } from '#local/host/host.ts';
import { LOCAL_TENANT } from '#local/tenant.ts';
import { pollQueue } from '#local/triggers/poll-queue.ts';
import { functionsStartedBy } from '#local/triggers/started-by.ts';
import { openLocalPorts } from '#tests/local-ports.ts';

interface Batch {
  Records: { messageId: string; body: string; eventSourceARN: string }[];
}

async function openPoll(queue: string, answer: (batch: Batch, call: number) => unknown) {
  const ports = await openLocalPorts();
  const calls: { name: string; batch: Batch }[] = [];
  const givenUp: string[] = [];
  const invoke: Functions['invoke'] = async (name, payload) => {
    calls.push({ name, batch: payload as Batch });
    return answer(payload as Batch, calls.length);
  };
  const row = functionsStartedBy('queue').find(({ trigger }) => trigger.queue === queue);
  if (!row) throw new Error(`no function for ${queue}`);
  const start = () =>
    onTestFinished(pollQueue({ ports, invoke, giveUp: (message) => givenUp.push(message) }, row));
  const send = (...ids: string[]) =>
    ports.queue.send(
      LOCAL_TENANT,
      ids.map((id) => ({ queue, id, body: { of: id } })),
    );
  return { ports, calls, givenUp, start, send };
}

test('messages of ours come in an envelope with tenant and id, at most ten at a time, and are done', async () => {
  const { ports, calls, start, send } = await openPoll('productions', () => ({ batchItemFailures: [] }));
  await send(...Array.from({ length: 12 }, (_, at) => `m${at}`));
  start();
  await vi.waitFor(() => expect(calls).toHaveLength(2));
  expect(calls.map(({ name, batch }) => [name, batch.Records.length])).toEqual([
    ['brief-start', 10],
    ['brief-start', 2],
  ]);
  const [first] = calls[0]?.batch.Records ?? [];
  expect(JSON.parse(first?.body ?? '')).toEqual({ tenant: 'local', id: 'm0', body: { of: 'm0' } });
  expect(first?.eventSourceARN).toMatch(/:productions\.fifo$/);
  await vi.waitFor(async () => {
    const left = await ports.queue.receive(LOCAL_TENANT, 'productions', { max: 10, visibilityMs: 0 });
    expect(left).toEqual([]);
  });
});

test('messages that S3 would send come as they are', async () => {
  const { calls, start, send } = await openPoll('inbox', () => undefined);
  await send('a');
  start();
  await vi.waitFor(() => expect(calls).toHaveLength(1));
  expect(calls[0]?.name).toBe('brief-drop');
  expect(calls[0]?.batch.Records.map(({ body }) => JSON.parse(body))).toEqual([{ of: 'a' }]);
});

test('one that fails comes again alone, and the third time goes to the dead letters', async () => {
  const { ports, calls, givenUp, start, send } = await openPoll('productions', ({ Records }) => ({
    batchItemFailures: Records.filter(({ messageId }) => messageId === 'poison').map(({ messageId }) => ({
      itemIdentifier: messageId,
    })),
  }));
  await send('good', 'poison');
  start();
  await vi.waitFor(
    async () => expect(await ports.queue.deadLetters(LOCAL_TENANT, 'productions')).toHaveLength(1),
    { timeout: 15_000 },
  );
  expect(calls.map(({ batch }) => batch.Records.map(({ messageId }) => messageId))).toEqual([
    ['good', 'poison'],
    ['poison'],
    ['poison'],
  ]);
  expect(givenUp).toEqual([expect.stringContaining('productions failed 3 times')]);
  const [dead] = await ports.queue.deadLetters(LOCAL_TENANT, 'productions');
  expect(dead).toMatchObject({
    id: 'poison',
    receiveCount: 3,
    reason: expect.stringContaining('brief-start'),
  });
});

test('a function that breaks down has its whole batch come again', async () => {
  const { calls, start, send } = await openPoll('productions', (_, call) => {
    if (call === 1) throw new Error('struck');
    return undefined;
  });
  await send('a', 'b');
  start();
  // Both come again, one a moment after the other where the machine is slow.
  const again = () => calls.slice(1).flatMap(({ batch }) => batch.Records.map(({ messageId }) => messageId));
  await vi.waitFor(() => expect(again()).toEqual(['a', 'b']), { timeout: 5_000 });
  expect(calls[0]?.batch.Records).toHaveLength(2);
});

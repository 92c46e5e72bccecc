import { expect, test, vi } from 'vitest';
import { handler } from '#functions/upkeep/relay.ts';
import { SqliteQueue } from '#local/queue.ts';
import { toAttributes } from '#shared/aws/dynamodb/items.ts';
import { eventWrites } from '#shared/aws/dynamodb/journal-tail.ts';
import { messageWrites } from '#shared/aws/dynamodb/outbox.ts';
import { AppError } from '#shared/errors.ts';
import { systemClock } from '#shared/node/clock.ts';
import type { Live } from '#shared/ports/live.ts';
import type { Queue } from '#shared/ports/queue.ts';
import { RUN, TENANT } from '#tests/ids.ts';
import { call, openFunctionHome } from '#tests/unit/functions/function-home.ts';
import { createVirtualClock } from '#tests/virtual-clock.ts';

const TAKE = { max: 10, visibilityMs: 1_000 };

let sequence = 100;
const change = (item: Record<string, string | number | undefined>, eventName = 'INSERT') => {
  sequence += 1;
  return { eventName, dynamodb: { SequenceNumber: String(sequence), NewImage: toAttributes(item) } };
};
const message = (id: string, queue = 'productions') => {
  const [write] = messageWrites(TENANT, [{ queue, id, body: { id } }], systemClock);
  return write && 'put' in write ? write.put : {};
};
const resumed = (version: number) =>
  eventWrites(
    TENANT,
    RUN,
    version - 1,
    [{ id: `e${version}`, event: { type: 'run.resumed' } }],
    systemClock,
  )[0]?.put ?? {};

/** Connections as they are seen by the relay: which are told what, and which have gone. */
function listening(gone: readonly string[] = []) {
  const told: [string, unknown][] = [];
  const live = {
    watchers: vi.fn<Live['watchers']>(async () => ['ann', 'bob']),
    close: vi.fn<Live['close']>(async () => undefined),
    send: async (connection: string, what: unknown) => {
      told.push([connection, what]);
      return !gone.includes(connection);
    },
  };
  return { told, live };
}

test('messages that are new go to their queues, each once, and what was changed or removed goes nowhere', async () => {
  const { queue } = await openFunctionHome({ live: listening().live as unknown as Live });
  const Records = [
    change(message('a')),
    change(message('b', 'inbox')),
    change(message('c'), 'MODIFY'),
    change({ pk: 'local#STEP#x', sk: 'STEP', fence: 1 }),
    { eventName: 'REMOVE', dynamodb: { SequenceNumber: '1' } },
    change(message('a')),
  ];
  expect(await call(handler, { Records })).toEqual({ batchItemFailures: [] });
  expect((await queue.receive(TENANT, 'productions', TAKE)).map(({ body }) => body)).toEqual([{ id: 'a' }]);
  expect((await queue.receive(TENANT, 'inbox', TAKE)).map(({ body }) => body)).toEqual([{ id: 'b' }]);
});

test('R7: at the first message that cannot be sent the batch stops there, and all before it are sent', async () => {
  const { queue } = await openFunctionHome({ live: listening().live as unknown as Live });
  const send = SqliteQueue.prototype.send;
  const failing: Queue = Object.create(queue, {
    send: {
      value: (...args: Parameters<Queue['send']>) => {
        if (args[1][0]?.id !== 'b') return send.apply(queue as SqliteQueue, args);
        throw new AppError('STORE_UNAVAILABLE', 'Not now.');
      },
    },
  });
  await openFunctionHome({ live: listening().live as unknown as Live, queue: failing });
  const Records = [change(message('a')), change(message('b')), change(message('c'))];
  expect(await call(handler, { Records })).toEqual({
    batchItemFailures: [{ itemIdentifier: Records[1]?.dynamodb.SequenceNumber }],
  });
  expect((await queue.receive(TENANT, 'productions', TAKE)).map(({ id }) => id)).toEqual(['a']);
});

test('events are shown in order to whoever watches the run; a connection that has gone is forgotten', async () => {
  const { told, live } = listening(['bob']);
  await openFunctionHome({ live: live as unknown as Live });
  await call(handler, { Records: [change(resumed(7)), change(resumed(8))] });
  expect(told.filter(([connection]) => connection === 'ann').map(([, what]) => what)).toMatchObject([
    { type: 'event', run: RUN, event: { version: 7, id: 'e7', event: { type: 'run.resumed' } } },
    { type: 'event', run: RUN, event: { version: 8 } },
  ]);
  expect(live.watchers).toHaveBeenCalledTimes(1);
  expect(live.close).toHaveBeenCalledWith(TENANT, 'bob');
});

test('an event that cannot be shown holds nothing up: it stands in the journal', async () => {
  const { live } = listening();
  live.watchers.mockRejectedValue(new AppError('STORE_UNAVAILABLE', 'Not now.'));
  const { queue } = await openFunctionHome({ live: live as unknown as Live });
  const Records = [change(resumed(1)), change(message('a'))];
  expect(await call(handler, { Records })).toEqual({ batchItemFailures: [] });
  expect(await queue.receive(TENANT, 'productions', TAKE)).toHaveLength(1);
});

test('a connection that cannot be told keeps nothing from the others', async () => {
  const { told, live } = listening();
  const send = live.send;
  live.send = (connection, what) =>
    connection === 'ann'
      ? Promise.reject(new AppError('STORE_UNAVAILABLE', 'Not now.'))
      : send(connection, what);
  await openFunctionHome({ live: live as unknown as Live });
  await call(handler, { Records: [change(resumed(7)), change(resumed(8))] });
  expect(told.map(([connection, what]) => [connection, what])).toMatchObject([
    ['bob', { event: { version: 7 } }],
    ['bob', { event: { version: 8 } }],
  ]);
});

test('watchers that take long do not hold up messages: events are passed over once the time for them is used', async () => {
  const { told, live } = listening();
  const clock = createVirtualClock();
  const send = live.send;
  live.send = async (connection, what) => {
    await clock.advance(4_000);
    return await send(connection, what);
  };
  const { queue } = await openFunctionHome({ live: live as unknown as Live, clock });
  const Records = [...Array.from({ length: 20 }, (_, at) => change(resumed(at + 1))), change(message('z'))];
  expect(await call(handler, { Records })).toEqual({ batchItemFailures: [] });
  // Three events to two connections: the fourth would begin after 12 s.
  expect(told).toHaveLength(6);
  expect(await queue.receive(TENANT, 'productions', TAKE)).toHaveLength(1);
});

test('an item that is none of ours is given again, and not passed over', async () => {
  await openFunctionHome({ live: listening().live as unknown as Live });
  const Records = [change({ ...message('a'), tenant: '../rival' })];
  expect(await call(handler, { Records })).toEqual({
    batchItemFailures: [{ itemIdentifier: Records[0]?.dynamodb.SequenceNumber }],
  });
});

import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { SqsQueue } from '#shared/aws/sqs/queue.ts';
import { systemClock } from '#shared/node/clock.ts';
import { ACME, expectCode, RIVAL } from '#tests/contract/harness.ts';
import { describeQueue } from '#tests/contract/queue.ts';
import { openQueues } from '#tests/emulators/queues.ts';

async function openSqs() {
  const server = await openQueues();
  const made = new Map<string, Awaited<ReturnType<typeof server.create>>>();
  for (const tenant of [ACME, RIVAL]) {
    for (const name of ['jobs', 'others']) {
      made.set(`${tenant}/${name}`, await server.create(`${tenant}-${name}`));
    }
  }
  const port = new SqsQueue({
    client: server.client,
    clock: systemClock,
    queues: (tenant, name) => made.get(`${tenant}/${name}`),
  });
  return { port, made, server, advance: (ms: number) => delay(ms), close: server.close };
}

describeQueue('SQS', openSqs);

test('a queue of SQS that many tenants share can be sent to and nothing else', async () => {
  const { server, made } = await openSqs();
  const { url = '' } = made.get(`${ACME}/jobs`) ?? {};
  const queue = new SqsQueue({
    client: server.client,
    clock: systemClock,
    queues: () => ({ url, shared: true }),
  });
  await queue.send(ACME, [{ queue: 'jobs', id: 'a', body: 1 }]);
  await queue.send(RIVAL, [{ queue: 'jobs', id: 'a', body: 2 }]);
  await expectCode(queue.receive(ACME, 'jobs', { max: 1, visibilityMs: 1_000 }), 'CONFIG_INVALID');
  await expectCode(queue.deadLetters(ACME, 'jobs'), 'CONFIG_INVALID');
  await expectCode(queue.redrive(ACME, 'jobs'), 'CONFIG_INVALID');
  await expectCode(
    new SqsQueue({ client: server.client, clock: systemClock, queues: () => undefined }).send(ACME, [
      { queue: 'jobs', id: 'a', body: 1 },
    ]),
    'NOT_FOUND',
  );
  await server.close();
});

test('on SQS 25 messages of 200 KiB are sent in as many requests as they need, each in an envelope that says whose it is', async () => {
  const { port, close } = await openSqs();
  const ids = Array.from({ length: 25 }, (_, index) => `m${String(index).padStart(2, '0')}`);
  await port.send(
    ACME,
    ids.map((id) => ({ queue: 'jobs', id, body: 'x'.repeat(200 * 1024) })),
  );
  const got: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    const some = await port.receive(ACME, 'jobs', { max: 10, visibilityMs: 60_000 });
    got.push(...some.map(({ id }) => id));
  }
  expect(got.sort()).toEqual(ids);
  await close();
});

test('a message that dies again after it was put back can be put back again', async () => {
  const { port, close } = await openSqs();
  await port.send(ACME, [{ queue: 'jobs', id: 'a', body: 1 }]);
  for (let life = 0; life < 3; life += 1) {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const [message] = await port.receive(ACME, 'jobs', { max: 1, visibilityMs: 10_000 });
      await port.reject(ACME, 'jobs', message?.receipt ?? '', `life ${life}`);
    }
    expect(await port.deadLetters(ACME, 'jobs')).toMatchObject([{ id: 'a', reason: `life ${life}` }]);
    expect(await port.redrive(ACME, 'jobs')).toBe(1);
  }
  await close();
});

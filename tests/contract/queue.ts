import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TenantId } from '#shared/domain/identity.ts';
import type { Queue, ReceivedMessage } from '#shared/ports/queue.ts';
import {
  ACME,
  EVIL_NAMES,
  expectCode,
  type MakeAdapter,
  RIVAL,
  type UnderTest,
} from '#tests/contract/harness.ts';

const JOBS = 'jobs';
const TAKE = { max: 10, visibilityMs: 3_000 };

/** What every queue must hold. Durations are whole seconds, the grain of SQS. */
export function describeQueue(name: string, makeAdapter: MakeAdapter<Queue>): void {
  describe(`queue: ${name}`, () => {
    let adapter: UnderTest<Queue>;
    let queue: Queue;
    beforeEach(async () => {
      adapter = await makeAdapter();
      queue = adapter.port;
    });
    afterEach(() => adapter.close());

    const send = (...ids: string[]) =>
      queue.send(
        ACME,
        ids.map((id) => ({ queue: JOBS, id, body: { job: id } })),
      );

    async function receiveOne(): Promise<ReceivedMessage> {
      const [message] = await queue.receive(ACME, JOBS, { ...TAKE, max: 1 });
      if (!message) throw new Error('no message');
      return message;
    }

    test('a message is received once and gone when it is acknowledged', async () => {
      await send('a');
      const message = await receiveOne();
      expect(message).toMatchObject({ id: 'a', body: { job: 'a' }, receiveCount: 1 });
      expect(await queue.receive(ACME, JOBS, TAKE)).toEqual([]);
      await queue.acknowledge(ACME, JOBS, message.receipt);
      await adapter.advance(3_500);
      expect(await queue.receive(ACME, JOBS, TAKE)).toEqual([]);
      await expectCode(queue.acknowledge(ACME, JOBS, message.receipt), 'LEASE_LOST');
    });

    test('a message that is sent again is there once, even after it has been handled', async () => {
      await Promise.all(Array.from({ length: 50 }, () => send('a')));
      const message = await receiveOne();
      expect(await queue.receive(ACME, JOBS, TAKE)).toEqual([]);
      await queue.acknowledge(ACME, JOBS, message.receipt);
      await send('a');
      expect(await queue.receive(ACME, JOBS, TAKE)).toEqual([]);
      await queue.send(ACME, [{ queue: 'others', id: 'a', body: 1 }]);
      expect(await queue.receive(ACME, 'others', TAKE)).toHaveLength(1);
    });

    test('50 receivers at once never hold the same message', async () => {
      await send(...Array.from({ length: 40 }, (_, index) => `m${index}`));
      const batches = await Promise.all(
        Array.from({ length: 50 }, () => queue.receive(ACME, JOBS, { ...TAKE, max: 3 })),
      );
      const ids = batches.flat().map(({ id }) => id);
      expect(ids).toHaveLength(40);
      expect(new Set(ids).size).toBe(40);
    });

    test('a message without an answer comes back after its timeout, and the old receipt is worth nothing', async () => {
      await send('a');
      const first = await receiveOne();
      await adapter.advance(2_000);
      expect(await queue.receive(ACME, JOBS, TAKE)).toEqual([]);
      await adapter.advance(1_500);
      const second = await receiveOne();
      expect(second).toMatchObject({ id: 'a', receiveCount: 2 });
      await expectCode(queue.acknowledge(ACME, JOBS, first.receipt), 'LEASE_LOST');
      await expectCode(queue.extend(ACME, JOBS, first.receipt, 10_000), 'LEASE_LOST');
      await expectCode(queue.reject(ACME, JOBS, first.receipt, 'late'), 'LEASE_LOST');
      await queue.acknowledge(ACME, JOBS, second.receipt);
    });

    test('who asks for more time keeps the message', async () => {
      await send('a');
      const message = await receiveOne();
      await adapter.advance(2_000);
      await queue.extend(ACME, JOBS, message.receipt, 3_000);
      await adapter.advance(2_000);
      expect(await queue.receive(ACME, JOBS, TAKE)).toEqual([]);
      await queue.acknowledge(ACME, JOBS, message.receipt);
    });

    test('a message that fails three times becomes a dead letter with its last reason, and others go on', async () => {
      await send('poison', 'good');
      for (let attempt = 1; attempt <= 3; attempt += 1) {
        for (const { id, receipt } of await queue.receive(ACME, JOBS, TAKE)) {
          if (id === 'good') await queue.acknowledge(ACME, JOBS, receipt);
          else await queue.reject(ACME, JOBS, receipt, `failed ${attempt}`, 2_000);
        }
        await adapter.advance(2_500);
      }
      expect(await queue.receive(ACME, JOBS, TAKE)).toEqual([]);
      expect(await queue.deadLetters(ACME, JOBS)).toEqual([
        { id: 'poison', body: { job: 'poison' }, receiveCount: 3, reason: 'failed 3' },
      ]);
    });

    test('a message whose receivers die three times becomes a dead letter too', async () => {
      await send('a');
      for (let attempt = 1; attempt <= 3; attempt += 1) {
        expect((await receiveOne()).receiveCount).toBe(attempt);
        await adapter.advance(3_500);
      }
      expect(await queue.receive(ACME, JOBS, TAKE)).toEqual([]);
      const [letter] = await queue.deadLetters(ACME, JOBS);
      expect(letter).toMatchObject({ id: 'a', receiveCount: 3 });
      expect(letter?.reason).not.toBe('');
    });

    test('redriving puts every dead letter back, loses none, and revives no old receipt', async () => {
      const ids = Array.from({ length: 30 }, (_, index) => `m${String(index).padStart(2, '0')}`);
      await send(...ids);
      const receipts: string[] = [];
      for (let batch = 0; batch < 9; batch += 1) {
        const messages = await queue.receive(ACME, JOBS, TAKE);
        receipts.push(...messages.map((message) => message.receipt));
        await Promise.all(messages.map(({ receipt }) => queue.reject(ACME, JOBS, receipt, 'broken')));
      }
      expect(await queue.deadLetters(ACME, JOBS)).toHaveLength(30);
      expect(await queue.deadLetters(ACME, JOBS, 7)).toHaveLength(7);
      expect(await queue.redrive(ACME, JOBS)).toBe(30);
      expect(await queue.deadLetters(ACME, JOBS)).toEqual([]);
      const back: ReceivedMessage[] = [];
      for (let batch = 0; batch < 4; batch += 1) back.push(...(await queue.receive(ACME, JOBS, TAKE)));
      expect(back.map(({ id }) => id).sort()).toEqual(ids);
      expect(back.every(({ receiveCount }) => receiveCount === 1)).toBe(true);
      for (const receipt of receipts.slice(0, 10)) {
        await expectCode(queue.acknowledge(ACME, JOBS, receipt), 'LEASE_LOST');
      }
    });

    test('a waiting receiver gets the message that comes, and nothing when none comes', async () => {
      const waiting = queue.receive(ACME, JOBS, { ...TAKE, waitMs: 15_000 });
      await adapter.advance(1_000);
      await send('a');
      expect(await waiting).toHaveLength(1);
      const idle = queue.receive(ACME, JOBS, { ...TAKE, waitMs: 2_000 });
      await adapter.advance(2_500);
      expect(await idle).toEqual([]);
    });

    test('a waiting receiver gets a rejected message when its time has come', async () => {
      await send('a');
      await queue.reject(ACME, JOBS, (await receiveOne()).receipt, 'not yet', 2_000);
      const waiting = queue.receive(ACME, JOBS, { ...TAKE, waitMs: 10_000 });
      await adapter.advance(3_000);
      expect(await waiting).toHaveLength(1);
    });

    test('waiting ends with CANCELLED when its signal fires', async () => {
      const stop = new AbortController();
      const waiting = queue.receive(ACME, JOBS, { ...TAKE, waitMs: 20_000, signal: stop.signal });
      stop.abort();
      await expectCode(waiting, 'CANCELLED');
      await send('a');
      expect(await queue.receive(ACME, JOBS, TAKE)).toHaveLength(1);
    });

    test('limits of SQS are limits here', async () => {
      const big = { queue: JOBS, id: 'big', body: 'x'.repeat(256 * 1024) };
      await expectCode(queue.send(ACME, [{ queue: JOBS, id: 'ok', body: 1 }, big]), 'OPTION_INVALID');
      await expectCode(queue.send(ACME, [{ queue: JOBS, id: '', body: 1 }]), 'OPTION_INVALID');
      await expectCode(queue.send(ACME, [{ queue: JOBS, id: 'a', body: undefined }]), 'OPTION_INVALID');
      await expectCode(queue.receive(ACME, JOBS, { ...TAKE, max: 11 }), 'OPTION_INVALID');
      await expectCode(queue.receive(ACME, JOBS, { ...TAKE, waitMs: 20_001 }), 'OPTION_INVALID');
      expect(await queue.receive(ACME, JOBS, TAKE)).toEqual([]);
    });

    test('messages and receipts of another tenant are not there', async () => {
      await send('a');
      expect(await queue.receive(RIVAL, JOBS, TAKE)).toEqual([]);
      const message = await receiveOne();
      await expectCode(queue.acknowledge(RIVAL, JOBS, message.receipt), 'LEASE_LOST');
      await expectCode(queue.acknowledge(ACME, 'others', message.receipt), 'LEASE_LOST');
      await queue.send(RIVAL, [{ queue: JOBS, id: 'a', body: 'theirs' }]);
      expect((await queue.receive(RIVAL, JOBS, TAKE)).map(({ body }) => body)).toEqual(['theirs']);
      await queue.acknowledge(ACME, JOBS, message.receipt);
    });

    test('names that could lead elsewhere are refused as tenant, queue and receipt', async () => {
      for (const evil of EVIL_NAMES) {
        const message = { queue: JOBS, id: 'a', body: 1 };
        await expectCode(queue.send(evil as TenantId, [message]), 'OPTION_INVALID');
        await expectCode(queue.send(ACME, [{ ...message, queue: evil }]), 'OPTION_INVALID');
        await expectCode(queue.receive(ACME, evil, TAKE), 'OPTION_INVALID');
        await expectCode(queue.acknowledge(ACME, JOBS, evil), 'LEASE_LOST');
      }
    });
  });
}

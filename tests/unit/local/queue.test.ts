import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SqliteQueue } from '#local/queue.ts';
import { Database } from '#local/sqlite/database.ts';
import { STORE_SCHEMA } from '#local/sqlite/schema.ts';
import { ACME, expectCode } from '#tests/contract/harness.ts';
import { createVirtualClock, type VirtualClock } from '#tests/virtual-clock.ts';

const TAKE = { max: 10, visibilityMs: 10_000 };

let folder: string;
let db: Database;
let clock: VirtualClock;
let queue: SqliteQueue;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'queue-'));
  db = new Database(join(folder, 'store.sqlite'), STORE_SCHEMA);
  clock = createVirtualClock();
  queue = new SqliteQueue(db, clock);
});
afterEach(async () => {
  db.close();
  await rm(folder, { recursive: true });
});

const rows = () => db.statements.get<{ count: number }>('SELECT count(*) AS count FROM messages')?.count;

describe('the queue in SQLite', () => {
  test('a message that was rejected is out of the receiver’s hands at once', async () => {
    await queue.send(ACME, [{ queue: 'jobs', id: 'a', body: 1 }]);
    const [message] = await queue.receive(ACME, 'jobs', TAKE);
    await queue.reject(ACME, 'jobs', message?.receipt ?? '', 'broken', 5_000);
    await expectCode(queue.acknowledge(ACME, 'jobs', message?.receipt ?? ''), 'LEASE_LOST');
    await expectCode(queue.reject(ACME, 'jobs', message?.receipt ?? '', 'broken'), 'LEASE_LOST');
  });

  test('handled messages are forgotten after an hour, so that the store does not grow', async () => {
    for (let index = 0; index < 20; index += 1) {
      await queue.send(ACME, [{ queue: 'jobs', id: `m${index}`, body: 1 }]);
      const [message] = await queue.receive(ACME, 'jobs', TAKE);
      await queue.acknowledge(ACME, 'jobs', message?.receipt ?? '');
    }
    expect(rows()).toBe(20);
    await clock.advance(3_601_000);
    await queue.send(ACME, [{ queue: 'jobs', id: 'new', body: 1 }]);
    expect(rows()).toBe(1);
  });

  test('a process that ends with a message in its hands has not failed it, one that rejected it has', async () => {
    await queue.send(ACME, [
      { queue: 'jobs', id: 'held', body: 1 },
      { queue: 'jobs', id: 'failed', body: 2 },
    ]);
    for (let start = 0; start < 5; start += 1) {
      const messages = await queue.receive(ACME, 'jobs', TAKE);
      const failed = messages.find(({ id }) => id === 'failed');
      if (failed) await queue.reject(ACME, 'jobs', failed.receipt, 'broken', 5_000);
      await clock.advance(start * 5_000);
      await queue.voidReceipts();
      await queue.voidReceipts();
    }
    expect(await queue.receive(ACME, 'jobs', TAKE)).toMatchObject([{ id: 'held', receiveCount: 1 }]);
    expect(await queue.deadLetters(ACME, 'jobs')).toMatchObject([{ id: 'failed', reason: 'broken' }]);
  });

  test('nobody who waited leaves a timer behind', async () => {
    const stop = new AbortController();
    const waiting = Promise.allSettled([
      queue.receive(ACME, 'jobs', { ...TAKE, waitMs: 20_000 }),
      queue.receive(ACME, 'jobs', { ...TAKE, waitMs: 20_000, signal: stop.signal }),
    ]);
    await clock.advance(0);
    expect(clock.sleepers()).toBe(2);
    stop.abort();
    await queue.send(ACME, [{ queue: 'jobs', id: 'a', body: 1 }]);
    await waiting;
    expect(clock.sleepers()).toBe(0);
  });
});

import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SqliteJournal } from '#local/journal.ts';
import { SqliteQueue } from '#local/queue.ts';
import { Database } from '#local/sqlite/database.ts';
import { STORE_SCHEMA } from '#local/sqlite/schema.ts';
import { SqliteStepLedger } from '#local/step-ledger.ts';
import { ACME, expectCode, RUN } from '#tests/contract/harness.ts';
import { createVirtualClock, type VirtualClock } from '#tests/virtual-clock.ts';

const KEY = createHash('sha256').update('a step').digest('hex');
const LEASE = { owner: 'worker', leaseMs: 600_000 };
const TAKE = { max: 10, visibilityMs: 600_000 };
const RECORD = { step: 's', output: 1, durationMs: 1, usd: 0, notices: [], assets: [], run: RUN };

let folder: string;
let databases: Database[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'restart-'));
  databases = [];
});
afterEach(async () => {
  for (const db of databases) db.close();
  await rm(folder, { recursive: true });
});

/** The store as a process opens it; the one before is dead and never said goodbye. */
async function start(clock: VirtualClock) {
  const db = new Database(join(folder, 'store.sqlite'), STORE_SCHEMA);
  databases.push(db);
  const queue = new SqliteQueue(db, clock);
  const journal = new SqliteJournal(db, clock);
  const ledger = new SqliteStepLedger({ db, journal, queue, clock });
  await ledger.voidLeases();
  return { ledger, queue };
}

const DAY = 86_400_000;

describe('a restart', () => {
  test.each([0, DAY, -DAY])(
    'waits for no lease of the dead process, though the wall clock has moved by %i ms',
    async (jump) => {
      const before = await start(createVirtualClock(10 * DAY));
      const held = await before.ledger.claim(ACME, KEY, LEASE);
      const { ledger } = await start(createVirtualClock(10 * DAY + jump));
      const claim = await ledger.claim(ACME, KEY, LEASE);
      expect(claim.state).toBe('claimed');
      if (held.state !== 'claimed' || claim.state !== 'claimed') return;
      expect(claim.fence).toBeGreaterThan(held.fence);
      await expectCode(
        ledger.commit(ACME, KEY, held.fence, { record: RECORD, run: RUN, events: [], messages: [] }),
        'LEASE_LOST',
      );
    },
  );

  test.each([0, DAY, -DAY])(
    'gives received messages out again, though the wall clock has moved by %i ms',
    async (jump) => {
      const before = await start(createVirtualClock(10 * DAY));
      await before.queue.send(ACME, [{ queue: 'jobs', id: 'a', body: 1 }]);
      const [received] = await before.queue.receive(ACME, 'jobs', TAKE);
      const { queue } = await start(createVirtualClock(10 * DAY + jump));
      const again = await queue.receive(ACME, 'jobs', TAKE);
      expect(again).toMatchObject([{ id: 'a', receiveCount: 1 }]);
      await expectCode(queue.acknowledge(ACME, 'jobs', received?.receipt ?? ''), 'LEASE_LOST');
    },
  );

  test('a result is still there', async () => {
    const before = await start(createVirtualClock());
    const claim = await before.ledger.claim(ACME, KEY, LEASE);
    if (claim.state !== 'claimed') throw new Error(claim.state);
    const commit = { record: RECORD, run: RUN, events: [], messages: [] };
    await before.ledger.commit(ACME, KEY, claim.fence, commit);
    const { ledger } = await start(createVirtualClock());
    expect(await ledger.claim(ACME, KEY, LEASE)).toEqual({ state: 'done', record: RECORD });
    await ledger.commit(ACME, KEY, claim.fence, commit);
  });
});

describe('R12: a wall clock that jumps while the process lives', () => {
  test.each([3_600_000, -3_600_000])('by %i ms ends no lease early and holds none too long', async (jump) => {
    const clock = createVirtualClock();
    const { ledger, queue } = await start(clock);
    await ledger.claim(ACME, KEY, { owner: 'a', leaseMs: 10_000 });
    await queue.send(ACME, [{ queue: 'jobs', id: 'a', body: 1 }]);
    const [received] = await queue.receive(ACME, 'jobs', TAKE);
    await queue.reject(ACME, 'jobs', received?.receipt ?? '', 'not yet', 10_000);
    clock.jumpWall(jump);
    await clock.advance(9_000);
    expect((await ledger.claim(ACME, KEY, LEASE)).state).toBe('held');
    expect(await queue.receive(ACME, 'jobs', TAKE)).toEqual([]);
    await clock.advance(1_100);
    expect((await ledger.claim(ACME, KEY, LEASE)).state).toBe('claimed');
    expect(await queue.receive(ACME, 'jobs', TAKE)).toHaveLength(1);
  });
});

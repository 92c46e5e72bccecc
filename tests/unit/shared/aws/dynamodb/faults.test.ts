import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DynamoApprovals } from '#shared/aws/dynamodb/approvals.ts';
import { DynamoBudget } from '#shared/aws/dynamodb/budget.ts';
import { createDynamoClient } from '#shared/aws/dynamodb/client.ts';
import { DynamoJournal } from '#shared/aws/dynamodb/journal.ts';
import { DynamoRuns } from '#shared/aws/dynamodb/runs.ts';
import { DynamoStepLedger } from '#shared/aws/dynamodb/step-ledger.ts';
import { createStore, type Store } from '#shared/aws/dynamodb/store.ts';
import { systemClock } from '#shared/node/clock.ts';
import { systemRandom } from '#shared/node/random.ts';
import type { NewEvent } from '#shared/ports/journal.ts';
import type { RunRecord } from '#shared/ports/runs.ts';
import {
  createTable,
  EMULATOR_REGION,
  EXAMPLE_KEY,
  emptyTable,
  hasDynamoEmulator,
  type RunningDynamo,
  startDynamo,
} from '#tests/emulators/dynamodb.ts';
import { type Fate, type ProxiedCall, startProxy } from '#tests/emulators/dynamodb-proxy.ts';
import { RUN, TENANT } from '#tests/ids.ts';

const TABLE = 'faults';
const KEY = 'a'.repeat(64);

const notice = (id: string): NewEvent => ({ id, event: { type: 'notice', code: 'TEST', message: id } });

describe.skipIf(!hasDynamoEmulator('dynoxide'))('a table that fails on the way', () => {
  let server: RunningDynamo;
  beforeAll(async () => {
    server = await startDynamo('dynoxide');
    await createTable(server.client, TABLE);
  });
  afterAll(() => server.close());
  beforeEach(() => emptyTable(server.client, TABLE));

  /** A store of a new process, whose calls meet that fate. */
  async function storeWith(fate: (call: ProxiedCall) => Fate): Promise<Store> {
    const endpoint = await startProxy(server.endpoint, fate);
    const client = createDynamoClient({ endpoint, region: EMULATOR_REGION, credentials: EXAMPLE_KEY });
    return createStore(client, TABLE, { clock: systemClock, random: systemRandom });
  }

  describe('R6: the answer to every write is lost, and nothing is doubled nor falsely refused', () => {
    let lost: string[];
    const losing = () => {
      lost = [];
      return storeWith(({ operation, attempt }) => {
        if (attempt > 1 || operation === 'Query' || operation === 'GetItem') return 'pass';
        lost.push(operation);
        return 'lose-answer';
      });
    };

    test('an event', async () => {
      const journal = new DynamoJournal(await losing());
      expect(await journal.append(TENANT, RUN, [notice('a')], 0)).toBe(1);
      expect(lost).toEqual(['PutItem']);
      expect(await journal.read(TENANT, RUN)).toHaveLength(1);
    });

    test('several events', async () => {
      const journal = new DynamoJournal(await losing());
      expect(await journal.append(TENANT, RUN, [notice('a'), notice('b')], 0)).toBe(2);
      expect(lost).toEqual(['TransactWriteItems']);
      expect(await journal.read(TENANT, RUN)).toHaveLength(2);
    });

    test('a claim is known as the own one', async () => {
      const ledger = new DynamoStepLedger(await losing());
      const claim = await ledger.claim(TENANT, KEY, { owner: 'w', leaseMs: 30_000 });
      expect(claim).toEqual({ state: 'claimed', fence: 1 });
      expect(lost).toEqual(['UpdateItem']);
    });

    test('a commit, with its events', async () => {
      const safe = new DynamoStepLedger(await storeWith(() => 'pass'));
      await safe.claim(TENANT, KEY, { owner: 'w', leaseMs: 30_000 });
      const store = await losing();
      const record = { step: 's', output: 1, durationMs: 1, usd: 0, notices: [], assets: [], run: RUN };
      const ledger = new DynamoStepLedger(store);
      await ledger.commit(TENANT, KEY, 1, { record, run: RUN, events: [notice('done')], messages: [] });
      expect(lost).toEqual(['TransactWriteItems']);
      expect(await ledger.get(TENANT, KEY)).toEqual(record);
      expect(await new DynamoJournal(store).read(TENANT, RUN)).toHaveLength(1);
    });

    test('a run with a request', async () => {
      const runs = new DynamoRuns(await losing());
      const run: RunRecord = {
        id: RUN,
        briefKey: 'b',
        title: 't',
        workflow: 'w',
        execution: '',
        status: 'running',
        request: 'r',
        createdAt: 1,
      };
      await runs.create(TENANT, run, { events: [notice('accepted')], messages: [] });
      await runs.update(TENANT, RUN, { status: 'succeeded' });
      expect(lost).toEqual(['TransactWriteItems', 'UpdateItem']);
      expect(await runs.byRequest(TENANT, 'r')).toEqual({ ...run, status: 'succeeded' });
    });

    test('a decision', async () => {
      const approvals = new DynamoApprovals(await losing());
      const subject = { hash: KEY, mediaType: 'application/json', bytes: 1 };
      await approvals.ask(TENANT, { run: RUN, gate: 'g', token: 't', subject, askedAt: 1 });
      const decision = { verdict: 'approved', by: 'ann', at: 2 } as const;
      expect((await approvals.decide(TENANT, RUN, 'g', decision)).decision).toEqual(decision);
      expect(lost).toEqual(['UpdateItem', 'UpdateItem']);
    });

    test('money', async () => {
      const budget = new DynamoBudget(await losing());
      await budget.reserve(TENANT, 'day', { id: 'a', amount: 10, limit: 10 });
      await budget.settle(TENANT, 'day', 'a', 4);
      expect(lost).toEqual(['TransactWriteItems', 'TransactWriteItems']);
      expect(await budget.get(TENANT, 'day')).toEqual({ spent: 4, reserved: 0 });
    });
  });

  describe('R9: half of all calls are throttled', () => {
    test.each([
      ['one process with 300 calls', 1, 300],
      ['30 short-lived processes with 10 calls each', 30, 10],
    ])('by %s the table is asked at most half as often again', async (_, processes, calls) => {
      // Prepare
      let asked = 0;
      let busy = true;
      const half = () => {
        asked += 1;
        return busy && Math.random() < 0.5 ? 'throttle' : 'pass';
      };
      const stores = await Promise.all(Array.from({ length: processes }, () => storeWith(half)));
      const call = async ({ table }: Store) => {
        for (let count = 0; count < calls / 10; count += 1) {
          await table.get({ pk: 'a', sk: 'b' }).catch((error: { code: string }) => codes.add(error.code));
        }
      };
      const codes = new Set<string>();
      const everybody = () =>
        Promise.all(stores.flatMap((store) => Array.from({ length: 10 }, () => call(store))));
      // Act
      await everybody();
      const amplification = asked / (processes * calls);
      busy = false;
      const refused = new Set(codes);
      codes.clear();
      await everybody();
      // Assess
      expect(amplification).toBeGreaterThan(1);
      expect(amplification).toBeLessThanOrEqual(1.5);
      expect(refused).toEqual(new Set(['STORE_UNAVAILABLE']));
      expect(codes).toEqual(new Set());
    });
  });

  test('40 processes that append to one run at once all find their place, without gaps', async () => {
    const store = () => createStore(server.client, TABLE, { clock: systemClock, random: systemRandom });
    const journals = Array.from({ length: 40 }, () => new DynamoJournal(store()));
    const versions = await Promise.all(
      journals.map((journal, at) => journal.append(TENANT, RUN, [notice(`branch-${at}`), notice('all')])),
    );
    const stored = await new DynamoJournal(store()).read(TENANT, RUN);
    expect(stored.map(({ version }) => version)).toEqual(Array.from({ length: 41 }, (_, at) => at + 1));
    expect(stored.filter(({ id }) => id === 'all')).toHaveLength(1);
    expect(new Set(versions).size).toBe(40);
  });
});

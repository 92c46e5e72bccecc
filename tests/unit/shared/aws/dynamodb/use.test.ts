import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { DynamoApprovals } from '#shared/aws/dynamodb/approvals.ts';
import { DynamoBudget } from '#shared/aws/dynamodb/budget.ts';
import { createDynamoClient } from '#shared/aws/dynamodb/client.ts';
import { DynamoJournal } from '#shared/aws/dynamodb/journal.ts';
import { DynamoLiveRegistry } from '#shared/aws/dynamodb/live-registry.ts';
import { DynamoRuns } from '#shared/aws/dynamodb/runs.ts';
import { DynamoStepLedger } from '#shared/aws/dynamodb/step-ledger.ts';
import { createStore } from '#shared/aws/dynamodb/store.ts';
import { NEEDS, type Need } from '#shared/aws/needs.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { runStep } from '#shared/engine/run-step.ts';
import { defineStep } from '#shared/engine/step.ts';
import { systemClock } from '#shared/node/clock.ts';
import { systemRandom } from '#shared/node/random.ts';
import type { RunRecord } from '#shared/ports/runs.ts';
import { countUse } from '#tests/emulators/count-dynamodb.ts';
import {
  createTable,
  EMULATOR_REGION,
  EXAMPLE_KEY,
  emptyTable,
  hasDynamoEmulator,
  type RunningDynamo,
  startDynamo,
} from '#tests/emulators/dynamodb.ts';
import { RUN, TENANT } from '#tests/ids.ts';
import { openLocalPorts } from '#tests/local-ports.ts';

const TABLE = 'use-of-table';
const KEY = 'a'.repeat(64);
const LOST = 'b'.repeat(64);

const run: RunRecord = {
  id: RUN,
  briefKey: 'brief',
  title: 'A film',
  workflow: 'produce-video',
  execution: '',
  status: 'running',
  request: 'request',
  createdAt: 1,
};
const event = { id: 'e', event: { type: 'run.resumed' } } as const;
const message = { queue: 'productions', id: 'm', body: { run: RUN } };
const record = { step: 's', output: 1, durationMs: 1, usd: 0, notices: [], assets: [LOST], run: RUN };
const subject = { hash: KEY, mediaType: 'application/json', bytes: 1 };

describe.skipIf(!hasDynamoEmulator('dynoxide'))('what the adapters ask of the table', () => {
  let server: RunningDynamo;
  beforeAll(async () => {
    server = await startDynamo('dynoxide');
    await createTable(server.client, TABLE);
  });
  afterAll(() => server.close());
  beforeEach(() => emptyTable(server.client, TABLE));

  function openCounted() {
    const client = createDynamoClient({
      endpoint: server.endpoint,
      region: EMULATOR_REGION,
      credentials: EXAMPLE_KEY,
    });
    const use = countUse(client);
    const store = createStore(client, TABLE, { clock: systemClock, random: systemRandom });
    return {
      use,
      journal: new DynamoJournal(store),
      ledger: new DynamoStepLedger(store),
      runs: new DynamoRuns(store),
      approvals: new DynamoApprovals(store),
      budget: new DynamoBudget(store),
      live: new DynamoLiveRegistry(store),
    };
  }
  type Counted = ReturnType<typeof openCounted>;
  type Calls = { [port: string]: { [method: string]: (adapters: Counted) => Promise<unknown> } };

  /** A call of every method, in an order in which each has something to do. */
  const CALLS: Calls = {
    journal: {
      append: ({ journal }) => journal.append(TENANT, RUN, [event]),
      read: ({ journal }) => journal.read(TENANT, RUN),
    },
    ledger: {
      claim: ({ ledger }) => ledger.claim(TENANT, KEY, { owner: 'w', leaseMs: 1_000 }),
      renew: ({ ledger }) => ledger.renew(TENANT, KEY, 1, 1_000),
      commit: ({ ledger }) =>
        ledger.commit(TENANT, KEY, 1, {
          record,
          run: RUN,
          events: [{ ...event, id: 'f' }],
          messages: [message],
        }),
      get: ({ ledger }) => ledger.get(TENANT, KEY),
      forgetAsset: ({ ledger }) => ledger.forgetAsset(TENANT, LOST),
      release: ({ ledger }) => ledger.release(TENANT, KEY, 2),
    },
    runs: {
      create: ({ runs }) =>
        runs.create(TENANT, { ...run, id: 'run-2' as never }, { events: [event], messages: [message] }),
      get: ({ runs }) => runs.get(TENANT, 'run-2' as never),
      list: ({ runs }) => runs.list(TENANT),
      latest: ({ runs }) => runs.latest(TENANT, run.briefKey),
      byRequest: ({ runs }) => runs.byRequest(TENANT, run.request),
      update: ({ runs }) => runs.update(TENANT, 'run-2' as never, { status: 'failed' }),
    },
    approvals: {
      ask: ({ approvals }) => approvals.ask(TENANT, { run: RUN, gate: 'g', token: 't', subject, askedAt: 1 }),
      get: ({ approvals }) => approvals.get(TENANT, RUN, 'g'),
      decide: ({ approvals }) =>
        approvals.decide(TENANT, RUN, 'g', { verdict: 'approved', by: 'ann', at: 1 }),
    },
    budget: {
      reserve: ({ budget }) => budget.reserve(TENANT, 'day', { id: 'r', amount: 1, limit: 1 }),
      settle: ({ budget }) => budget.settle(TENANT, 'day', 'r', 1),
      get: ({ budget }) => budget.get(TENANT, 'day'),
    },
    live: {
      open: ({ live }) => live.open(TENANT, 'c'),
      watch: ({ live }) => live.watch(TENANT, 'c', RUN),
      watchers: ({ live }) => live.watchers(TENANT, RUN),
      close: ({ live }) => live.close(TENANT, 'c'),
    },
  };

  test('each method of a port makes exactly the calls that its row of needs grants', async () => {
    for (const [port, methods] of Object.entries(CALLS)) {
      const rows = Object.entries(NEEDS[port as keyof typeof NEEDS]) as [string, readonly Need[]][];
      const onTable = rows.flatMap(([method, needs]) => {
        const actions = needs.filter(({ on }) => on === 'table').flatMap((need) => need.actions);
        return actions.length > 0 ? [[method, [...actions].sort()] as const] : [];
      });
      const made: [string, string[]][] = [];
      for (const [method, call] of Object.entries(methods)) {
        const adapters = openCounted();
        await call(adapters);
        made.push([method, [...adapters.use.actions].sort()]);
      }
      expect({ port, ...Object.fromEntries(made) }).toEqual({ port, ...Object.fromEntries(onTable) });
    }
  });

  test('a step with two assets costs 8 write units and 2 read units, also in a run that has had 120 events', async () => {
    // Prepare
    const counted = openCounted();
    const local = await openLocalPorts();
    const ports = { ...local, journal: counted.journal, ledger: counted.ledger };
    for (let at = 0; at < 120; at += 1) {
      await counted.journal.append(TENANT, RUN, [{ ...event, id: `earlier-${at}` }]);
    }
    const step = defineStep({
      name: 'illustrate-scene',
      version: 1,
      input: z.strictObject({ scene: z.string() }),
      output: z.strictObject({ picture: AssetRef, data: AssetRef }),
      subject: ({ scene }) => `scene ${scene}`,
      run: async ({ scene }, { ports: { assets } }) => ({
        picture: await assets.put(TENANT, Buffer.from(`picture ${scene}`), 'image/png'),
        data: await assets.put(TENANT, Buffer.from(`data ${scene}`), 'application/json'),
      }),
    });
    const before = { ...counted.use };
    const signal = new AbortController().signal;
    // Act
    await runStep(step, { scene: 's1' }, { tenant: TENANT, run: RUN, ports, signal });
    const computed = { ...counted.use };
    await runStep(step, { scene: 's1' }, { tenant: TENANT, run: 'run-2' as never, ports, signal });
    // Assess: claim 1, started 1, two assets 1 each, commit of two small items 2 each; the end of the journal twice.
    expect(computed.writeUnits - before.writeUnits).toBe(8);
    expect(computed.readUnits - before.readUnits).toBe(2);
    expect(computed.calls - before.calls).toBe(7);
    // Used again by another run: one event. The claim that is refused is not reckoned by the emulator.
    expect(counted.use.writeUnits - computed.writeUnits).toBe(1);
  });
});

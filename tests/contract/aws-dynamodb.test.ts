import { performance } from 'node:perf_hooks';
import { afterAll, describe, test } from 'vitest';
import { createRelay } from '#functions/upkeep/relay.ts';
import { SqliteQueue } from '#local/queue.ts';
import { Database } from '#local/sqlite/database.ts';
import { STORE_SCHEMA } from '#local/sqlite/schema.ts';
import { DynamoApprovals } from '#shared/aws/dynamodb/approvals.ts';
import { DynamoBudget } from '#shared/aws/dynamodb/budget.ts';
import { DynamoJournal } from '#shared/aws/dynamodb/journal.ts';
import { DynamoLiveRegistry } from '#shared/aws/dynamodb/live-registry.ts';
import { DynamoRuns } from '#shared/aws/dynamodb/runs.ts';
import { DynamoStepLedger } from '#shared/aws/dynamodb/step-ledger.ts';
import { createStore } from '#shared/aws/dynamodb/store.ts';
import { tableChange } from '#shared/aws/dynamodb/stream-records.ts';
import { systemClock } from '#shared/node/clock.ts';
import { systemRandom } from '#shared/node/random.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { Queue } from '#shared/ports/queue.ts';
import { describeApprovals } from '#tests/contract/approvals.ts';
import { describeBudget } from '#tests/contract/budget.ts';
import { describeJournal } from '#tests/contract/journal.ts';
import { describeLiveRegistry } from '#tests/contract/live-registry.ts';
import { describeRuns } from '#tests/contract/runs.ts';
import { describeStepLedger } from '#tests/contract/step-ledger.ts';
import {
  createTable,
  DYNAMO_EMULATORS,
  emptyTable,
  hasDynamoEmulator,
  type RunningDynamo,
  startDynamo,
} from '#tests/emulators/dynamodb.ts';
import { openStream, type TableStream } from '#tests/emulators/dynamodb-stream.ts';
import { silentLog } from '#tests/local-ports.ts';

const TABLE = 'reelwright-test';

for (const name of DYNAMO_EMULATORS) {
  if (!hasDynamoEmulator(name)) {
    // The emulators are programs that npm has for Linux on x64 alone; elsewhere the run says so and holds SQLite to the suites.
    describe(name, () => {
      test.skip(`skipped: there is a program of ${name} for Linux on x64 only`, () => undefined);
    });
    continue;
  }
  const server = await startDynamo(name);
  afterAll(() => server.close());
  await createTable(server.client, TABLE);
  const stream = await openStream(server.endpoint, TABLE);
  const open = () => openStore(server, stream);

  describeJournal(`DynamoDB (${name})`, async () => {
    const { ports, ...rest } = await open();
    return { port: ports.journal, ...rest };
  });

  describeRuns(`DynamoDB (${name})`, async () => {
    const { ports, ...rest } = await open();
    return { port: ports, ...rest };
  });

  describeStepLedger(`DynamoDB (${name})`, async () => {
    const { ports, ...rest } = await open();
    return { port: ports, ...rest };
  });

  describeApprovals(`DynamoDB (${name})`, async () => {
    const { ports, ...rest } = await open();
    return { port: ports.approvals, ...rest };
  });

  describeBudget(`DynamoDB (${name})`, async () => {
    const { ports, ...rest } = await open();
    return { port: ports.budget, ...rest };
  });

  describeLiveRegistry(`DynamoDB (${name})`, async () => {
    const { ports, ...rest } = await open();
    return { port: ports.live, ...rest };
  });
}

/** All adapters upon the table, which is empty, and queues that the relay fills from its stream. */
async function openStore({ client }: RunningDynamo, stream: TableStream) {
  await emptyTable(client, TABLE);
  await stream.next();
  const clock = createMovedClock();
  const store = createStore(client, TABLE, { clock, random: systemRandom });
  const live = new DynamoLiveRegistry(store);
  const db = new Database(':memory:', STORE_SCHEMA);
  const queue = relayed(new SqliteQueue(db, clock), stream, live);
  return {
    ports: {
      journal: new DynamoJournal(store),
      ledger: new DynamoStepLedger(store),
      runs: new DynamoRuns(store),
      approvals: new DynamoApprovals(store),
      budget: new DynamoBudget(store),
      live,
      queue,
    },
    advance: async (ms: number) => clock.move(ms),
    close: () => db.close(),
  };
}

/** The time of this machine, ahead by what it was moved; sleeping really takes its time. */
function createMovedClock(): Clock & { move(ms: number): void } {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    monotonic: () => performance.now() + ahead,
    sleep: systemClock.sleep,
    move: (ms) => {
      ahead += ms;
    },
  };
}

/** The queue, after the relay has brought to it what stands in the table's stream. */
function relayed(queue: Queue, stream: TableStream, live: DynamoLiveRegistry): Queue {
  return Object.create(queue, {
    receive: {
      value: async (...args: Parameters<Queue['receive']>) => {
        const relay = createRelay({
          queue,
          live: {
            watchers: (tenant, run) => live.watchers(tenant, run),
            close: (tenant, connection) => live.close(tenant, connection),
            send: async () => true,
          },
          clock: systemClock,
          log: silentLog,
        });
        for (const record of await stream.next()) {
          const change = tableChange(record);
          if (change) await relay(change);
        }
        return await queue.receive(...args);
      },
    },
  }) as Queue;
}

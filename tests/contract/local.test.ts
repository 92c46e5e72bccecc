import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteApprovals } from '#local/approvals.ts';
import { FolderAssets } from '#local/assets.ts';
import { SqliteBudget } from '#local/budget.ts';
import { SqliteJournal } from '#local/journal.ts';
import { SqliteQueue } from '#local/queue.ts';
import { SqliteRuns } from '#local/runs.ts';
import { FileSecrets } from '#local/secrets.ts';
import { Database } from '#local/sqlite/database.ts';
import { STORE_SCHEMA } from '#local/sqlite/schema.ts';
import { SqliteStepLedger } from '#local/step-ledger.ts';
import { systemClock } from '#shared/node/clock.ts';
import { UlidIds } from '#shared/node/ids.ts';
import { FolderScratch } from '#shared/node/scratch.ts';
import { describeApprovals } from '#tests/contract/approvals.ts';
import { describeAssets } from '#tests/contract/assets.ts';
import { describeBudget } from '#tests/contract/budget.ts';
import { describeClock } from '#tests/contract/clock.ts';
import { damaged } from '#tests/contract/damage.ts';
import { describeJournal } from '#tests/contract/journal.ts';
import { describeQueue } from '#tests/contract/queue.ts';
import { describeRuns } from '#tests/contract/runs.ts';
import { describeScratch } from '#tests/contract/scratch.ts';
import { describeSecrets } from '#tests/contract/secrets.ts';
import { describeStepLedger } from '#tests/contract/step-ledger.ts';
import { throughHostCalls } from '#tests/contract/through-host-calls.ts';
import { createVirtualClock } from '#tests/virtual-clock.ts';

const folders = () => mkdtemp(join(tmpdir(), 'contract-local-'));
const advanceNothing = async () => undefined;

async function openStore() {
  const folder = await folders();
  const clock = createVirtualClock();
  const db = new Database(join(folder, 'store.sqlite'), STORE_SCHEMA);
  const close = async () => {
    db.close();
    await rm(folder, { recursive: true });
  };
  const journal = new SqliteJournal(db, clock);
  const queue = new SqliteQueue(db, clock);
  const ledger = new SqliteStepLedger({ db, journal, queue, clock });
  return {
    ports: {
      journal,
      queue,
      ledger,
      runs: new SqliteRuns({ db, journal, queue }),
      approvals: new SqliteApprovals(db),
      budget: new SqliteBudget(db),
    },
    advance: clock.advance,
    close,
  };
}

/** The same store as a worker sees it. */
async function openStoreFromAfar() {
  const { ports, ...rest } = await openStore();
  return { ports: throughHostCalls(ports), ...rest };
}

for (const [name, open] of [
  ['SQLite', openStore],
  ['SQLite, called from a worker', openStoreFromAfar],
] as const) {
  describeJournal(name, async () => {
    const { ports, ...rest } = await open();
    return { port: ports.journal, ...rest };
  });

  describeRuns(name, async () => {
    const { ports, ...rest } = await open();
    return { port: ports, ...rest };
  });

  describeApprovals(name, async () => {
    const { ports, ...rest } = await open();
    return { port: ports.approvals, ...rest };
  });

  describeBudget(name, async () => {
    const { ports, ...rest } = await open();
    return { port: ports.budget, ...rest };
  });

  describeStepLedger(name, async () => {
    const { ports, ...rest } = await open();
    return { port: ports, ...rest };
  });

  describeQueue(name, async () => {
    const { ports, ...rest } = await open();
    return { port: ports.queue, ...rest };
  });
}

describeAssets('folder', async () => {
  const folder = await folders();
  const port = await FolderAssets.open(folder, new UlidIds(createVirtualClock()));
  return {
    port,
    advance: advanceNothing,
    close: () => rm(folder, { recursive: true }),
    damage: async (tenant, { hash }, how) => {
      const path = join(folder, tenant, hash.slice(0, 2), hash);
      if (how === 'remove') return await rm(path);
      await chmod(path, 0o600);
      await writeFile(path, damaged(await readFile(path), how));
    },
  };
});

async function openSecrets() {
  const folder = await folders();
  const port = new FileSecrets({ path: join(folder, 'secrets.json'), key: randomBytes(32) });
  return { port, advance: advanceNothing, close: () => rm(folder, { recursive: true }) };
}

describeSecrets('sealed file', openSecrets);

describeSecrets('sealed file, called from a worker', async () => {
  const { port, ...rest } = await openSecrets();
  return { port: throughHostCalls({ secrets: port }).secrets, ...rest };
});

describeScratch('folder', async () => {
  const folder = await folders();
  const port = await FolderScratch.open(join(folder, 'tmp'));
  return { port, advance: advanceNothing, close: () => rm(folder, { recursive: true }) };
});

describeClock('of this machine', () => systemClock);

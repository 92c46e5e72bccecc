import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { SqliteApprovals } from '#local/approvals.ts';
import { FolderAssets } from '#local/assets.ts';
import { SqliteBudget } from '#local/budget.ts';
import { SqliteJournal } from '#local/journal.ts';
import { SqliteQueue } from '#local/queue.ts';
import { SqliteRuns } from '#local/runs.ts';
import { Database } from '#local/sqlite/database.ts';
import { STORE_SCHEMA } from '#local/sqlite/schema.ts';
import { SqliteStepLedger } from '#local/step-ledger.ts';
import { AppError } from '#shared/errors.ts';
import { systemClock } from '#shared/node/clock.ts';
import { UlidIds } from '#shared/node/ids.ts';
import { systemRandom } from '#shared/node/random.ts';
import { nodeRuntime } from '#shared/node/runtime.ts';
import { FolderScratch } from '#shared/node/scratch.ts';
import type { Access } from '#shared/ports/access.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { Log } from '#shared/ports/log.ts';

/** A log that keeps nothing. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  with: () => silentLog,
};

/** Lets nobody in. */
const closedAccess: Access = {
  verify: () => Promise.reject(new AppError('UNAUTHENTICATED', 'Nobody may come in.')),
  member: () => {
    throw new AppError('ACCESS_DENIED', 'Nobody may come in.');
  },
};

/** A folder that goes with the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'reelwright-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The real local adapters that steps need, in a folder that goes with the test. */
export async function openLocalPorts(clock: Clock = systemClock) {
  const folder = await temporaryFolder();
  const db = new Database(join(folder, 'store.sqlite'), STORE_SCHEMA);
  onTestFinished(() => db.close());
  const journal = new SqliteJournal(db, clock);
  const queue = new SqliteQueue(db, clock);
  const ids = new UlidIds(clock);
  return {
    clock,
    ids,
    random: systemRandom,
    log: silentLog,
    runtime: nodeRuntime(),
    metrics: { put: () => undefined },
    access: closedAccess,
    scratch: await FolderScratch.open(join(folder, 'tmp')),
    assets: await FolderAssets.open(join(folder, 'assets'), ids),
    assetFolder: join(folder, 'assets'),
    journal,
    queue,
    runs: new SqliteRuns({ db, journal, queue }),
    approvals: new SqliteApprovals(db),
    budget: new SqliteBudget(db),
    ledger: new SqliteStepLedger({ db, journal, queue, clock }),
  };
}

import { SqliteApprovals } from '#local/approvals.ts';
import { checkVersion } from '#local/asl/store/check-version.ts';
import { ASL_SCHEMA } from '#local/asl/store/schema.ts';
import { FolderAssets } from '#local/assets.ts';
import { SqliteBudget } from '#local/budget.ts';
import type { LocalConfig } from '#local/config.ts';
import { withGivenSecrets } from '#local/given-secrets.ts';
import { type HomePaths, openHome } from '#local/home.ts';
import { openProcessPorts } from '#local/host/process-ports.ts';
import { SqliteJournal } from '#local/journal.ts';
import { makeLinkKey } from '#local/links.ts';
import { SqliteQueue } from '#local/queue.ts';
import { SqliteRuns } from '#local/runs.ts';
import { SCHEDULE_SCHEMA } from '#local/schedule/schedule-store.ts';
import { FileSecrets } from '#local/secrets.ts';
import { Database } from '#local/sqlite/database.ts';
import { STORE_SCHEMA } from '#local/sqlite/schema.ts';
import { SqliteStepLedger } from '#local/step-ledger.ts';
import { DROPS_SCHEMA } from '#local/watch-folder/drop-store.ts';
import { healingAssets } from '#shared/engine/healing-assets.ts';
import { FolderScratch } from '#shared/node/scratch.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { createRedactor } from '#shared/security/redact.ts';

/** A home with its store open: all ports but the engine, which is built upon them, and the two that need a server. */
export interface Stores {
  ports: Omit<Ports, 'workflow' | 'live' | 'links'>;
  paths: HomePaths;
  /** What links are signed with. */
  linkKey: Buffer;
  database: Database;
  /** Lets others open the home. */
  close(): void;
}

/**
 * Takes the home's lock, opens the store, and clears away what a crash left: leases of the dead process, half-written assets,
 * folders of jobs. Throws `HOME_BUSY` or `CONFIG_INVALID`.
 */
export async function openStores(config: LocalConfig): Promise<Stores> {
  const home = await openHome(config.home);
  let database: Database | undefined;
  try {
    const { paths } = home;
    database = new Database(paths.database, STORE_SCHEMA + ASL_SCHEMA + SCHEDULE_SCHEMA + DROPS_SCHEMA);
    checkVersion(database);
    const redactor = createRedactor();
    const own = openProcessPorts(paths, config, () => secrets, redactor);
    await Promise.all([FolderAssets.open(paths.assets, own.ids), FolderScratch.open(paths.scratch)]);
    const journal = new SqliteJournal(database, own.clock);
    const queue = new SqliteQueue(database, own.clock);
    const ledger = new SqliteStepLedger({ db: database, journal, queue, clock: own.clock });
    await ledger.voidLeases();
    const kept = new FileSecrets({
      path: paths.secrets,
      ...(config.secretsKey ? { key: config.secretsKey } : {}),
      onReveal: redactor.learn,
    });
    const secrets = withGivenSecrets(kept, config.givenSecrets ?? {}, redactor.learn);
    const linkKey = await makeLinkKey(paths.linkKey);
    const opened = database;
    return {
      ports: {
        ...own,
        assets: healingAssets(own.assets, ledger),
        journal,
        queue,
        ledger,
        secrets,
        runs: new SqliteRuns({ db: database, journal, queue }),
        approvals: new SqliteApprovals(database),
        budget: new SqliteBudget(database),
      },
      paths,
      linkKey,
      database,
      close() {
        opened.close();
        home.close();
      },
    };
  } catch (error) {
    database?.close();
    home.close();
    throw error;
  }
}

import { fileURLToPath } from 'node:url';
import { jobs } from '#functions/jobs.ts';
import { createAslEngine } from '#local/asl/engine.ts';
import { FolderAssets } from '#local/assets.ts';
import type { LocalConfig } from '#local/config.ts';
import type { HomePaths } from '#local/home.ts';
import { loadDefinitions } from '#local/host/definitions.ts';
import { HomeChanges } from '#local/host/home-changes.ts';
import { createIntegrations } from '#local/host/integrations.ts';
import { openStores } from '#local/host/open-stores.ts';
import { watchJournal } from '#local/host/watch-journal.ts';
import type { JobDefinition } from '#local/jobs/job-process.ts';
import { LocalLinks } from '#local/links.ts';
import { LocalLive } from '#local/live.ts';
import { startPools } from '#local/pool/start-pools.ts';
import type { WorkerPool } from '#local/pool/worker-pool.ts';
import { serveSignedFiles } from '#local/server/signed-files.ts';
import type { Database } from '#local/sqlite/database.ts';
import type { StoredEvent } from '#shared/domain/events.ts';
import type { RunId, TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import type { Ports } from '#shared/ports/ports.ts';
import type { ExecutionDescription } from '#shared/ports/workflow-engine.ts';

/** What calls functions: the pool, or whatever a test puts in its place. */
export type Functions = Pick<WorkerPool, 'invoke' | 'close'>;

/** The one-machine home, open: everything runs through it until it is closed. */
export interface Host {
  ports: Ports;
  /** Gives a run's events to the listener, from the first on, until the returned function is called; it gives the rest. */
  watch(tenant: TenantId, run: RunId, listener: (event: StoredEvent) => void): () => Promise<void>;
  /** Resolves when the execution has ended, well or not. Throws `NOT_FOUND`. */
  whenEnded(tenant: TenantId, execution: string): Promise<ExecutionDescription>;
  /** Calls a function, as what triggers it does. */
  invoke: Functions['invoke'];
  /** Goes on with every execution that was under way when this home was open last; gives how many. Call it once. */
  recover(): Promise<number>;
  /** Goes on with that execution alone. Throws `NOT_FOUND`. */
  resume(tenant: TenantId, execution: string): Promise<void>;
  /** What is written in this home from now on. */
  changes: HomeChanges;
  live: LocalLive;
  /** Answers the addresses that links give; false for any other. Say under which address it does with `serveAt`. */
  serveLink: ReturnType<typeof serveSignedFiles>;
  /** Sets the address that links begin with, without a slash at its end. */
  serveAt(address: string): void;
  paths: HomePaths;
  database: Database;
  /** Ends workers and engine; what was under way goes on when it is started again. */
  close(): Promise<void>;
}

/**
 * Opens the home of this machine and clears away what a crash left in it. Throws `HOME_BUSY`, `CONFIG_INVALID` or
 * `WORKFLOW_INVALID`. `makeFunctions` is there for tests; the product runs handlers in worker processes.
 */
export async function openHost(
  config: LocalConfig,
  makeFunctions: (ports: Ports) => Functions = (ports) => startPools(config, ports),
): Promise<Host> {
  const definitions = await loadDefinitions();
  const stores = await openStores(config);
  const { database, paths, linkKey: key } = stores;
  const changes = new HomeChanges();
  const live = new LocalLive();
  let address = '';
  const base = () => {
    if (address) return address;
    throw new AppError('CONFIG_INVALID', 'There are no links without a server.');
  };
  const ports: Ports = {
    ...changes.announce(stores.ports),
    live,
    links: new LocalLinks({ key, clock: stores.ports.clock, base }),
    // The engine calls functions, and functions may call the engine.
    get workflow() {
      return workflow;
    },
  };
  const { clock, ids, random, log, journal, scratch } = ports;
  const functions = makeFunctions(ports);
  const { workers: _workers, secretsKey: _secretsKey, givenSecrets: _givenSecrets, ...settings } = config;
  const integrations = createIntegrations({ functions, ports, settings, jobs: jobDefinitions() });
  const engine = createAslEngine({
    database,
    clock,
    random,
    log,
    integrations,
    definitions,
  });
  const workflow = changes.announceStarts(engine);

  const watches = new Set<() => Promise<void>>();
  let closing: Promise<void> | undefined;
  return {
    ports,
    watch(tenant, run, listener) {
      if (closing) return () => Promise.resolve();
      const watching = watchJournal({ journal, changes }, { tenant, run }, listener);
      const end = () => {
        watches.delete(end);
        return watching();
      };
      watches.add(end);
      return end;
    },
    whenEnded: engine.whenEnded,
    invoke: (...call) => functions.invoke(...call),
    recover: () => engine.recover(),
    resume: (tenant, execution) => engine.resume(tenant, execution),
    changes,
    live,
    serveLink: serveSignedFiles({ assets: new FolderAssets(paths.assets, ids), key, clock, scratch }),
    serveAt(given) {
      address = given;
    },
    paths,
    database,
    close() {
      closing ??= (async () => {
        try {
          await engine.close();
          await functions.close();
          // A listener that threw has its error where its watch is ended; the home is let go all the same.
          await Promise.allSettled([...watches].map((end) => end()));
        } finally {
          stores.close();
        }
      })();
      return closing;
    },
  };
}

function jobDefinitions(): Record<string, JobDefinition> {
  const definitions = Object.entries(jobs).map(([name, { entry, timeoutSeconds, ports }]) => {
    const file = fileURLToPath(new URL(`../../${entry}`, import.meta.url));
    return [name, { entry: file, timeoutSeconds, ports }] as const;
  });
  return Object.fromEntries(definitions);
}

import type { HomeChanges } from '#local/host/home-changes.ts';
import { watchJournal } from '#local/host/watch-journal.ts';
import type { LocalLive } from '#local/live.ts';
import type { StoredEvent } from '#shared/domain/events.ts';
import type { RunId, TenantId } from '#shared/domain/identity.ts';
import type { Journal } from '#shared/ports/journal.ts';
import type { Log } from '#shared/ports/log.ts';

/** What the relay works with. */
export interface RelayParts {
  live: LocalLive;
  journal: Journal;
  changes: HomeChanges;
  log: Log;
}

interface Followed {
  end: () => Promise<void>;
  /** The last thing that was sent, with all before it. */
  sent: Promise<void>;
}

/**
 * Sends every new event of a run to the connections that watch it: what the function that relays the table's stream does in
 * the other home. Events of before are theirs to read. The returned function ends it.
 */
export function relayJournal({ live, journal, changes, log }: RelayParts): () => Promise<void> {
  const followed = new Map<string, Followed>();

  async function send(tenant: TenantId, run: RunId, event: StoredEvent): Promise<void> {
    const watchers = await live.watchers(tenant, run);
    if (watchers.length === 0) return void unfollow(`${tenant}/${run}`);
    for (const connection of watchers) {
      if (!(await live.send(connection, { type: 'event', run, event }))) await live.close(tenant, connection);
    }
  }

  function unfollow(key: string): Promise<void> | undefined {
    const ending = followed.get(key)?.end();
    followed.delete(key);
    return ending;
  }

  live.onWatched(async (tenant, run) => {
    const key = `${tenant}/${run}`;
    if (followed.has(key)) return;
    // Before the watch is answered: what comes after this version is relayed, and who watches reads the rest afterwards.
    const after = await lastVersion(journal, tenant, run);
    if (followed.has(key)) return;
    const one: Followed = { end: () => Promise.resolve(), sent: Promise.resolve() };
    followed.set(key, one);
    one.end = watchJournal({ journal, changes }, { tenant, run, after }, (event) => {
      one.sent = one.sent
        .then(() => send(tenant, run, event))
        .catch((error) => log.error('relay.failed', { run, version: event.version, error }));
    });
  });
  return async () => {
    await Promise.allSettled([...followed.keys()].map(unfollow));
  };
}

async function lastVersion(journal: Journal, tenant: TenantId, run: RunId): Promise<number> {
  for (let version = 0; ; ) {
    const last = (await journal.read(tenant, run, { after: version })).at(-1);
    if (!last) return version;
    version = last.version;
  }
}

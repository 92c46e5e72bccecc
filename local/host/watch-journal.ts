import type { StoredEvent } from '#shared/domain/events.ts';
import type { RunId, TenantId } from '#shared/domain/identity.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { Journal } from '#shared/ports/journal.ts';

/** How often the journal is looked at, in ms: a read of a few rows by their key. */
const EVERY_MS = 40;

/**
 * Gives every event of a run to the listener, in order and once, from the first one on. The returned function ends it and
 * resolves when those that stood there by then have been given; it rejects when the journal or the listener threw.
 */
export function watchJournal(
  { journal, clock }: { journal: Journal; clock: Clock },
  tenant: TenantId,
  run: RunId,
  listener: (event: StoredEvent) => void,
): () => Promise<void> {
  const ended = new AbortController();
  let version = 0;
  const catchUp = async () => {
    for (const event of await journal.read(tenant, run, { after: version })) {
      version = event.version;
      listener(event);
    }
  };
  const watching = (async () => {
    while (!ended.signal.aborted) {
      await catchUp();
      await clock.sleep(EVERY_MS, ended.signal).catch(() => undefined);
    }
  })();
  // Told by the returned function, not to the whole process.
  watching.catch(() => undefined);
  let last: Promise<void> | undefined;
  return () => {
    ended.abort();
    last ??= watching.then(catchUp);
    return last;
  };
}

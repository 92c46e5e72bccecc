import type { HomeChanges } from '#local/host/home-changes.ts';
import type { StoredEvent } from '#shared/domain/events.ts';
import type { RunId, TenantId } from '#shared/domain/identity.ts';
import type { Journal } from '#shared/ports/journal.ts';

/**
 * Gives every event of a run after version `after` to the listener, in order and once. The returned function ends it and
 * resolves when those that stood there by then have been given; it rejects when the journal or the listener threw.
 */
export function watchJournal(
  { journal, changes }: { journal: Journal; changes: HomeChanges },
  { tenant, run, after = 0 }: { tenant: TenantId; run: RunId; after?: number },
  listener: (event: StoredEvent) => void,
): () => Promise<void> {
  let version = after;
  const catchUp = async () => {
    for (let read = -1; read !== version; ) {
      read = version;
      for (const event of await journal.read(tenant, run, { after: version })) {
        version = event.version;
        listener(event);
      }
    }
  };
  // One reading at a time; what grows meanwhile is seen by one more.
  let reading = catchUp();
  let wanted = false;
  const grown = () => {
    if (wanted) return;
    wanted = true;
    reading = reading.then(() => {
      wanted = false;
      return catchUp();
    });
    // Told by the returned function, not to the whole process.
    reading.catch(() => undefined);
  };
  reading.catch(() => undefined);
  const unlisten = changes.onJournal(tenant, run, grown);
  let last: Promise<void> | undefined;
  return () => {
    unlisten();
    last ??= reading.then(catchUp);
    return last;
  };
}

import type { StoredEvent } from '#shared/domain/events.ts';
import type { RunId, TenantId } from '#shared/domain/identity.ts';
import type { Ports } from '#shared/ports/ports.ts';

/** What a message of a live connection may have, and room for what stands around the events; bytes. */
const MAX_BYTES = 32 * 1024 - 512;

/**
 * Sends all events of a run after version `after`, in messages of at most 32 KiB; the other side watches by then, so an event
 * may come twice and is known by its version.
 */
export async function sendBacklog(
  { journal, live }: { journal: Pick<Ports['journal'], 'read'>; live: Pick<Ports['live'], 'send' | 'close'> },
  tenant: TenantId,
  connection: string,
  run: RunId,
  after: number,
): Promise<void> {
  let version = after;
  for (;;) {
    const page = await journal.read(tenant, run, { after: version });
    if (page.length === 0) return;
    for (const events of chunks(page)) {
      if (await live.send(connection, { type: 'backlog', run, events })) continue;
      await live.close(tenant, connection);
      return;
    }
    version = page.at(-1)?.version ?? version;
  }
}

/** Splits events, in order, so that each part fits into a message; one that is too large alone is left out. */
function* chunks(events: readonly StoredEvent[]): Generator<StoredEvent[]> {
  let chunk: StoredEvent[] = [];
  let bytes = 0;
  for (const event of events) {
    const size = Buffer.byteLength(JSON.stringify(event)) + 1;
    if (size > MAX_BYTES) continue;
    if (bytes + size > MAX_BYTES) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push(event);
    bytes += size;
  }
  if (chunk.length > 0) yield chunk;
}

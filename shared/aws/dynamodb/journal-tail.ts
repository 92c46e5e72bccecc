import type { Item } from '#shared/aws/dynamodb/items.ts';
import { AFTER_EVENTS, eventKey, runPartition } from '#shared/aws/dynamodb/keys.ts';
import type { Table, Write } from '#shared/aws/dynamodb/table.ts';
import type { StoredEvent } from '#shared/domain/events.ts';
import type { RunId, TenantId } from '#shared/domain/identity.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { NewEvent } from '#shared/ports/journal.ts';

/** Runs whose ids of events are kept in memory; a function works for one run at a time. */
const MOST_RUNS = 8;

/** How far a journal has been read: its version, and the ids of all events up to there. */
export interface JournalTail {
  version: number;
  ids: Set<string>;
}

/**
 * The ends of journals, followed by reading what has come since. An event is written to the place behind the last one that
 * was read, on the condition that it is free: so whoever succeeds has seen all that stands before, versions have no gaps, and
 * an id that is there already is known. That needs no item of its own for the version nor for each id, which would triple
 * the price of an event.
 */
export class JournalTails {
  readonly #table: Table;
  readonly #tails = new Map<string, JournalTail>();

  constructor(table: Table) {
    this.#table = table;
  }

  /** Reads on to the end. */
  async follow(tenant: TenantId, run: RunId): Promise<JournalTail> {
    const tail = this.#tail(runPartition(tenant, run));
    for (const { version, id } of await readEvents(this.#table, tenant, run, { after: tail.version })) {
      // Another append of this process may have read them meanwhile.
      if (version !== tail.version + 1) continue;
      tail.version = version;
      tail.ids.add(id);
    }
    return tail;
  }

  #tail(name: string): JournalTail {
    const tail = this.#tails.get(name) ?? { version: 0, ids: new Set() };
    this.#tails.delete(name);
    this.#tails.set(name, tail);
    const [oldest] = this.#tails.keys();
    if (this.#tails.size > MOST_RUNS && oldest !== undefined) this.#tails.delete(oldest);
    return tail;
  }
}

/** Events that the journal does not have yet, each id once. */
export function freshEvents({ ids }: JournalTail, events: readonly NewEvent[]): NewEvent[] {
  return events.filter(({ id }, at) => !ids.has(id) && events.findIndex((other) => other.id === id) === at);
}

/**
 * The writes that put events behind `version`, if those places are free. `kind` lets the filter of the stream tell them
 * from other items.
 */
export function eventWrites(
  tenant: TenantId,
  run: RunId,
  version: number,
  events: readonly NewEvent[],
  clock: Clock,
): (Write & { put: Item })[] {
  return events.map(({ id, event }, index) => ({
    put: {
      ...eventKey(tenant, run, version + index + 1),
      kind: 'event',
      tenant,
      run,
      version: version + index + 1,
      id,
      at: Math.floor(clock.now()),
      event: JSON.stringify(event),
    },
    condition: 'attribute_not_exists(pk)',
  }));
}

/** Events behind `after` in order. Those of one transaction may come into sight one by one: nothing is given behind a gap. */
export async function readEvents(
  table: Table,
  tenant: TenantId,
  run: RunId,
  { after, limit }: { after: number; limit?: number },
): Promise<StoredEvent[]> {
  const items = await table.query(runPartition(tenant, run), {
    from: eventKey(tenant, run, after + 1).sk,
    to: AFTER_EVENTS,
    ...(limit === undefined ? {} : { limit }),
  });
  const gap = items.findIndex(({ version }, at) => version !== after + at + 1);
  return (gap < 0 ? items : items.slice(0, gap)).map(storedEvent);
}

/** An event as it is kept in an item. */
export function storedEvent({ version, id, at, event }: Item): StoredEvent {
  return { version: Number(version), id: String(id), at: Number(at), event: JSON.parse(String(event)) };
}

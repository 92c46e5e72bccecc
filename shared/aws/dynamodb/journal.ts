import { CONTENDED, contend } from '#shared/aws/dynamodb/contend.ts';
import { eventWrites, freshEvents, readEvents } from '#shared/aws/dynamodb/journal-tail.ts';
import type { Store } from '#shared/aws/dynamodb/store.ts';
import type { StoredEvent } from '#shared/domain/events.ts';
import type { RunId, TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import type { Journal, NewEvent } from '#shared/ports/journal.ts';
import { checkRun } from '#shared/security/checked-names.ts';
import { checkEvents } from '#shared/security/checked-writes.ts';

const DEFAULT_LIMIT = 1_000;

/** The journal in DynamoDB: an item for each event. At most 100 events are appended at once. */
export class DynamoJournal implements Journal {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** @inheritdoc */
  async append(
    tenant: TenantId,
    run: RunId,
    events: readonly NewEvent[],
    expectedVersion?: number,
  ): Promise<number> {
    checkEvents(tenant, run, events);
    const { table, tails, clock } = this.#store;
    return await contend(this.#store, async () => {
      const tail = await tails.follow(tenant, run);
      const { version } = tail;
      if (expectedVersion !== undefined && expectedVersion !== version) {
        throw new AppError(
          'STORE_CONFLICT',
          `The journal stands at version ${version}, not ${expectedVersion}.`,
        );
      }
      const fresh = freshEvents(tail, events);
      const writes = eventWrites(tenant, run, version, fresh, clock);
      const [first] = writes;
      if (!first) return version;
      if (writes.length > 1) return (await table.transact(writes)) ? CONTENDED : version + writes.length;
      const { refusal } = await table.write(first);
      // The same id at that place is our own event, written by an attempt whose answer was lost.
      return refusal && refusal.found?.id !== first.put.id ? CONTENDED : version + 1;
    });
  }

  /** @inheritdoc */
  async read(
    tenant: TenantId,
    run: RunId,
    { after = 0, limit = DEFAULT_LIMIT }: { after?: number; limit?: number } = {},
  ): Promise<StoredEvent[]> {
    checkRun(tenant, run);
    return limit <= 0 ? [] : await readEvents(this.#store.table, tenant, run, { after, limit });
  }
}

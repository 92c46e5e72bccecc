import { CONTENDED, contend, type Patience } from '#shared/aws/dynamodb/contend.ts';
import { eventWrites, freshEvents, JournalTails, readEvents } from '#shared/aws/dynamodb/journal-tail.ts';
import type { Table } from '#shared/aws/dynamodb/table.ts';
import type { StoredEvent } from '#shared/domain/events.ts';
import type { RunId, TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import type { Journal, NewEvent } from '#shared/ports/journal.ts';
import { checkRun } from '#shared/security/checked-names.ts';
import { checkEvents } from '#shared/security/checked-writes.ts';

const DEFAULT_LIMIT = 1_000;

/** The journal in DynamoDB: an item for each event. At most 100 events are appended at once. */
export class DynamoJournal implements Journal {
  readonly #table: Table;
  readonly #patience: Patience;
  readonly #tails: JournalTails;

  constructor(table: Table, patience: Patience) {
    this.#table = table;
    this.#patience = patience;
    this.#tails = new JournalTails(table);
  }

  /** @inheritdoc */
  async append(
    tenant: TenantId,
    run: RunId,
    events: readonly NewEvent[],
    expectedVersion?: number,
  ): Promise<number> {
    checkEvents(tenant, run, events);
    return await contend(this.#patience, async () => {
      const tail = await this.#tails.follow(tenant, run);
      const { version } = tail;
      if (expectedVersion !== undefined && expectedVersion !== version) {
        throw new AppError(
          'STORE_CONFLICT',
          `The journal stands at version ${version}, not ${expectedVersion}.`,
        );
      }
      const fresh = freshEvents(tail, events);
      const writes = eventWrites(tenant, run, version, fresh, this.#patience.clock);
      const [first] = writes;
      if (!first) return version;
      if (writes.length > 1)
        return (await this.#table.transact(writes)) ? CONTENDED : version + writes.length;
      const { refusal } = await this.#table.write(first);
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
    return limit <= 0 ? [] : await readEvents(this.#table, tenant, run, { after, limit });
  }
}

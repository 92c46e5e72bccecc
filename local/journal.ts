import type { Database, Statements } from '#local/sqlite/database.ts';
import type { RunEvent, StoredEvent } from '#shared/domain/events.ts';
import type { RunId, TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { Journal, NewEvent } from '#shared/ports/journal.ts';
import { checkRun } from '#shared/security/checked-names.ts';
import { checkEvents } from '#shared/security/checked-writes.ts';

const DEFAULT_LIMIT = 1_000;

/** The journal in SQLite. */
export class SqliteJournal implements Journal {
  readonly #db: Database;
  readonly #clock: Clock;

  constructor(db: Database, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** @inheritdoc */
  async append(
    tenant: TenantId,
    run: RunId,
    events: readonly NewEvent[],
    expectedVersion?: number,
  ): Promise<number> {
    checkEvents(tenant, run, events);
    return await this.#db.write((statements) => {
      const version = currentVersion(statements, tenant, run);
      if (expectedVersion !== undefined && expectedVersion !== version) {
        throw new AppError(
          'STORE_CONFLICT',
          `The journal stands at version ${version}, not ${expectedVersion}.`,
        );
      }
      return this.insert(statements, tenant, run, events);
    });
  }

  /** @inheritdoc */
  async read(
    tenant: TenantId,
    run: RunId,
    { after = 0, limit = DEFAULT_LIMIT }: { after?: number; limit?: number } = {},
  ): Promise<StoredEvent[]> {
    checkRun(tenant, run);
    return this.#db.statements
      .all<{ version: number; id: string; at: number; event: string }>(
        'SELECT version, id, at, event FROM journal WHERE tenant = ? AND run = ? AND version > ? ORDER BY version LIMIT ?',
        tenant,
        run,
        after,
        Math.max(0, limit),
      )
      .map(({ event, ...stored }) => ({ ...stored, event: JSON.parse(event) as RunEvent }));
  }

  /** Appends within the caller's transaction and gives the version after it. Events must have passed {@link checkEvents}. */
  insert(statements: Statements, tenant: TenantId, run: RunId, events: readonly NewEvent[]): number {
    let version = currentVersion(statements, tenant, run);
    for (const { id, event } of events) {
      const added = statements.run(
        'INSERT INTO journal (tenant, run, version, id, at, event) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (tenant, run, id) DO NOTHING',
        tenant,
        run,
        version + 1,
        id,
        Math.floor(this.#clock.now()),
        JSON.stringify(event),
      );
      version += added;
    }
    return version;
  }
}

function currentVersion(statements: Statements, tenant: TenantId, run: RunId): number {
  const row = statements.get<{ version: number | null }>(
    'SELECT max(version) AS version FROM journal WHERE tenant = ? AND run = ?',
    tenant,
    run,
  );
  return row?.version ?? 0;
}

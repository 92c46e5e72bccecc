import type { SqliteJournal } from '#local/journal.ts';
import type { SqliteQueue } from '#local/queue.ts';
import type { Database, Statements } from '#local/sqlite/database.ts';
import { storeClock } from '#local/sqlite/store-clock.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { Claim, StepCommit, StepLedger, StepRecord } from '#shared/ports/step-ledger.ts';
import { checkStepKey } from '#shared/security/checked-names.ts';
import { checkEvents, checkMessages, checkOutput } from '#shared/security/checked-writes.ts';

interface Entry extends Record<string, string | number | null> {
  fence: number;
  owner: string | null;
  leaseUntil: number;
  record: string | null;
}

/** The step ledger in SQLite. A lease is a row's owner and end; the fence grows with every claim and every release. */
export class SqliteStepLedger implements StepLedger {
  readonly #db: Database;
  readonly #journal: SqliteJournal;
  readonly #queue: SqliteQueue;
  readonly #now: () => number;

  constructor(parts: { db: Database; journal: SqliteJournal; queue: SqliteQueue; clock: Clock }) {
    this.#db = parts.db;
    this.#journal = parts.journal;
    this.#queue = parts.queue;
    this.#now = storeClock(parts.clock);
  }

  /** @inheritdoc */
  async get(tenant: TenantId, key: string): Promise<StepRecord | undefined> {
    checkStepKey(tenant, key);
    const record = find(this.#db.statements, tenant, key)?.record;
    return typeof record === 'string' ? (JSON.parse(record) as StepRecord) : undefined;
  }

  /** @inheritdoc */
  async claim(tenant: TenantId, key: string, lease: { owner: string; leaseMs: number }): Promise<Claim> {
    checkStepKey(tenant, key);
    return await this.#db.write((statements): Claim => {
      const now = this.#now();
      const entry = find(statements, tenant, key);
      if (typeof entry?.record === 'string')
        return { state: 'done', record: JSON.parse(entry.record) as StepRecord };
      if (entry && entry.owner !== null && entry.leaseUntil > now) {
        return { state: 'held', retryAfterMs: entry.leaseUntil - now };
      }
      const fence = (entry?.fence ?? 0) + 1;
      statements.run(
        `INSERT INTO ledger (tenant, key, fence, owner, lease_until) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET fence = excluded.fence, owner = excluded.owner, lease_until = excluded.lease_until`,
        tenant,
        key,
        fence,
        lease.owner,
        now + Math.ceil(lease.leaseMs),
      );
      return { state: 'claimed', fence };
    }, 'soon');
  }

  /** @inheritdoc */
  async renew(tenant: TenantId, key: string, fence: number, leaseMs: number): Promise<void> {
    checkStepKey(tenant, key);
    await this.#db.write((statements) => {
      holding(statements, tenant, key, fence);
      statements.run(
        'UPDATE ledger SET lease_until = ? WHERE tenant = ? AND key = ? AND owner IS NOT NULL',
        this.#now() + Math.ceil(leaseMs),
        tenant,
        key,
      );
    }, 'soon');
  }

  /** @inheritdoc */
  async commit(tenant: TenantId, key: string, fence: number, commit: StepCommit): Promise<void> {
    checkStepKey(tenant, key);
    checkEvents(tenant, commit.run, commit.events);
    checkMessages(tenant, commit.messages);
    checkOutput(commit.record);
    const record = JSON.stringify(commit.record);
    await this.#db.write((statements) => {
      const entry = holding(statements, tenant, key, fence);
      if (entry.record !== null) return;
      statements.run(
        'UPDATE ledger SET record = ?, owner = NULL, lease_until = 0 WHERE tenant = ? AND key = ?',
        record,
        tenant,
        key,
      );
      this.#journal.insert(statements, tenant, commit.run, commit.events);
      this.#queue.insert(statements, tenant, commit.messages);
    });
    if (commit.messages.length > 0) this.#queue.wake();
  }

  /** @inheritdoc */
  async release(tenant: TenantId, key: string, fence: number): Promise<void> {
    checkStepKey(tenant, key);
    await this.#db.write(
      (statements) =>
        statements.run(
          `UPDATE ledger SET fence = fence + 1, owner = NULL, lease_until = 0
           WHERE tenant = ? AND key = ? AND fence = ? AND record IS NULL`,
          tenant,
          key,
          fence,
        ),
      'soon',
    );
  }

  /** @inheritdoc */
  async forgetAsset(tenant: TenantId, hash: string): Promise<number> {
    checkStepKey(tenant, hash);
    return await this.#db.write((statements) =>
      statements.run(
        'UPDATE ledger SET record = NULL, fence = fence + 1 WHERE tenant = ? AND instr(record, ?) > 0',
        tenant,
        `"${hash}"`,
      ),
    );
  }

  /**
   * Ends the leases of all tenants, and what their receivers hold of the queues. Called once when the home is opened: only
   * a process that is dead can hold one, since the home is exclusive, and so a restart waits for none.
   */
  async voidLeases(): Promise<void> {
    const leases = this.#db.write((statements) =>
      statements.run(
        'UPDATE ledger SET fence = fence + 1, owner = NULL, lease_until = 0 WHERE owner IS NOT NULL',
      ),
    );
    await Promise.all([leases, this.#queue.voidReceipts()]);
  }
}

function find(statements: Statements, tenant: TenantId, key: string): Entry | undefined {
  return statements.get<Entry>(
    'SELECT fence, owner, lease_until AS leaseUntil, record FROM ledger WHERE tenant = ? AND key = ?',
    tenant,
    key,
  );
}

function holding(statements: Statements, tenant: TenantId, key: string, fence: number): Entry {
  const entry = find(statements, tenant, key);
  if (entry?.fence === fence) return entry;
  throw new AppError('LEASE_LOST', 'Another worker has taken over this step.');
}

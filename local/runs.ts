import type { SQLInputValue } from 'node:sqlite';
import type { SqliteJournal } from '#local/journal.ts';
import type { SqliteQueue } from '#local/queue.ts';
import type { Database } from '#local/sqlite/database.ts';
import type { RunId, TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import type { RunBeginning, RunRecord, RunResult, RunStatus, Runs } from '#shared/ports/runs.ts';
import { checkRun, checkTenant } from '#shared/security/checked-names.ts';
import { checkEvents, checkMessages } from '#shared/security/checked-writes.ts';

const COLUMNS =
  'id, brief_key AS briefKey, title, workflow, execution, status, request, created_at AS createdAt, result';
const DEFAULT_LIMIT = 50;

/** The catalogue of runs in SQLite. */
export class SqliteRuns implements Runs {
  readonly #db: Database;
  readonly #journal: SqliteJournal;
  readonly #queue: SqliteQueue;

  constructor(parts: { db: Database; journal: SqliteJournal; queue: SqliteQueue }) {
    this.#db = parts.db;
    this.#journal = parts.journal;
    this.#queue = parts.queue;
  }

  /** @inheritdoc */
  async create(
    tenant: TenantId,
    run: RunRecord,
    { events, messages }: RunBeginning = { events: [], messages: [] },
  ): Promise<void> {
    checkEvents(tenant, run.id, events);
    checkMessages(tenant, messages);
    await this.#db.write((statements) => {
      const added = statements.run(
        `INSERT INTO runs (tenant, id, brief_key, title, workflow, execution, status, request, created_at, result)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
        tenant,
        run.id,
        run.briefKey,
        run.title,
        run.workflow,
        run.execution,
        run.status,
        run.request,
        run.createdAt,
        run.result === undefined ? null : JSON.stringify(run.result),
      );
      if (added === 0) {
        throw new AppError('STORE_CONFLICT', `There is a run ${run.id}, or one for that request, already.`);
      }
      this.#journal.insert(statements, tenant, run.id, events);
      this.#queue.insert(statements, tenant, messages);
    });
    if (messages.length > 0) this.#queue.wake();
  }

  /** @inheritdoc */
  async get(tenant: TenantId, id: RunId): Promise<RunRecord | undefined> {
    checkRun(tenant, id);
    return this.#select('id = ?', tenant, id)[0];
  }

  /** @inheritdoc */
  async list(
    tenant: TenantId,
    { limit = DEFAULT_LIMIT, before }: { limit?: number; before?: RunId } = {},
  ): Promise<RunRecord[]> {
    checkTenant(tenant);
    if (before === undefined)
      return this.#select('true ORDER BY id DESC LIMIT ?', tenant, Math.max(0, limit));
    checkRun(tenant, before);
    return this.#select('id < ? ORDER BY id DESC LIMIT ?', tenant, before, Math.max(0, limit));
  }

  /** @inheritdoc */
  async latest(tenant: TenantId, briefKey: string): Promise<RunRecord | undefined> {
    checkTenant(tenant);
    return this.#select('brief_key = ? ORDER BY id DESC LIMIT 1', tenant, briefKey)[0];
  }

  /** @inheritdoc */
  async byRequest(tenant: TenantId, request: string): Promise<RunRecord | undefined> {
    checkTenant(tenant);
    return request === '' ? undefined : this.#select('request = ?', tenant, request)[0];
  }

  /** @inheritdoc */
  async update(
    tenant: TenantId,
    id: RunId,
    change: { execution?: string; status?: RunStatus; result?: RunResult },
  ): Promise<void> {
    checkRun(tenant, id);
    await this.#db.write((statements) => {
      const run = statements.get<{ status: string }>(
        'SELECT status FROM runs WHERE tenant = ? AND id = ?',
        tenant,
        id,
      );
      if (!run) throw new AppError('NOT_FOUND', `There is no run ${id}.`);
      if (change.status !== undefined && run.status !== 'running' && run.status !== change.status) {
        throw new AppError('STORE_CONFLICT', `The run ${id} has ${run.status} already.`);
      }
      statements.run(
        `UPDATE runs SET execution = coalesce(?, execution), status = coalesce(?, status), result = coalesce(?, result)
         WHERE tenant = ? AND id = ?`,
        change.execution ?? null,
        change.status ?? null,
        change.result === undefined ? null : JSON.stringify(change.result),
        tenant,
        id,
      );
    });
  }

  #select(condition: string, tenant: TenantId, ...values: SQLInputValue[]): RunRecord[] {
    const sql = `SELECT ${COLUMNS} FROM runs WHERE tenant = ? AND ${condition}`;
    return this.#db.statements.all(sql, tenant, ...values).map(({ result, ...run }) => ({
      ...(run as unknown as RunRecord),
      ...(typeof result === 'string' ? { result: JSON.parse(result) as RunResult } : {}),
    }));
  }
}

import type { SQLInputValue } from 'node:sqlite';
import type { Database, Row } from '#local/sqlite/database.ts';
import type { RunId, TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import type { RunRecord, RunStatus, Runs } from '#shared/ports/runs.ts';
import { checkRun, checkTenant } from '#shared/security/checked-names.ts';

const COLUMNS =
  'id, brief_key AS briefKey, title, workflow, execution, status, created_at AS createdAt' as const;
const DEFAULT_LIMIT = 50;

/** The catalogue of runs in SQLite. */
export class SqliteRuns implements Runs {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** @inheritdoc */
  async create(tenant: TenantId, run: RunRecord): Promise<void> {
    checkRun(tenant, run.id);
    await this.#db.write((statements) => {
      const added = statements.run(
        `INSERT INTO runs (tenant, id, brief_key, title, workflow, execution, status, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
        tenant,
        run.id,
        run.briefKey,
        run.title,
        run.workflow,
        run.execution,
        run.status,
        run.createdAt,
      );
      if (added === 0) throw new AppError('STORE_CONFLICT', `There is a run ${run.id} already.`);
    });
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
    const order = 'ORDER BY created_at DESC, id DESC LIMIT ?';
    if (before === undefined) return this.#select(`true ${order}`, tenant, Math.max(0, limit));
    checkRun(tenant, before);
    return this.#select(
      `(created_at, id) < (SELECT created_at, id FROM runs WHERE tenant = ? AND id = ?) ${order}`,
      tenant,
      tenant,
      before,
      Math.max(0, limit),
    );
  }

  /** @inheritdoc */
  async latest(tenant: TenantId, briefKey: string): Promise<RunRecord | undefined> {
    checkTenant(tenant);
    return this.#select('brief_key = ? ORDER BY created_at DESC, id DESC LIMIT 1', tenant, briefKey)[0];
  }

  /** @inheritdoc */
  async update(
    tenant: TenantId,
    id: RunId,
    change: { execution?: string; status?: RunStatus },
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
        'UPDATE runs SET execution = coalesce(?, execution), status = coalesce(?, status) WHERE tenant = ? AND id = ?',
        change.execution ?? null,
        change.status ?? null,
        tenant,
        id,
      );
    });
  }

  #select(condition: string, tenant: TenantId, ...values: SQLInputValue[]): RunRecord[] {
    const sql = `SELECT ${COLUMNS} FROM runs WHERE tenant = ? AND ${condition}`;
    return this.#db.statements
      .all<Row>(sql, tenant, ...values)
      .map((row) => ({ ...row }) as unknown as RunRecord);
  }
}

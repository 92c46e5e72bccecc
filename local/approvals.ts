import type { Database, Statements } from '#local/sqlite/database.ts';
import type { AssetRef } from '#shared/domain/asset.ts';
import type { RunId, TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import type { Approval, Approvals, Decision } from '#shared/ports/approvals.ts';
import { checkGate } from '#shared/security/checked-names.ts';

/** Questions to people and their answers in SQLite. */
export class SqliteApprovals implements Approvals {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** @inheritdoc */
  async ask(
    tenant: TenantId,
    { run, gate, token, subject, askedAt }: Omit<Approval, 'decision'>,
  ): Promise<Approval> {
    checkGate(tenant, run, gate);
    return await this.#db.write((statements) => {
      statements.run(
        `INSERT INTO approvals (tenant, run, gate, token, subject, asked_at) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET token = excluded.token`,
        tenant,
        run,
        gate,
        token,
        JSON.stringify(subject),
        askedAt,
      );
      return asked(statements, tenant, run, gate);
    });
  }

  /** @inheritdoc */
  async get(tenant: TenantId, run: RunId, gate: string): Promise<Approval | undefined> {
    checkGate(tenant, run, gate);
    return find(this.#db.statements, tenant, run, gate);
  }

  /** @inheritdoc */
  async decide(tenant: TenantId, run: RunId, gate: string, decision: Decision): Promise<Approval> {
    checkGate(tenant, run, gate);
    return await this.#db.write((statements) => {
      const approval = asked(statements, tenant, run, gate);
      if (approval.decision === undefined) {
        statements.run(
          'UPDATE approvals SET decision = ? WHERE tenant = ? AND run = ? AND gate = ?',
          JSON.stringify(decision),
          tenant,
          run,
          gate,
        );
        return { ...approval, decision };
      }
      if (approval.decision.verdict === decision.verdict) return approval;
      throw new AppError('STORE_CONFLICT', `That was ${approval.decision.verdict} already.`);
    });
  }
}

function find(statements: Statements, tenant: TenantId, run: RunId, gate: string): Approval | undefined {
  const row = statements.get<{ token: string; subject: string; askedAt: number; decision: string | null }>(
    `SELECT token, subject, asked_at AS askedAt, decision FROM approvals WHERE tenant = ? AND run = ? AND gate = ?`,
    tenant,
    run,
    gate,
  );
  if (!row) return undefined;
  return {
    run,
    gate,
    token: row.token,
    subject: JSON.parse(row.subject) as AssetRef,
    askedAt: row.askedAt,
    ...(row.decision === null ? {} : { decision: JSON.parse(row.decision) as Decision }),
  };
}

function asked(statements: Statements, tenant: TenantId, run: RunId, gate: string): Approval {
  const approval = find(statements, tenant, run, gate);
  if (approval) return approval;
  throw new AppError('NOT_FOUND', `The run ${run} has not asked for an approval.`);
}

import type { Database, Statements } from '#local/sqlite/database.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import type { Budget, BudgetState } from '#shared/ports/budget.ts';
import { checkAccount } from '#shared/security/checked-names.ts';
import { checkAmount } from '#shared/security/checked-writes.ts';

/** Money set aside and spent, in SQLite: the sums are those of the reservations. */
export class SqliteBudget implements Budget {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** @inheritdoc */
  async reserve(
    tenant: TenantId,
    account: string,
    { id, amount, limit }: { id: string; amount: number; limit: number },
  ): Promise<void> {
    checkAccount(tenant, account, id);
    checkAmount(amount);
    await this.#db.write((statements) => {
      const added = statements.run(
        'INSERT INTO reservations (tenant, account, id, reserved) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
        tenant,
        account,
        id,
        amount,
      );
      const { spent, reserved } = sums(statements, tenant, account);
      if (added === 0 || spent + reserved <= limit) return;
      throw new AppError('BUDGET_EXCEEDED', 'That would cost more than may be spent.');
    });
  }

  /** @inheritdoc */
  async settle(tenant: TenantId, account: string, id: string, amount: number): Promise<void> {
    checkAccount(tenant, account, id);
    checkAmount(amount);
    await this.#db.write((statements) =>
      statements.run(
        'UPDATE reservations SET spent = ? WHERE tenant = ? AND account = ? AND id = ? AND spent IS NULL',
        amount,
        tenant,
        account,
        id,
      ),
    );
  }

  /** @inheritdoc */
  async get(tenant: TenantId, account: string): Promise<BudgetState> {
    checkAccount(tenant, account);
    return sums(this.#db.statements, tenant, account);
  }
}

function sums(statements: Statements, tenant: TenantId, account: string): BudgetState {
  const row = statements.get<{ spent: number; reserved: number }>(
    `SELECT coalesce(sum(spent), 0) AS spent, coalesce(sum(iif(spent IS NULL, reserved, 0)), 0) AS reserved
     FROM reservations WHERE tenant = ? AND account = ?`,
    tenant,
    account,
  );
  return { spent: row?.spent ?? 0, reserved: row?.reserved ?? 0 };
}

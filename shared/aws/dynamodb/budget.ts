import { CONTENDED, contend } from '#shared/aws/dynamodb/contend.ts';
import { accountKey, reservationKey } from '#shared/aws/dynamodb/keys.ts';
import type { Store } from '#shared/aws/dynamodb/store.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import type { Budget, BudgetState } from '#shared/ports/budget.ts';
import { checkAccount } from '#shared/security/checked-names.ts';
import { checkAmount } from '#shared/security/checked-writes.ts';

/**
 * Money set aside and spent in DynamoDB: an item with the sums of each account (`total` = spent and reserved) and one for
 * each reservation, changed together.
 */
export class DynamoBudget implements Budget {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** @inheritdoc */
  async reserve(
    tenant: TenantId,
    account: string,
    { id, amount, limit }: { id: string; amount: number; limit: number },
  ): Promise<void> {
    checkAccount(tenant, account, id);
    checkAmount(amount);
    const room = limit - amount;
    const writes = [
      {
        put: { ...reservationKey(tenant, account, id), reserved: amount },
        condition: 'attribute_not_exists(pk)',
      },
      {
        update: accountKey(tenant, account),
        expression: 'ADD #total :amount, #spent :none',
        condition: room < 0 ? '#total <= :room' : 'attribute_not_exists(#total) OR #total <= :room',
        values: { amount, none: 0, room },
      },
    ];
    await contend(this.#store, async () => {
      const [known, sums] = (await this.#store.table.transact(writes)) ?? [];
      if (known?.reason === 'condition') return;
      if (known ?? sums?.reason === 'contended') return CONTENDED;
      if (sums) throw new AppError('BUDGET_EXCEEDED', 'That would cost more than may be spent.');
    });
  }

  /** @inheritdoc */
  async settle(tenant: TenantId, account: string, id: string, amount: number): Promise<void> {
    checkAccount(tenant, account, id);
    checkAmount(amount);
    const key = reservationKey(tenant, account, id);
    const reservation = await this.#store.table.get(key);
    if (!reservation || reservation.spent !== undefined) return;
    const writes = [
      {
        update: key,
        expression: 'SET #spent = :amount',
        condition: 'attribute_exists(pk) AND attribute_not_exists(#spent)',
        values: { amount },
      },
      {
        update: accountKey(tenant, account),
        expression: 'ADD #total :change, #spent :amount',
        values: { amount, change: amount - Number(reservation.reserved) },
      },
    ];
    await contend(this.#store, async () => {
      const refusals = await this.#store.table.transact(writes);
      // Settled already, by another or by this very call before its answer was lost.
      if (!refusals || refusals[0]?.reason === 'condition') return;
      return CONTENDED;
    });
  }

  /** @inheritdoc */
  async get(tenant: TenantId, account: string): Promise<BudgetState> {
    checkAccount(tenant, account);
    const { total = 0, spent = 0 } = (await this.#store.table.get(accountKey(tenant, account))) ?? {};
    return { spent: Number(spent), reserved: Number(total) - Number(spent) };
  }
}

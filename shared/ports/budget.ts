import type { TenantId } from '#shared/domain/identity.ts';

/** What an account holds, in millionths of a US dollar. */
export interface BudgetState {
  spent: number;
  /** Sum of the reservations that are not settled. */
  reserved: number;
}

/**
 * Money that may be spent, by account (for example a day). Amounts are whole millionths of a US dollar. However many
 * reserve at once, spent and reserved together never pass the limit.
 */
export interface Budget {
  /**
   * Sets `amount` aside under `id`. The same id again changes nothing. Throws `BUDGET_EXCEEDED` when spent, reserved and
   * `amount` together would pass `limit`.
   */
  reserve(
    tenant: TenantId,
    account: string,
    reservation: { id: string; amount: number; limit: number },
  ): Promise<void>;
  /** Turns the reservation into `amount` spent, less or more than was reserved. Again, or of an unknown id, changes nothing. */
  settle(tenant: TenantId, account: string, id: string, amount: number): Promise<void>;
  get(tenant: TenantId, account: string): Promise<BudgetState>;
}

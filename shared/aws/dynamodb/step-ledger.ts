import { randomUUID } from 'node:crypto';
import { CONTENDED, contend } from '#shared/aws/dynamodb/contend.ts';
import { eventWrites, freshEvents } from '#shared/aws/dynamodb/journal-tail.ts';
import { assetPartition, stepKey } from '#shared/aws/dynamodb/keys.ts';
import { Leases } from '#shared/aws/dynamodb/leases.ts';
import { messageWrites } from '#shared/aws/dynamodb/outbox.ts';
import type { Store } from '#shared/aws/dynamodb/store.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import type { Claim, StepCommit, StepLedger, StepRecord } from '#shared/ports/step-ledger.ts';
import { checkStepKey } from '#shared/security/checked-names.ts';
import { checkEvents, checkMessages, checkOutput } from '#shared/security/checked-writes.ts';

/**
 * The step ledger in DynamoDB, an item for each step: `fence` grows with every claim and release; `holder` is there while
 * somebody computes it, `record` once it is done.
 */
export class DynamoStepLedger implements StepLedger {
  readonly #store: Store;
  readonly #leases: Leases;

  constructor(store: Store) {
    this.#store = store;
    this.#leases = new Leases(store.clock);
  }

  /** @inheritdoc */
  async get(tenant: TenantId, key: string): Promise<StepRecord | undefined> {
    checkStepKey(tenant, key);
    const { record } = (await this.#store.table.get(stepKey(tenant, key))) ?? {};
    return record === undefined ? undefined : (JSON.parse(String(record)) as StepRecord);
  }

  /** @inheritdoc */
  async claim(
    tenant: TenantId,
    key: string,
    { owner, leaseMs }: { owner: string; leaseMs: number },
  ): Promise<Claim> {
    checkStepKey(tenant, key);
    const update = stepKey(tenant, key);
    // Unlike the owner's name it tells this very call, also when its answer is lost and the SDK makes it again.
    const holder = `${owner} ${randomUUID()}`;
    const { item, refusal } = await this.#store.table.write({
      update,
      expression:
        'SET #fence = if_not_exists(#fence, :none) + :one, #beat = :none, #holder = :holder, #until = :until, #leaseMs = :leaseMs',
      condition:
        'attribute_not_exists(#record) AND (attribute_not_exists(#holder) OR #until < :deadBefore OR (#fence = :seenFence AND #beat = :seenBeat))',
      values: {
        none: 0,
        one: 1,
        holder,
        until: this.#leases.until(leaseMs),
        leaseMs,
        ...this.#leases.expiry(update.pk),
      },
    });
    const held = item ?? refusal.found ?? {};
    if (held.record !== undefined) {
      this.#leases.forget(update.pk);
      return { state: 'done', record: JSON.parse(String(held.record)) as StepRecord };
    }
    const retryAfterMs = this.#leases.see(update.pk, held);
    if (held.holder === holder) return { state: 'claimed', fence: Number(held.fence) };
    return { state: 'held', retryAfterMs };
  }

  /** @inheritdoc */
  async renew(tenant: TenantId, key: string, fence: number, leaseMs: number): Promise<void> {
    checkStepKey(tenant, key);
    const { refusal } = await this.#store.table.write({
      update: stepKey(tenant, key),
      expression: 'SET #beat = #beat + :one, #until = :until, #leaseMs = :leaseMs',
      condition: '#fence = :fence AND attribute_exists(#holder)',
      values: { fence, one: 1, until: this.#leases.until(leaseMs), leaseMs },
    });
    if (refusal && refusal.found?.fence !== fence) throw leaseLost();
  }

  /** @inheritdoc */
  async commit(
    tenant: TenantId,
    key: string,
    fence: number,
    { record, run, events, messages }: StepCommit,
  ): Promise<void> {
    checkStepKey(tenant, key);
    checkEvents(tenant, run, events);
    checkMessages(tenant, messages);
    checkOutput(record);
    await this.#noteAssets(tenant, key, record.assets);
    const update = stepKey(tenant, key);
    const result = {
      update,
      expression: 'SET #record = :record REMOVE #holder, #beat, #until, #leaseMs',
      condition: '#fence = :fence AND attribute_not_exists(#record)',
      values: { record: JSON.stringify(record), fence },
    };
    const { table, tails, clock } = this.#store;
    const outgoing = messageWrites(tenant, messages, clock);
    await contend(this.#store, async () => {
      const tail = await tails.follow(tenant, run);
      const fresh = freshEvents(tail, events);
      const refusals = await table.transact([
        result,
        ...eventWrites(tenant, run, tail.version, fresh, clock),
        ...outgoing,
      ]);
      const refusal = refusals?.[0];
      if (refusal?.reason !== 'condition') return refusals ? CONTENDED : undefined;
      // The same fence with a record is our own commit, whose answer was lost.
      if (refusal.found?.fence !== fence || refusal.found.record === undefined) throw leaseLost();
    });
    this.#leases.forget(update.pk);
  }

  /** @inheritdoc */
  async release(tenant: TenantId, key: string, fence: number): Promise<void> {
    checkStepKey(tenant, key);
    const update = stepKey(tenant, key);
    await this.#store.table.write({
      update,
      expression: 'SET #fence = #fence + :one REMOVE #holder, #beat, #until, #leaseMs',
      condition: '#fence = :fence AND attribute_not_exists(#record)',
      values: { fence, one: 1 },
    });
    this.#leases.forget(update.pk);
  }

  /** @inheritdoc */
  async forgetAsset(tenant: TenantId, hash: string): Promise<number> {
    checkStepKey(tenant, hash);
    const steps = await this.#store.table.query(assetPartition(tenant, hash));
    const forgetting = steps.map(async ({ sk }) => {
      const { refusal } = await this.#store.table.write({
        update: stepKey(tenant, String(sk)),
        expression: 'SET #fence = #fence + :one REMOVE #record',
        condition: 'contains(#record, :hash)',
        values: { one: 1, hash: `"${hash}"` },
      });
      return refusal ? 0 : 1;
    });
    return (await Promise.all(forgetting)).reduce<number>((sum, one) => sum + one, 0);
  }

  /**
   * Notes before the commit which step keeps the assets. An item for each pair, of the same size however many steps keep an
   * asset; outside of the transaction it costs half, and one that points to a result that never came does no harm.
   */
  async #noteAssets(tenant: TenantId, key: string, hashes: readonly string[]): Promise<void> {
    await Promise.all(
      hashes.map((hash) => this.#store.table.write({ put: { pk: assetPartition(tenant, hash), sk: key } })),
    );
  }
}

function leaseLost(): AppError {
  return new AppError('LEASE_LOST', 'Another worker has taken over this step.');
}

import type { Item } from '#shared/aws/dynamodb/items.ts';
import { gateKey } from '#shared/aws/dynamodb/keys.ts';
import type { Store } from '#shared/aws/dynamodb/store.ts';
import type { AssetRef } from '#shared/domain/asset.ts';
import type { RunId, TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import type { Approval, Approvals, Decision } from '#shared/ports/approvals.ts';
import { checkGate } from '#shared/security/checked-names.ts';

/** Questions to people and their answers in DynamoDB, beside the journal of their run. */
export class DynamoApprovals implements Approvals {
  readonly #store: Pick<Store, 'table'>;

  constructor(store: Pick<Store, 'table'>) {
    this.#store = store;
  }

  /** @inheritdoc */
  async ask(tenant: TenantId, asking: Omit<Approval, 'decision'>): Promise<Approval> {
    const { run, gate, token, subject, askedAt } = asking;
    checkGate(tenant, run, gate);
    const { item = {} } = await this.#store.table.write({
      update: gateKey(tenant, run, gate),
      expression:
        'SET #token = :token, #subject = if_not_exists(#subject, :subject), #askedAt = if_not_exists(#askedAt, :askedAt)',
      values: { token, subject: JSON.stringify(subject), askedAt },
    });
    return approvalOf(run, gate, item);
  }

  /** @inheritdoc */
  async get(tenant: TenantId, run: RunId, gate: string): Promise<Approval | undefined> {
    checkGate(tenant, run, gate);
    const item = await this.#store.table.get(gateKey(tenant, run, gate));
    return item && approvalOf(run, gate, item);
  }

  /** @inheritdoc */
  async decide(tenant: TenantId, run: RunId, gate: string, decision: Decision): Promise<Approval> {
    checkGate(tenant, run, gate);
    const { item, refusal } = await this.#store.table.write({
      update: gateKey(tenant, run, gate),
      expression: 'SET #decision = :decision',
      condition: 'attribute_exists(pk) AND attribute_not_exists(#decision)',
      values: { decision: JSON.stringify(decision) },
    });
    const found = item ?? refusal.found;
    if (!found) throw new AppError('NOT_FOUND', `The run ${run} has not asked for an approval.`);
    const approval = approvalOf(run, gate, found);
    // Also what this very call decided before its answer was lost.
    if (approval.decision?.verdict === decision.verdict) return approval;
    throw new AppError('STORE_CONFLICT', `That was ${approval.decision?.verdict} already.`);
  }
}

function approvalOf(run: RunId, gate: string, { token, subject, askedAt, decision }: Item): Approval {
  return {
    run,
    gate,
    token: String(token),
    subject: JSON.parse(String(subject)) as AssetRef,
    askedAt: Number(askedAt),
    ...(decision === undefined ? {} : { decision: JSON.parse(String(decision)) as Decision }),
  };
}

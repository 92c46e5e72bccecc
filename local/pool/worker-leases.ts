import type { HostCall } from '#local/pool/messages.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import type { Claim, StepLedger } from '#shared/ports/step-ledger.ts';

/**
 * The leases that a worker's process took through the host. They end with the process: whoever does the step again need
 * not wait until they have run out.
 */
export class WorkerLeases {
  readonly #ledger: Pick<StepLedger, 'release'>;
  readonly #held = new Map<string, [tenant: TenantId, key: string, fence: number]>();
  #ended = false;

  constructor(ledger: Pick<StepLedger, 'release'>) {
    this.#ledger = ledger;
  }

  /** Keeps in mind what a call that was answered with `value` took or gave back. */
  async note({ port, method, args }: HostCall, value: unknown): Promise<void> {
    if (port !== 'ledger') return;
    const [tenant, key] = args as [TenantId, string];
    if (method === 'commit' || method === 'release') this.#held.delete(`${tenant}/${key}`);
    const claim = method === 'claim' ? (value as Claim) : undefined;
    if (claim?.state !== 'claimed') return;
    this.#held.set(`${tenant}/${key}`, [tenant, key, claim.fence]);
    // The process died while its claim was on the way.
    if (this.#ended) await this.releaseAll();
  }

  /** Gives all of them back, now and whenever another one comes; one that cannot be given back runs out by itself. */
  async releaseAll(): Promise<void> {
    this.#ended = true;
    const held = [...this.#held.values()];
    this.#held.clear();
    await Promise.allSettled(held.map((lease) => this.#ledger.release(...lease)));
  }
}

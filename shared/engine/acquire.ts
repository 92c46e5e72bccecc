import type { StepEnvironment } from '#shared/engine/run-step.ts';
import type { Claim } from '#shared/ports/step-ledger.ts';

/** How long a lease holds without being renewed; a crashed worker's step can be taken over after this. */
export const LEASE_MS = 30_000;

/** Claims a step and waits while somebody else computes it; gives the result or the lease. Throws when cancelled. */
export async function acquire(
  { ports, tenant, run, signal }: StepEnvironment,
  key: string,
): Promise<Exclude<Claim, { state: 'held' }>> {
  const owner = `${run}:${ports.ids.next()}`;
  for (;;) {
    signal.throwIfAborted();
    const claim = await ports.ledger.claim(tenant, key, { owner, leaseMs: LEASE_MS });
    if (claim.state !== 'held') return claim;
    await ports.clock.sleep(claim.retryAfterMs, signal);
  }
}

import type { StepEnvironment } from '#shared/engine/step-environment.ts';
import type { Claim } from '#shared/ports/step-ledger.ts';

/** How long a lease holds without being renewed; a crashed worker's step can be taken over after this. */
export const LEASE_MS = 30_000;

/** Waiting for somebody else's result: asked for soon at first, then once a second. */
const FIRST_POLL_MS = 20;
const LAST_POLL_MS = 1_000;

/** Claims a step and waits while somebody else computes it; gives the result or the lease. Throws when cancelled. */
export async function acquire(
  { ports, tenant, run, signal }: StepEnvironment,
  key: string,
): Promise<Exclude<Claim, { state: 'held' }>> {
  const owner = `${run}:${ports.ids.next()}`;
  for (let pollMs = FIRST_POLL_MS; ; pollMs = Math.min(2 * pollMs, LAST_POLL_MS)) {
    signal.throwIfAborted();
    const claim = await ports.ledger.claim(tenant, key, { owner, leaseMs: LEASE_MS });
    if (claim.state !== 'held') return claim;
    await ports.clock.sleep(Math.min(pollMs, claim.retryAfterMs), signal);
  }
}

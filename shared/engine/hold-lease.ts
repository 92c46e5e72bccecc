import { LEASE_MS } from '#shared/engine/acquire.ts';
import type { StepEnvironment } from '#shared/engine/step-environment.ts';

/** A lease that is being held. */
export interface HeldLease {
  /** Fires with the run's cancellation, or with `LEASE_LOST` when renewing failed. */
  signal: AbortSignal;
  /** Stops renewing. */
  end(): void;
}

/** Renews a lease at a third of its length until it is ended. */
export function holdLease({ ports, tenant, signal }: StepEnvironment, key: string, fence: number): HeldLease {
  const lost = new AbortController();
  const ended = new AbortController();
  const renewing = async () => {
    while (!ended.signal.aborted) {
      await ports.clock.sleep(LEASE_MS / 3, ended.signal);
      await ports.ledger.renew(tenant, key, fence, LEASE_MS);
    }
  };
  renewing().catch((error: unknown) => {
    if (!ended.signal.aborted) lost.abort(error);
  });
  return { signal: AbortSignal.any([signal, lost.signal]), end: () => ended.abort() };
}

import type { RunId, TenantId } from '#shared/domain/identity.ts';
import type { FreePort, Ports } from '#shared/ports/ports.ts';

/** Where a step runs: for whom, in which run, with which ports, until when. */
export interface StepEnvironment<P extends keyof Ports = never> {
  tenant: TenantId;
  run: RunId;
  ports: Pick<Ports, P | RunStepPort>;
  signal: AbortSignal;
}

/** Ports that running any step needs. */
export type RunStepPort = FreePort | 'assets' | 'journal' | 'ledger';

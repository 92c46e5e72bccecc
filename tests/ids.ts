import { RunId, TenantId } from '#shared/domain/identity.ts';

/** A tenant and a run for tests. */
export const TENANT = TenantId.parse('local');
export const RUN = RunId.parse('run-1');

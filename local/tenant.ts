import { TenantId } from '#shared/domain/identity.ts';

/** The one tenant of a single machine. */
export const LOCAL_TENANT = TenantId.parse('local');

import type { TenantId } from '#shared/domain/identity.ts';

/** Keys and tokens. Values never go into logs, journals, errors or states. */
export interface Secrets {
  /** The value, or undefined when there is none. */
  get(tenant: TenantId, name: string): Promise<string | undefined>;
  set(tenant: TenantId, name: string, value: string): Promise<void>;
  remove(tenant: TenantId, name: string): Promise<void>;
  /** Names only, sorted. */
  list(tenant: TenantId): Promise<string[]>;
}

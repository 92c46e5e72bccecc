import type { RunId, TenantId } from '#shared/domain/identity.ts';

/** Live connections (WebSocket) and which run each of them watches. */
export interface Live {
  /** Notes a new connection. */
  open(tenant: TenantId, connection: string): Promise<void>;
  /** The connection watches `run` from now on, instead of what it watched before. Throws `NOT_FOUND` when it is not open. */
  watch(tenant: TenantId, connection: string, run: RunId): Promise<void>;
  /** Forgets the connection; one that is unknown is passed over. */
  close(tenant: TenantId, connection: string): Promise<void>;
  /** Connections that watch the run. */
  watchers(tenant: TenantId, run: RunId): Promise<string[]>;
  /** Sends JSON of at most 32 KiB; gives false when the other side has gone. */
  send(connection: string, message: unknown): Promise<boolean>;
}

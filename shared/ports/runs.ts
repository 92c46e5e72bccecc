import type { RunId, TenantId } from '#shared/domain/identity.ts';

/** Where a run stands. `running` is the only one that is not final. */
export type RunStatus = 'running' | 'succeeded' | 'failed' | 'cancelled';

/** One line of the catalogue of runs. */
export interface RunRecord {
  id: RunId;
  /** Hash of what was asked for; the same brief again finds the run that is under way. */
  briefKey: string;
  title: string;
  workflow: string;
  /** The workflow engine's execution; empty until it has been started. */
  execution: string;
  status: RunStatus;
  /** Epoch ms. */
  createdAt: number;
}

/** The catalogue of runs. */
export interface Runs {
  /** Adds a run; throws `STORE_CONFLICT` when the id is taken. */
  create(tenant: TenantId, run: RunRecord): Promise<void>;
  /** The run, or undefined. A run of another tenant is undefined. */
  get(tenant: TenantId, id: RunId): Promise<RunRecord | undefined>;
  /** Newest first; `before` is the id of the last one of the page before. */
  list(tenant: TenantId, options?: { limit?: number; before?: RunId }): Promise<RunRecord[]>;
  /** The newest run of that brief, or undefined. */
  latest(tenant: TenantId, briefKey: string): Promise<RunRecord | undefined>;
  /** Changes the named fields; throws `NOT_FOUND`. A final status never changes again (`STORE_CONFLICT`). */
  update(tenant: TenantId, id: RunId, change: { execution?: string; status?: RunStatus }): Promise<void>;
}

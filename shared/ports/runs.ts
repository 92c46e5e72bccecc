import type { AssetRef } from '#shared/domain/asset.ts';
import type { Verdict } from '#shared/domain/delivery-report.ts';
import type { RunId, TenantId } from '#shared/domain/identity.ts';
import type { NewEvent } from '#shared/ports/journal.ts';
import type { OutgoingMessage } from '#shared/ports/queue.ts';

/** Where a run stands. `running` is the only one that is not final. */
export type RunStatus = 'running' | 'succeeded' | 'failed' | 'cancelled';

/** One line of the catalogue of runs. */
export interface RunRecord {
  /** Of the port `Ids`: it sorts by time of making, and so do runs. */
  id: RunId;
  /** Hash of what was asked for; the same brief again finds the run that is under way. */
  briefKey: string;
  title: string;
  workflow: string;
  /** The workflow engine's execution; empty until it has been started. */
  execution: string;
  status: RunStatus;
  /** Names the request that asked for it (an idempotency key, a dropped file, an occurrence of a schedule, the brief itself); empty for none. */
  request: string;
  /** Epoch ms. */
  createdAt: number;
  /** The finished film; there once the status is `succeeded`. */
  result?: RunResult;
}

/** What a run made. */
export interface RunResult {
  /** A `FilmPackage`. */
  package: AssetRef;
  verdict: Verdict;
}

/** What becomes true together with a new run, or not at all. */
export interface RunBeginning {
  events: readonly NewEvent[];
  messages: readonly OutgoingMessage[];
}

/** The catalogue of runs. */
export interface Runs {
  /**
   * Adds a run, with its first events and with messages, in one transaction; throws `STORE_CONFLICT` when its id, or its
   * request unless that is empty, is taken.
   */
  create(tenant: TenantId, run: RunRecord, beginning?: RunBeginning): Promise<void>;
  /** The run, or undefined. A run of another tenant is undefined. */
  get(tenant: TenantId, id: RunId): Promise<RunRecord | undefined>;
  /** Newest first; `before` is the id of the last one of the page before. */
  list(tenant: TenantId, options?: { limit?: number; before?: RunId }): Promise<RunRecord[]>;
  /** The newest run of that brief, or undefined. */
  latest(tenant: TenantId, briefKey: string): Promise<RunRecord | undefined>;
  /** The run that this request asked for, or undefined. */
  byRequest(tenant: TenantId, request: string): Promise<RunRecord | undefined>;
  /** Changes the named fields; throws `NOT_FOUND`. A final status never changes again (`STORE_CONFLICT`). */
  update(
    tenant: TenantId,
    id: RunId,
    change: { execution?: string; status?: RunStatus; result?: RunResult },
  ): Promise<void>;
}

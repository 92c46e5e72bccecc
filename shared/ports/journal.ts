import type { RunEvent, StoredEvent } from '#shared/domain/events.ts';
import type { RunId, TenantId } from '#shared/domain/identity.ts';

/** An event to be appended; `id` makes appending it twice harmless. */
export interface NewEvent {
  id: string;
  event: RunEvent;
}

/** The ordered, append-only events of every run; each view of a run is derived from it. */
export interface Journal {
  /**
   * Appends events in order and gives the journal's version after them. Events whose id the run already has are dropped.
   * With `expectedVersion`, throws `STORE_CONFLICT` unless the journal stands at exactly that version.
   */
  append(
    tenant: TenantId,
    run: RunId,
    events: readonly NewEvent[],
    expectedVersion?: number,
  ): Promise<number>;
  /** Events after version `after` (0 reads from the start), oldest first, at most `limit` (default 1,000). */
  read(tenant: TenantId, run: RunId, options?: { after?: number; limit?: number }): Promise<StoredEvent[]>;
}

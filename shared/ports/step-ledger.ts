import type { RunId, TenantId } from '#shared/domain/identity.ts';
import type { NewEvent } from '#shared/ports/journal.ts';
import type { OutgoingMessage } from '#shared/ports/queue.ts';

/** The committed result of a step. `output` is JSON of at most 32 KiB: ids and references, no bytes. */
export interface StepRecord {
  step: string;
  output: unknown;
  durationMs: number;
  /** What it cost, in US dollars. */
  usd: number;
  /** What it told the person; told again to every run that reuses the result. */
  notices: readonly { code: string; message: string }[];
  /** Hashes of the assets that it kept. */
  assets: readonly string[];
  /** The run that computed it. */
  run: RunId;
}

/** The answer to a claim. */
export type Claim =
  | { state: 'done'; record: StepRecord }
  /** The caller holds the lease; `fence` grows with every claim of the key and goes into every later call. */
  | { state: 'claimed'; fence: number }
  /** Somebody else holds the lease. */
  | { state: 'held'; retryAfterMs: number };

/** What becomes true together with a step's result, or not at all. */
export interface StepCommit {
  record: StepRecord;
  run: RunId;
  events: readonly NewEvent[];
  messages: readonly OutgoingMessage[];
}

/** Results of steps by content key, and who is computing which one. `key` is a 64-digit hex hash. */
export interface StepLedger {
  get(tenant: TenantId, key: string): Promise<StepRecord | undefined>;
  /** Takes the lease for `leaseMs`, or tells that the step is done or held. */
  claim(tenant: TenantId, key: string, lease: { owner: string; leaseMs: number }): Promise<Claim>;
  /** Prolongs the lease; throws `LEASE_LOST` when the fence is no longer the newest. */
  renew(tenant: TenantId, key: string, fence: number, leaseMs: number): Promise<void>;
  /**
   * Writes result, journal events and outgoing messages in one transaction; throws `LEASE_LOST` when the fence is no
   * longer the newest. Committing again with the same fence after a lost answer succeeds and changes nothing.
   */
  commit(tenant: TenantId, key: string, fence: number, commit: StepCommit): Promise<void>;
  /** Gives the lease back without a result; a stale fence is ignored. */
  release(tenant: TenantId, key: string, fence: number): Promise<void>;
  /**
   * Forgets every result that kept the asset, which is lost or damaged, so that the next run makes it anew; gives how many.
   * Rare: may read all of the tenant's records.
   */
  forgetAsset(tenant: TenantId, hash: string): Promise<number>;
}

import type { AssetRef } from '#shared/domain/asset.ts';
import type { RunId, TenantId } from '#shared/domain/identity.ts';

/** What a person said. */
export interface Decision {
  verdict: 'approved' | 'rejected';
  /** Who said it, as the token of the request names them. */
  by: string;
  reason?: string;
  /** Epoch ms. */
  at: number;
}

/** A place in a run that waits for a person, or did. */
export interface Approval {
  run: RunId;
  /** Which place of the run; a run asks at each at most once. */
  gate: string;
  /** Task token of the state that waits; the newest one when it was asked again. */
  token: string;
  /** What is to be approved. */
  subject: AssetRef;
  /** Epoch ms. */
  askedAt: number;
  decision?: Decision;
}

/** Questions to people and their answers. Of racing answers one wins, and every caller learns which. */
export interface Approvals {
  /** Asks. Asked again, by a task that is tried anew, it takes the new token and keeps all else, a decision too. */
  ask(tenant: TenantId, approval: Omit<Approval, 'decision'>): Promise<Approval>;
  /** The approval, or undefined. */
  get(tenant: TenantId, run: RunId, gate: string): Promise<Approval | undefined>;
  /**
   * Decides and gives the approval with the decision that holds. Deciding again with the same verdict gives what was
   * decided first; with another one throws `STORE_CONFLICT`. Throws `NOT_FOUND` when nobody asked.
   */
  decide(tenant: TenantId, run: RunId, gate: string, decision: Decision): Promise<Approval>;
}

import type { Installation } from '#cli/smoke/installation.ts';
import type { LiveWatch } from '#cli/smoke/live-watch.ts';
import type { AssetRef } from '#shared/domain/asset.ts';
import type { ProductionReport } from '#shared/domain/production-report.ts';
import type { ProductionView } from '#shared/domain/production-view.ts';

/** What a visit has to do with: the installation, and what its checks leave for those after them. */
export interface Visit {
  installation: Installation;
  /** Address of the live connection; without it nothing is watched live. */
  live?: string;
  /** Seconds that a film may take. */
  patienceSeconds: number;
  /** Number of this visit: its films have this seed, so that they are not there from a visit before. */
  seed: number;
  /** A folder for what is fetched. */
  folder: string;
  /** Tells whoever waits how far the film is. */
  tellProgress: (text: string) => void;
  found: {
    asset?: AssetRef;
    /** Where the film is that was asked for. */
    self?: string;
    watch?: LiveWatch;
    film?: ProductionView;
    /** SHA-256 of the film's bytes. */
    hash?: string;
    report?: ProductionReport;
  };
}

/** One thing that an installation must do. */
export interface Check {
  /** What holds, for people. */
  title: string;
  /** What to do when it does not hold. */
  advice: string;
  /** Looks whether it holds and gives what was seen, in few words. Throws an error that says what was seen instead. */
  look(visit: Visit): Promise<string>;
}

/** Thrown by a check that cannot look because an earlier one did not find what it needs. */
export class NotLookedAt extends Error {}

/** Throws that it is otherwise. */
export function must(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Error(otherwise);
}

/** What an earlier check found; throws {@link NotLookedAt} when it did not. */
export function needed<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new NotLookedAt(`there is no ${what}`);
  return found;
}

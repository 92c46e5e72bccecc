import type { Item } from '#shared/aws/dynamodb/items.ts';
import type { Clock } from '#shared/ports/clock.ts';

/**
 * How far apart two wall clocks may be, in ms, so that the shorter way of {@link Leases} is safe: one that has jumped ahead by
 * an hour and one that has fallen back by as much.
 */
const MOST_SKEW_MS = 2 * 60 * 60 * 1_000;

/** A claim as it was seen: which one, which beat of its renewing, how long it holds without one. */
interface Sighting {
  fence: number;
  beat: number;
  leaseMs: number;
  /** By the monotonic clock. */
  since: number;
}

/** What a condition needs to take over a lease. */
export interface Expiry {
  /** Leases that end before this, in epoch ms, are over by any clock. */
  deadBefore: number;
  /** The claim and beat that this process has watched for the whole length of a lease. */
  seenFence: number;
  seenBeat: number;
}

/**
 * When leases of others are over. Clocks of two machines need not agree, so a process trusts its own monotonic one alone: a
 * claim is over when no beat has come since it was first seen, for as long as it holds. The condition of the write names claim
 * and beat, so that one that was renewed meanwhile is safe. What has been over for hours is taken at once.
 */
export class Leases {
  readonly #clock: Clock;
  readonly #sightings = new Map<string, Sighting>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** When a lease that is taken now will be over, by this machine's wall clock. */
  until(leaseMs: number): number {
    return Math.ceil(this.#clock.now() + leaseMs);
  }

  /** What may be taken over now. */
  expiry(key: string): Expiry {
    const seen = this.#sightings.get(key);
    const over = seen !== undefined && this.#clock.monotonic() >= seen.since + seen.leaseMs;
    return {
      deadBefore: Math.floor(this.#clock.now() - MOST_SKEW_MS),
      seenFence: over ? seen.fence : NEVER,
      seenBeat: over ? seen.beat : NEVER,
    };
  }

  /** Notes the claim that holds the step and gives how long it may still be held, in ms; at least 1. */
  see(key: string, { fence, beat, leaseMs }: Item): number {
    const now = this.#clock.monotonic();
    const last = this.#sightings.get(key);
    const same = last && last.fence === fence && last.beat === beat;
    const seen: Sighting = {
      fence: Number(fence),
      beat: Number(beat),
      leaseMs: Number(leaseMs),
      since: same ? last.since : now,
    };
    this.#sightings.set(key, seen);
    return Math.max(1, Math.ceil(seen.since + seen.leaseMs - now));
  }

  /** Forgets the step. */
  forget(key: string): void {
    this.#sightings.delete(key);
  }
}

/** No claim has this number, and no beat. */
const NEVER = -1;

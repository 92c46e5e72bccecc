import type { TenantId } from '#shared/domain/identity.ts';

/** A message to be sent; `id` makes sending it twice within five minutes harmless. */
export interface OutgoingMessage {
  queue: string;
  id: string;
  /** JSON of at most 256 KiB. */
  body: unknown;
}

/** A message in the hands of a receiver until its visibility timeout ends. */
export interface ReceivedMessage {
  id: string;
  body: unknown;
  /** How often it has been received, this time included. */
  receiveCount: number;
  /** Names this receipt; a later receipt of the same message makes it stale. */
  receipt: string;
}

/** A message that was received too often, and why it failed last. */
export interface DeadLetter {
  id: string;
  body: unknown;
  receiveCount: number;
  reason: string;
}

/** At-least-once queues with visibility timeout and dead letters, as SQS FIFO has them, each message a group of its own. */
export interface Queue {
  send(tenant: TenantId, messages: readonly OutgoingMessage[]): Promise<void>;
  /** Up to `max` (at most 10) messages, hidden from others for `visibilityMs`; waits up to `waitMs` (at most 20 s) for the first. */
  receive(
    tenant: TenantId,
    queue: string,
    options: { max: number; visibilityMs: number; waitMs?: number; signal?: AbortSignal },
  ): Promise<ReceivedMessage[]>;
  /** Removes the message for good; throws `LEASE_LOST` for a stale receipt. */
  acknowledge(tenant: TenantId, queue: string, receipt: string): Promise<void>;
  /** Makes the message visible again after `delayMs`; at the third receipt it becomes a dead letter with `reason`. */
  reject(tenant: TenantId, queue: string, receipt: string, reason: string, delayMs?: number): Promise<void>;
  /** Hides the message for another `visibilityMs` from now; throws `LEASE_LOST` for a stale receipt. */
  extend(tenant: TenantId, queue: string, receipt: string, visibilityMs: number): Promise<void>;
  deadLetters(tenant: TenantId, queue: string, limit?: number): Promise<DeadLetter[]>;
  /** Puts all dead letters back with a count of 0 and gives how many there were. */
  redrive(tenant: TenantId, queue: string): Promise<number>;
}

/** A message that fails this often becomes a dead letter. */
export const MAX_RECEIVES = 3;

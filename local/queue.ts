import { deliver, insertMessages, reclaim } from '#local/queue-messages.ts';
import type { Database, Statements } from '#local/sqlite/database.ts';
import { storeClock } from '#local/sqlite/store-clock.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import type { Clock } from '#shared/ports/clock.ts';
import {
  type DeadLetter,
  MAX_RECEIVES,
  type OutgoingMessage,
  type Queue,
  type ReceivedMessage,
} from '#shared/ports/queue.ts';
import { checkQueueName } from '#shared/security/checked-names.ts';
import { checkLimit, checkReceipt, QUEUE_LIMITS } from '#shared/security/checked-receipts.ts';
import { checkMessages } from '#shared/security/checked-writes.ts';

/** Queues in SQLite. Receivers in this process are woken by a message at once; delays and timeouts wake them in time. */
export class SqliteQueue implements Queue {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #now: () => number;
  #waiting = new Set<() => void>();
  #wakes = 0;

  constructor(db: Database, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
    this.#now = storeClock(clock);
  }

  /** @inheritdoc */
  async send(tenant: TenantId, messages: readonly OutgoingMessage[]): Promise<void> {
    checkMessages(tenant, messages);
    await this.#db.write((statements) => this.insert(statements, tenant, messages));
    this.wake();
  }

  /** @inheritdoc */
  async receive(
    tenant: TenantId,
    queue: string,
    options: { max: number; visibilityMs: number; waitMs?: number; signal?: AbortSignal },
  ): Promise<ReceivedMessage[]> {
    checkQueueName(tenant, queue);
    checkReceipt(options);
    const { max, visibilityMs, waitMs = 0, signal } = options;
    const end = this.#now() + waitMs;
    for (;;) {
      if (signal?.aborted) throw new AppError('CANCELLED', 'Waiting for a message was cancelled.');
      const now = this.#now();
      const wakes = this.#wakes;
      const { messages, nextAt } = await this.#db.write(
        (statements) =>
          deliver(statements, tenant, queue, { max, now, visibleAt: now + Math.ceil(visibilityMs) }),
        'soon',
      );
      if (messages.length > 0 || now >= end) return messages;
      if (wakes === this.#wakes) await this.#pause(Math.max(1, Math.min(end, nextAt ?? end) - now), signal);
    }
  }

  /** @inheritdoc */
  async acknowledge(tenant: TenantId, queue: string, receipt: string): Promise<void> {
    checkQueueName(tenant, queue);
    // The row stays for a while without its body: sending the same id again stays harmless.
    await this.#change(tenant, queue, receipt, "state = 'done', body = '', visible_at = ?", this.#now());
  }

  /** @inheritdoc */
  async reject(tenant: TenantId, queue: string, receipt: string, reason: string, delayMs = 0): Promise<void> {
    checkQueueName(tenant, queue);
    checkLimit('delayMs', delayMs, 0, QUEUE_LIMITS.delayMs);
    await this.#change(
      tenant,
      queue,
      receipt,
      `state = iif(receive_count >= ${MAX_RECEIVES}, 'dead', 'live'), receipt = receipt + 1, reason = ?, visible_at = ?`,
      reason,
      this.#now() + Math.ceil(delayMs),
    );
    this.wake();
  }

  /** @inheritdoc */
  async extend(tenant: TenantId, queue: string, receipt: string, visibilityMs: number): Promise<void> {
    checkQueueName(tenant, queue);
    checkLimit('visibilityMs', visibilityMs, 0, QUEUE_LIMITS.visibilityMs);
    await this.#change(tenant, queue, receipt, 'visible_at = ?', this.#now() + Math.ceil(visibilityMs));
  }

  /** @inheritdoc */
  async deadLetters(tenant: TenantId, queue: string, limit = 100): Promise<DeadLetter[]> {
    checkQueueName(tenant, queue);
    return this.#db.statements
      .all<{ id: string; body: string; receiveCount: number; reason: string }>(
        `SELECT id, body, receive_count AS receiveCount, reason FROM messages
         WHERE tenant = ? AND queue = ? AND state = 'dead' ORDER BY place LIMIT ?`,
        tenant,
        queue,
        Math.max(0, limit),
      )
      .map(({ body, ...letter }) => ({ ...letter, body: JSON.parse(body) as unknown }));
  }

  /** @inheritdoc */
  async redrive(tenant: TenantId, queue: string): Promise<number> {
    checkQueueName(tenant, queue);
    const count = await this.#db.write((statements) =>
      statements.run(
        `UPDATE messages SET state = 'live', receive_count = 0, visible_at = ?
         WHERE tenant = ? AND queue = ? AND state = 'dead'`,
        this.#now(),
        tenant,
        queue,
      ),
    );
    this.wake();
    return count;
  }

  /** Adds messages within the caller's transaction. They must have passed {@link checkMessages}; call {@link wake} after it. */
  insert(statements: Statements, tenant: TenantId, messages: readonly OutgoingMessage[]): void {
    insertMessages(statements, tenant, messages, this.#now());
  }

  /** Lets waiting receivers look again. */
  wake(): void {
    this.#wakes += 1;
    const waiting = this.#waiting;
    this.#waiting = new Set();
    for (const look of waiting) look();
  }

  /** Makes visible what a process that is dead had received, and its receipts stale. */
  async voidReceipts(): Promise<void> {
    await this.#db.write((statements) => reclaim(statements, this.#now()));
  }

  async #change(
    tenant: TenantId,
    queue: string,
    receipt: string,
    set: string,
    ...values: (string | number)[]
  ): Promise<void> {
    const [place, number] = /^\d{1,15}-\d{1,15}$/.test(receipt) ? receipt.split('-').map(Number) : [-1, -1];
    await this.#db.write((statements) => {
      const changed = statements.run(
        `UPDATE messages SET ${set}
         WHERE place = ? AND receipt = ? AND tenant = ? AND queue = ? AND state = 'live' AND receive_count > 0`,
        ...values,
        place ?? -1,
        number ?? -1,
        tenant,
        queue,
      );
      if (changed === 0) throw new AppError('LEASE_LOST', 'That message is no longer in these hands.');
    });
  }

  async #pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
    const woken = new AbortController();
    const look = () => woken.abort();
    this.#waiting.add(look);
    const either = signal ? AbortSignal.any([signal, woken.signal]) : woken.signal;
    try {
      await this.#clock.sleep(ms, either);
    } catch (error) {
      if (!either.aborted) throw error;
    } finally {
      this.#waiting.delete(look);
    }
  }
}

import type { SQSClient } from '@aws-sdk/client-sqs';
import { SqsCalls } from '#shared/aws/sqs/calls.ts';
import { putBack, readDeadLetters } from '#shared/aws/sqs/dead-letters.ts';
import { HeldMessages } from '#shared/aws/sqs/held-messages.ts';
import { dedupedBy } from '#shared/aws/sqs/messages.ts';
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

/** A request that waits for messages waits so long, in s, and then asks again: who cancels it waits for the rest of it. */
const LONGEST_POLL_S = 1;

/** A queue of SQS. */
export interface PhysicalQueue {
  url: string;
  /** The queue that its redrive policy names, with {@link MAX_RECEIVES} receipts. */
  deadLetters?: string;
  /** Whether it holds the messages of many tenants. Such a queue can be sent to only: SQS gives no choice of what it hands out. */
  shared: boolean;
}

/** Where the queues are. */
export interface SqsQueueOptions {
  client: Pick<SQSClient, 'send'>;
  clock: Pick<Clock, 'monotonic'>;
  /** The queue for messages of that tenant, if there is one. */
  queues: (tenant: TenantId, name: string) => PhysicalQueue | undefined;
}

/**
 * FIFO queues of SQS, each message a group of its own, so that none waits for another. Functions do not receive through it:
 * an event source mapping hands them messages, and each says whose it is. Receiving is for tools and tests; a receipt is good in the
 * process that got it.
 */
export class SqsQueue implements Queue {
  readonly #options: SqsQueueOptions;
  readonly #calls: SqsCalls;
  readonly #held: HeldMessages;

  constructor(options: SqsQueueOptions) {
    this.#options = options;
    this.#calls = new SqsCalls(options.client);
    this.#held = new HeldMessages(options.clock);
  }

  /** @inheritdoc */
  async send(tenant: TenantId, messages: readonly OutgoingMessage[]): Promise<void> {
    checkMessages(tenant, messages);
    for (const [queue, ones] of Map.groupBy(messages, (message) => message.queue)) {
      const { url } = this.#queue(tenant, queue);
      await this.#calls.send(
        url,
        ones.map(({ id, body }) => ({ envelope: { tenant, id, body }, dedupe: dedupedBy(tenant, id) })),
      );
    }
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
    const { url } = this.#own(tenant, queue);
    const { clock } = this.#options;
    for (const end = clock.monotonic() + waitMs; ; ) {
      if (signal?.aborted) throw new AppError('CANCELLED', 'Waiting for a message was cancelled.');
      const rest = Math.ceil(Math.max(0, end - clock.monotonic()) / 1_000);
      const asked = clock.monotonic();
      const messages = await this.#calls.take(
        url,
        max,
        seconds(visibilityMs),
        Math.min(rest, LONGEST_POLL_S),
      );
      if (messages.length > 0 || clock.monotonic() >= end) {
        return messages.map((message) =>
          this.#held.add({ ...message, tenant, queue, until: asked + visibilityMs }),
        );
      }
    }
  }

  /** @inheritdoc */
  async acknowledge(tenant: TenantId, queue: string, receipt: string): Promise<void> {
    checkQueueName(tenant, queue);
    this.#held.find(tenant, queue, receipt);
    await this.#calls.remove(this.#own(tenant, queue).url, receipt);
    this.#held.drop(receipt);
  }

  /** @inheritdoc */
  async reject(tenant: TenantId, queue: string, receipt: string, reason: string, delayMs = 0): Promise<void> {
    checkQueueName(tenant, queue);
    checkLimit('delayMs', delayMs, 0, QUEUE_LIMITS.delayMs);
    const { id, body, receiveCount, messageId } = this.#held.find(tenant, queue, receipt);
    const { url, deadLetters } = this.#own(tenant, queue);
    if (receiveCount < MAX_RECEIVES || deadLetters === undefined) {
      await this.#calls.hide(url, receipt, seconds(delayMs));
      this.#held.drop(receipt);
      return;
    }
    // SQS would move it by itself at the next receipt, but without the reason.
    await this.#calls.send(deadLetters, [{ envelope: { tenant, id, body }, dedupe: messageId, reason }]);
    await this.acknowledge(tenant, queue, receipt);
  }

  /** @inheritdoc */
  async extend(tenant: TenantId, queue: string, receipt: string, visibilityMs: number): Promise<void> {
    checkQueueName(tenant, queue);
    checkLimit('visibilityMs', visibilityMs, 0, QUEUE_LIMITS.visibilityMs);
    const held = this.#held.find(tenant, queue, receipt);
    const asked = this.#options.clock.monotonic();
    await this.#calls.hide(this.#own(tenant, queue).url, receipt, seconds(visibilityMs));
    held.until = asked + visibilityMs;
  }

  /** @inheritdoc */
  async deadLetters(tenant: TenantId, queue: string, limit = 100): Promise<DeadLetter[]> {
    checkQueueName(tenant, queue);
    return readDeadLetters(this.#calls, this.#dead(tenant, queue), limit);
  }

  /** @inheritdoc */
  async redrive(tenant: TenantId, queue: string): Promise<number> {
    checkQueueName(tenant, queue);
    const [from, to] = [this.#dead(tenant, queue), this.#own(tenant, queue).url];
    return putBack(this.#calls, tenant, { from, to });
  }

  #queue(tenant: TenantId, name: string): PhysicalQueue {
    const queue = this.#options.queues(tenant, name);
    if (queue === undefined) throw new AppError('NOT_FOUND', `There is no queue '${name}'.`);
    return queue;
  }

  #own(tenant: TenantId, name: string): PhysicalQueue {
    const queue = this.#queue(tenant, name);
    if (!queue.shared) return queue;
    throw new AppError('CONFIG_INVALID', `The queue '${name}' holds messages of many tenants.`);
  }

  #dead(tenant: TenantId, name: string): string {
    const { deadLetters } = this.#own(tenant, name);
    if (deadLetters === undefined) throw new AppError('NOT_FOUND', `'${name}' has no dead letters.`);
    return deadLetters;
  }
}

function seconds(ms: number): number {
  return Math.ceil(ms / 1_000);
}

import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { HeldMessages } from '#shared/aws/held-messages.ts';
import {
  batches,
  dedupedBy,
  type Envelope,
  type QueueMessage,
  readMessage,
  toEntry,
} from '#shared/aws/queue-messages.ts';
import { serviceError } from '#shared/aws/service-error.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { AppError, type ErrorCode } from '#shared/errors.ts';
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
/** How long dead letters are hidden while they are read or put back, in s. */
const DEAD_HIDDEN_S = 60;
/** Of a message whose receivers all died: SQS itself moved it. */
const NO_ANSWER = 'Its receiver never answered.';

const CODES: Readonly<Record<string, ErrorCode>> = {
  QueueDoesNotExist: 'NOT_FOUND',
  ReceiptHandleIsInvalid: 'LEASE_LOST',
  InvalidParameterValue: 'LEASE_LOST',
  MessageNotInflight: 'LEASE_LOST',
};

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
  readonly #held: HeldMessages;

  constructor(options: SqsQueueOptions) {
    this.#options = options;
    this.#held = new HeldMessages(options.clock);
  }

  /** @inheritdoc */
  async send(tenant: TenantId, messages: readonly OutgoingMessage[]): Promise<void> {
    checkMessages(tenant, messages);
    for (const [queue, ones] of Map.groupBy(messages, (message) => message.queue)) {
      const { url } = this.#queue(tenant, queue);
      await this.#send(
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
      const messages = await this.#take(url, max, seconds(visibilityMs), Math.min(rest, LONGEST_POLL_S));
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
    await this.#call((client) =>
      client.send(
        new DeleteMessageCommand({ QueueUrl: this.#own(tenant, queue).url, ReceiptHandle: receipt }),
      ),
    );
    this.#held.drop(receipt);
  }

  /** @inheritdoc */
  async reject(tenant: TenantId, queue: string, receipt: string, reason: string, delayMs = 0): Promise<void> {
    checkQueueName(tenant, queue);
    checkLimit('delayMs', delayMs, 0, QUEUE_LIMITS.delayMs);
    const { id, body, receiveCount, messageId } = this.#held.find(tenant, queue, receipt);
    const { deadLetters } = this.#own(tenant, queue);
    if (receiveCount < MAX_RECEIVES || deadLetters === undefined) {
      await this.#hide(tenant, queue, receipt, delayMs);
      this.#held.drop(receipt);
      return;
    }
    // SQS would move it by itself at the next receipt, but without the reason.
    await this.#send(deadLetters, [{ envelope: { tenant, id, body }, dedupe: messageId, reason }]);
    await this.acknowledge(tenant, queue, receipt);
  }

  /** @inheritdoc */
  async extend(tenant: TenantId, queue: string, receipt: string, visibilityMs: number): Promise<void> {
    checkQueueName(tenant, queue);
    checkLimit('visibilityMs', visibilityMs, 0, QUEUE_LIMITS.visibilityMs);
    const held = this.#held.find(tenant, queue, receipt);
    const asked = this.#options.clock.monotonic();
    await this.#hide(tenant, queue, receipt, visibilityMs);
    held.until = asked + visibilityMs;
  }

  /** @inheritdoc */
  async deadLetters(tenant: TenantId, queue: string, limit = 100): Promise<DeadLetter[]> {
    checkQueueName(tenant, queue);
    const url = this.#dead(tenant, queue);
    const letters: QueueMessage[] = [];
    while (letters.length < limit) {
      const some = await this.#take(
        url,
        Math.min(QUEUE_LIMITS.batch, limit - letters.length),
        DEAD_HIDDEN_S,
        0,
      );
      if (some.length === 0) break;
      letters.push(...some);
    }
    for (const group of batches(letters)) {
      await this.#call((client) =>
        client.send(
          new ChangeMessageVisibilityBatchCommand({
            QueueUrl: url,
            Entries: group.map(({ receipt }, at) => ({
              Id: String(at),
              ReceiptHandle: receipt,
              VisibilityTimeout: 0,
            })),
          }),
        ),
      );
    }
    return letters.map(({ id, body, reason = NO_ANSWER }) => ({
      id,
      body,
      receiveCount: MAX_RECEIVES,
      reason,
    }));
  }

  /** @inheritdoc */
  async redrive(tenant: TenantId, queue: string): Promise<number> {
    checkQueueName(tenant, queue);
    const from = this.#dead(tenant, queue);
    const { url } = this.#own(tenant, queue);
    for (let count = 0; ; ) {
      const letters = await this.#take(from, QUEUE_LIMITS.batch, DEAD_HIDDEN_S, 0);
      if (letters.length === 0) return count;
      // The id that SQS gave the dead letter, not ours, which it still knows and would drop in silence.
      await this.#send(
        url,
        letters.map(({ id, body, messageId }) => ({ envelope: { tenant, id, body }, dedupe: messageId })),
      );
      for (const { receipt } of letters) {
        await this.#call((client) =>
          client.send(new DeleteMessageCommand({ QueueUrl: from, ReceiptHandle: receipt })),
        );
      }
      count += letters.length;
    }
  }

  async #send(
    url: string,
    messages: readonly { envelope: Envelope; dedupe: string; reason?: string }[],
  ): Promise<void> {
    for (const group of batches(messages.map(toEntry))) {
      const { Failed = [] } = await this.#call((client) =>
        client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: group })),
      );
      if (Failed.length === 0) continue;
      throw new AppError(
        'STORE_UNAVAILABLE',
        'Not every message was taken; sending them again is harmless.',
        {
          cause: Failed,
        },
      );
    }
  }

  async #take(url: string, max: number, visibilityS: number, waitS: number): Promise<QueueMessage[]> {
    const { Messages = [] } = await this.#call((client) =>
      client.send(
        new ReceiveMessageCommand({
          QueueUrl: url,
          MaxNumberOfMessages: max,
          VisibilityTimeout: visibilityS,
          WaitTimeSeconds: waitS,
          MessageSystemAttributeNames: ['ApproximateReceiveCount'],
          MessageAttributeNames: ['reason'],
        }),
      ),
    );
    return Messages.map(readMessage);
  }

  async #hide(tenant: TenantId, queue: string, receipt: string, ms: number): Promise<void> {
    await this.#call((client) =>
      client.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: this.#own(tenant, queue).url,
          ReceiptHandle: receipt,
          VisibilityTimeout: seconds(ms),
        }),
      ),
    );
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

  async #call<T>(work: (client: Pick<SQSClient, 'send'>) => Promise<T>): Promise<T> {
    try {
      return await work(this.#options.client);
    } catch (error) {
      throw serviceError(error, 'A queue', CODES);
    }
  }
}

function seconds(ms: number): number {
  return Math.ceil(ms / 1_000);
}

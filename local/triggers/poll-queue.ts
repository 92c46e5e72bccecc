import * as z from 'zod';
import { queues } from '#functions/queues.ts';
import type { Functions } from '#local/host/host.ts';
import { LOCAL_TENANT } from '#local/tenant.ts';
import type { Triggered } from '#local/triggers/started-by.ts';
import { errorCode, toAppError } from '#shared/errors.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { MAX_RECEIVES, type ReceivedMessage } from '#shared/ports/queue.ts';

/** The most that SQS hands to a function at a time. */
const BATCH = 10;
/** As AWS advises: a message must not come again while its function may still be at it. */
const VISIBLE_AFTER_TIMEOUTS = 6;
const WAIT_MS = 20_000;
/** Before a message that failed is tried again; each time four times as long, in ms. */
const FIRST_RETRY_MS = 1_000;
const AFTER_ERROR_MS = 1_000;

const BatchAnswer = z.looseObject({
  batchItemFailures: z.array(z.looseObject({ itemIdentifier: z.string() })).default([]),
});

/** What polling works with. */
export interface PollParts {
  ports: Pick<Ports, 'queue' | 'clock' | 'log'>;
  invoke: Functions['invoke'];
  /** Told, in a sentence, of a message that goes to the dead letters. */
  giveUp: (message: string) => void;
}

/**
 * Gives the messages of a function's queue to it, one batch after the other, as Lambda's event source does: what it does not
 * name as failed is done, the rest comes again, and at the third failure goes to the dead letters. The returned function ends
 * it; what the function is at then comes again when its process is gone.
 */
export function pollQueue(
  { ports, invoke, giveUp }: PollParts,
  { name, row, trigger }: Triggered<'queue'>,
): () => void {
  const { queue, clock, log } = ports;
  const ended = new AbortController();
  const { signal } = ended;
  const settings = {
    max: BATCH,
    visibilityMs: row.timeoutSeconds * VISIBLE_AFTER_TIMEOUTS * 1_000,
    waitMs: WAIT_MS,
  };

  async function attend(messages: readonly ReceivedMessage[]): Promise<void> {
    const failed = new Map<string, string>();
    try {
      const answer = await invoke(name, toBatch(trigger.queue, messages, clock.now()), signal);
      const { batchItemFailures } = BatchAnswer.parse(answer ?? {});
      for (const { itemIdentifier } of batchItemFailures)
        failed.set(itemIdentifier, `${name} named it as failed.`);
    } catch (error) {
      if (signal.aborted) return;
      log.error('queue.failed', { function: name, error });
      for (const { id } of messages) failed.set(id, toAppError(error).message);
    }
    for (const { id, receipt, receiveCount } of messages) {
      const reason = failed.get(id);
      const delayMs = FIRST_RETRY_MS * 4 ** (receiveCount - 1);
      const answered =
        reason === undefined
          ? queue.acknowledge(LOCAL_TENANT, trigger.queue, receipt)
          : queue.reject(LOCAL_TENANT, trigger.queue, receipt, reason, delayMs);
      if (reason !== undefined && receiveCount >= MAX_RECEIVES) {
        giveUp(
          `A message of the queue ${trigger.queue} failed ${receiveCount} times and was put aside: ${reason}`,
        );
      }
      await answered.catch((error) => log.warn('queue.stale', { queue: trigger.queue, id, error }));
    }
  }

  void (async () => {
    while (!signal.aborted) {
      try {
        const messages = await queue.receive(LOCAL_TENANT, trigger.queue, { ...settings, signal });
        if (messages.length > 0) await attend(messages);
      } catch (error) {
        if (signal.aborted || errorCode(error) === 'CANCELLED') continue;
        log.error('queue.unreadable', { queue: trigger.queue, error });
        await clock.sleep(AFTER_ERROR_MS, signal).catch(() => undefined);
      }
    }
  })();
  return () => ended.abort();
}

/** The event that SQS makes of messages; what S3 sends comes as it is, what we send in an envelope with its tenant and id. */
function toBatch(
  queue: Triggered<'queue'>['trigger']['queue'],
  messages: readonly ReceivedMessage[],
  now: number,
): object {
  const ours = queues[queue].fedBy === 'outbox';
  return {
    Records: messages.map(({ id, receipt, receiveCount, body }) => ({
      messageId: id,
      receiptHandle: receipt,
      body: JSON.stringify(ours ? { tenant: LOCAL_TENANT, id, body } : body),
      attributes: {
        ApproximateReceiveCount: String(receiveCount),
        SentTimestamp: String(now),
        SenderId: 'local',
        ApproximateFirstReceiveTimestamp: String(now),
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: `arn:aws:sqs:local:000000000000:${ours ? `${queue}.fifo` : queue}`,
      awsRegion: 'local',
    })),
  };
}

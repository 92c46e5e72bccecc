import { type EventSourceMapping, passes } from '#tests/rehearsal/events/mappings.ts';
import { callJson, type JsonClient } from '#tests/rehearsal/gateway/call-json.ts';
import type { QueueBehind } from '#tests/rehearsal/gateway/sqs.ts';
import type { Message, Queues } from '#tests/rehearsal/stores/queues.ts';

/** Seconds that an empty queue is waited at; Lambda's pollers wait up to twenty. */
const WAIT_SECONDS = 1;

/** What a poller is made of. */
export interface QueuePollerOptions {
  mapping: EventSourceMapping;
  queues: Queues;
  queue: QueueBehind;
  /** A client with the function's credentials: Lambda polls with the function's role. */
  client: Omit<JsonClient, 'service' | 'target'>;
  invoke(event: unknown): Promise<unknown>;
  signal: AbortSignal;
  onError(error: Error): void;
}

/** Hands the messages of a queue to a function in batches, until the signal fires. */
export async function pollQueue(options: QueuePollerOptions): Promise<void> {
  const { queue, signal } = options;
  const client = { ...options.client, service: 'sqs', target: 'AmazonSQS' };
  // Asked when the mapping is made, to see the queue's visibility timeout.
  await callJson(client, 'GetQueueAttributes', { QueueUrl: queue.url, AttributeNames: ['All'] });
  while (!signal.aborted) {
    try {
      const { Messages = [] } = await callJson<{ Messages?: Message[] }>(
        client,
        'ReceiveMessage',
        {
          QueueUrl: queue.url,
          MaxNumberOfMessages: Math.min(10, options.mapping.batchSize),
          WaitTimeSeconds: WAIT_SECONDS,
          MessageSystemAttributeNames: ['All'],
          MessageAttributeNames: ['All'],
        },
        signal,
      );
      if (Messages.length > 0) await handOver(options, client, Messages);
    } catch (error) {
      if (signal.aborted) return;
      options.onError(error as Error);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

async function handOver(options: QueuePollerOptions, client: JsonClient, messages: Message[]): Promise<void> {
  const { mapping, queue, queues } = options;
  const record = (message: Message) => toRecord(message, queue.arn, client.region);
  const wanted = messages.filter((message) => passes(mapping, record(message)));
  // Messages that no filter lets through are deleted, and no function is called for them alone.
  const failed = wanted.length === 0 ? new Set<string>() : await hand(options, wanted, wanted.map(record));
  for (const { MessageId, ReceiptHandle } of messages) {
    if (failed.has(MessageId)) {
      // It comes back when its visibility timeout is over, minutes later: here at once.
      await queues.reappear(queue.arn, ReceiptHandle);
    } else {
      await callJson(client, 'DeleteMessage', { QueueUrl: queue.url, ReceiptHandle });
    }
  }
}

/** Calls the function with a batch; gives the ids of the messages that failed. */
function hand(
  { invoke, mapping, onError }: QueuePollerOptions,
  batch: readonly Message[],
  Records: object[],
): Promise<Set<string>> {
  return invoke({ Records }).then(
    (answer) => failuresOf(answer, mapping, batch),
    (error: Error) => {
      onError(error);
      return new Set(batch.map(({ MessageId }) => MessageId));
    },
  );
}

/** Ids of the messages that an answer calls failed; an answer that cannot be understood fails them all. */
function failuresOf(
  answer: unknown,
  { reportsFailures }: EventSourceMapping,
  batch: readonly Message[],
): Set<string> {
  if (!reportsFailures) return new Set();
  const { batchItemFailures = [] } = (answer ?? {}) as { batchItemFailures?: { itemIdentifier?: string }[] };
  const ids = batchItemFailures.map(({ itemIdentifier }) => itemIdentifier ?? '');
  const all = batch.map(({ MessageId }) => MessageId);
  return new Set(ids.every((id) => all.includes(id)) ? ids : all);
}

function toRecord(message: Message, eventSourceARN: string, awsRegion: string): object {
  const attributes = message.MessageAttributes as Record<string, Record<string, unknown>> | undefined;
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes ?? {},
    messageAttributes: Object.fromEntries(
      Object.entries(attributes ?? {}).map(([name, { StringValue, DataType }]) => [
        name,
        { stringValue: StringValue, stringListValues: [], binaryListValues: [], dataType: DataType },
      ]),
    ),
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN,
    awsRegion,
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import { type EventSourceMapping, passes } from '#tests/rehearsal/events/mappings.ts';
import { callJson, type JsonClient } from '#tests/rehearsal/gateway/call-json.ts';

interface StreamRecord {
  eventID: string;
  dynamodb: { SequenceNumber: string };
}

/** Milliseconds between two looks at a shard; Lambda looks four times a second. */
const PAUSE_MS = 100;

/** What a reader of a table's stream is made of. */
export interface StreamPollerOptions {
  mapping: EventSourceMapping;
  /** A client with the function's credentials: Lambda reads with the function's role. */
  client: Omit<JsonClient, 'service' | 'target'>;
  invoke(event: unknown): Promise<unknown>;
  /** Keeps what could not be handed over, with the function's role. */
  giveUp(note: object): Promise<void>;
  signal: AbortSignal;
  onError(error: Error): void;
}

/** Hands the changes of a table to a function, in their order, until the signal fires. */
export async function pollStream(options: StreamPollerOptions): Promise<void> {
  const { mapping, signal } = options;
  const client = { ...options.client, service: 'dynamodb', target: 'DynamoDBStreams_20120810' };
  const followed = new Set<string>();
  const readers: Promise<void>[] = [];
  await callJson(client, 'ListStreams', {});
  while (!signal.aborted) {
    const { StreamDescription } = await callJson<{ StreamDescription: { Shards: { ShardId: string }[] } }>(
      client,
      'DescribeStream',
      { StreamArn: mapping.sourceArn },
    );
    for (const { ShardId } of StreamDescription.Shards.filter((shard) => !followed.has(shard.ShardId))) {
      followed.add(ShardId);
      readers.push(followShard(options, client, ShardId));
    }
    await sleep(2_000, undefined, { signal }).catch(() => undefined);
  }
  await Promise.all(readers);
}

async function followShard(options: StreamPollerOptions, client: JsonClient, ShardId: string): Promise<void> {
  const { mapping, signal, onError } = options;
  const from = { StreamArn: mapping.sourceArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' };
  let { ShardIterator } = await callJson<{ ShardIterator?: string }>(client, 'GetShardIterator', from);
  while (ShardIterator !== undefined && !signal.aborted) {
    try {
      const { Records = [], NextShardIterator } = await callJson<{
        Records?: StreamRecord[];
        NextShardIterator?: string;
      }>(client, 'GetRecords', { ShardIterator, Limit: mapping.batchSize }, signal);
      const records = Records.filter((record) => passes(mapping, record));
      if (records.length > 0) await handOver(options, records, mapping.retries);
      ShardIterator = NextShardIterator;
      if (Records.length === 0) await sleep(PAUSE_MS);
    } catch (error) {
      if (signal.aborted) return;
      onError(error as Error);
      await sleep(PAUSE_MS);
    }
  }
}

/** Hands over a batch; what fails is tried again from there on, in halves where the mapping says so, then given up. */
async function handOver(
  options: StreamPollerOptions,
  records: StreamRecord[],
  retries: number,
): Promise<void> {
  const { mapping, invoke, onError, giveUp, signal } = options;
  if (records.length === 0 || signal.aborted) return;
  let rest = records;
  try {
    const answer = await invoke({
      Records: records.map((record) => ({ ...record, eventSourceARN: mapping.sourceArn })),
    });
    const first = (answer as { batchItemFailures?: { itemIdentifier: string }[] } | null)
      ?.batchItemFailures?.[0];
    if (!mapping.reportsFailures || first === undefined) return;
    const at = records.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === first.itemIdentifier);
    rest = records.slice(Math.max(0, at));
  } catch (error) {
    onError(error as Error);
  }
  if (mapping.bisects && rest.length > 1) {
    const half = Math.ceil(rest.length / 2);
    await handOver(options, rest.slice(0, half), retries);
    await handOver(options, rest.slice(half), retries);
  } else if (retries === 0) {
    await giveUp({ DDBStreamBatchInfo: { streamArn: mapping.sourceArn, batchSize: rest.length } });
  } else {
    await handOver(options, rest, retries - 1);
  }
}

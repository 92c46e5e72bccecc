import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { StreamRecord } from '#shared/aws/dynamodb/stream-records.ts';
import { EMULATOR_REGION, EXAMPLE_KEY } from '#tests/emulators/dynamodb.ts';

/** A table's stream, read from its beginning on. */
export interface TableStream {
  /** What has changed since it was asked last, in order for each item. */
  next(): Promise<StreamRecord[]>;
}

interface Shard {
  ShardId: string;
}

/** Opens the stream of a table of an emulator, by the calls of DynamoDB Streams' API. */
export async function openStream(endpoint: string, table: string): Promise<TableStream> {
  const call = <T>(action: string, body: unknown) => callStreams<T>(endpoint, action, body);
  const { Streams } = await call<{ Streams: { StreamArn: string }[] }>('ListStreams', { TableName: table });
  const StreamArn = Streams[0]?.StreamArn;
  if (StreamArn === undefined) throw new Error(`The table ${table} has no stream.`);
  const iterators = new Map<string, string | undefined>();
  return {
    async next() {
      const { StreamDescription } = await call<{ StreamDescription: { Shards: Shard[] } }>('DescribeStream', {
        StreamArn,
      });
      const records: StreamRecord[] = [];
      for (const { ShardId } of StreamDescription.Shards) {
        let iterator = iterators.get(ShardId);
        if (iterator === undefined && !iterators.has(ShardId)) {
          const begun = await call<{ ShardIterator: string }>('GetShardIterator', {
            StreamArn,
            ShardId,
            ShardIteratorType: 'TRIM_HORIZON',
          });
          iterator = begun.ShardIterator;
        }
        for (;;) {
          if (iterator === undefined) break;
          const page: { Records: StreamRecord[]; NextShardIterator?: string } = await call('GetRecords', {
            ShardIterator: iterator,
          });
          iterator = page.NextShardIterator;
          records.push(...page.Records);
          if (page.Records.length === 0) break;
        }
        iterators.set(ShardId, iterator);
      }
      return records;
    },
  };
}

async function callStreams<T>(endpoint: string, action: string, body: unknown): Promise<T> {
  const { host, hostname, port } = new URL(endpoint);
  const signer = new SignatureV4({
    service: 'dynamodb',
    region: EMULATOR_REGION,
    credentials: EXAMPLE_KEY,
    sha256: Sha256,
  });
  const text = JSON.stringify(body);
  const { headers } = await signer.sign({
    method: 'POST',
    protocol: 'http:',
    hostname,
    port: Number(port),
    path: '/',
    query: {},
    headers: {
      host,
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDBStreams_20120810.${action}`,
    },
    body: text,
  });
  const response = await fetch(endpoint, { method: 'POST', headers, body: text });
  if (!response.ok) throw new Error(`${action}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** SHA-256 as the signer wants it. */
class Sha256 {
  readonly #hash: Hash | Hmac;

  constructor(secret?: unknown) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret as Uint8Array);
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return new Uint8Array(this.#hash.digest());
  }
}

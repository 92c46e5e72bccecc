import type { AddressInfo } from 'node:net';
import { buildApp } from 'fauxqs';
import type { Deployment } from '#tests/rehearsal/assembly/deployment.ts';
import { callJson, type JsonClient } from '#tests/rehearsal/gateway/call-json.ts';
import type { QueueBehind } from '#tests/rehearsal/gateway/sqs.ts';

interface QueueProperties {
  FifoQueue?: boolean;
  KmsMasterKeyId?: string;
  RedrivePolicy?: { deadLetterTargetArn: string; maxReceiveCount: number };
  [property: string]: unknown;
}

/** A message as it lies in a queue. */
export interface Message {
  MessageId: string;
  ReceiptHandle: string;
  Body: string;
  Attributes?: Record<string, string>;
  MessageAttributes?: Record<string, unknown>;
  MD5OfBody?: string;
}

const ATTRIBUTES = [
  'VisibilityTimeout',
  'DelaySeconds',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'FifoQueue',
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'FifoThroughputLimit',
] as const;

/** The template's queues on a server of their own. What is done here is done past every policy: as their owner, or as time. */
export class Queues {
  readonly endpoint: string;
  readonly all: readonly QueueBehind[];
  readonly #client: JsonClient;
  readonly #end: () => Promise<void>;

  constructor(endpoint: string, all: readonly QueueBehind[], client: JsonClient, end: () => Promise<void>) {
    this.endpoint = endpoint;
    this.all = all;
    this.#client = client;
    this.#end = end;
  }

  /** A queue by ARN. Throws when there is none. */
  byArn(arn: string): QueueBehind {
    const found = this.all.find((queue) => queue.arn === arn);
    if (found === undefined) throw new Error(`There is no queue ${arn}.`);
    return found;
  }

  /** Sends a message for a service of AWS that may. */
  async send(arn: string, body: unknown): Promise<void> {
    const { urlBehind } = this.byArn(arn);
    await this.#call('SendMessage', { QueueUrl: urlBehind, MessageBody: JSON.stringify(body) });
  }

  /** Lets a message's visibility timeout be over. */
  async reappear(arn: string, receiptHandle: string): Promise<void> {
    const { urlBehind } = this.byArn(arn);
    const input = { QueueUrl: urlBehind, ReceiptHandle: receiptHandle, VisibilityTimeout: 0 };
    await this.#call('ChangeMessageVisibility', input);
  }

  /** What lies in a queue, up to ten messages; they stay there. */
  async peek(arn: string): Promise<Message[]> {
    const { urlBehind } = this.byArn(arn);
    const { Messages = [] } = await this.#call<{ Messages?: Message[] }>('ReceiveMessage', {
      QueueUrl: urlBehind,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 0,
    });
    return Messages;
  }

  /** Ends the server. */
  close(): Promise<void> {
    return this.#end();
  }

  #call<T>(operation: string, input: object): Promise<T> {
    return callJson<T>(this.#client, operation, input);
  }
}

/** Starts a server and makes the template's queues, those first that others send their dead letters to. */
export async function makeQueues(deployment: Deployment, region: string): Promise<Queues> {
  const app = buildApp({ logger: false, defaultRegion: region });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const endpoint = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const client: JsonClient = {
    endpoint,
    region,
    service: 'sqs',
    target: 'AmazonSQS',
    credentials: { accessKeyId: 'owner', secretAccessKey: 'owner', sessionToken: '' },
  };
  const queues = deployment
    .resources<QueueProperties>('AWS::SQS::Queue')
    .sort((a, b) => Number(!!a.properties.RedrivePolicy) - Number(!!b.properties.RedrivePolicy));
  const arnsBehind = new Map<string, string>();
  const all: QueueBehind[] = [];
  for (const { ref, attributes, properties } of queues) {
    const { RedrivePolicy, KmsMasterKeyId } = properties;
    const Attributes: Record<string, string> = {};
    for (const name of ATTRIBUTES)
      if (properties[name] !== undefined) Attributes[name] = String(properties[name]);
    if (RedrivePolicy) {
      const target = arnsBehind.get(RedrivePolicy.deadLetterTargetArn);
      if (target === undefined)
        throw new Error(`${ref}: there is no queue ${RedrivePolicy.deadLetterTargetArn}.`);
      Attributes.RedrivePolicy = JSON.stringify({ ...RedrivePolicy, deadLetterTargetArn: target });
    }
    const made = await callJson<{ QueueUrl: string }>(client, 'CreateQueue', {
      QueueName: attributes.QueueName,
      Attributes,
    });
    const told = await callJson<{ Attributes: { QueueArn: string } }>(client, 'GetQueueAttributes', {
      QueueUrl: made.QueueUrl,
      AttributeNames: ['QueueArn'],
    });
    const arn = attributes.Arn ?? '';
    // The server knows one account only, and it is not ours.
    arnsBehind.set(arn, told.Attributes.QueueArn);
    all.push({
      arn,
      url: ref,
      urlBehind: made.QueueUrl,
      fifo: properties.FifoQueue === true,
      ...(KmsMasterKeyId === undefined ? {} : { keyArn: KmsMasterKeyId }),
    });
  }
  return new Queues(endpoint, all, client, async () => {
    app.server.closeAllConnections();
    await app.close();
  });
}

import type { AddressInfo } from 'node:net';
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';
import { MAX_RECEIVES } from '#shared/ports/queue.ts';
import { clientOf } from '#tests/emulators/wire.ts';

/** FIFO queues of fauxqs with their dead letters, on a free port of this machine. */
export interface Queues {
  client: SQSClient;
  /** Address of the service. */
  url: string;
  /** Makes a queue beside its dead letters. */
  create(name: string): Promise<{ url: string; deadLetters: string; shared: false }>;
  close(): Promise<void>;
}

/** Starts the server; its queues are made as the templates make ours. */
export async function openQueues(): Promise<Queues> {
  const app = buildApp({ logger: false });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const client = new SQSClient({ ...clientOf(url), useQueueUrlAsEndpoint: false });
  const make = async (name: string, more: Record<string, string> = {}) => {
    const Attributes = { FifoQueue: 'true', ...more };
    const { QueueUrl = '' } = await client.send(
      new CreateQueueCommand({ QueueName: `${name}.fifo`, Attributes }),
    );
    return QueueUrl;
  };
  return {
    client,
    url,
    async create(name) {
      const deadLetters = await make(`${name}-dead`);
      const { Attributes } = await client.send(
        new GetQueueAttributesCommand({ QueueUrl: deadLetters, AttributeNames: ['QueueArn'] }),
      );
      const RedrivePolicy = JSON.stringify({
        deadLetterTargetArn: Attributes?.QueueArn,
        maxReceiveCount: MAX_RECEIVES,
      });
      return { url: await make(name, { RedrivePolicy }), deadLetters, shared: false };
    },
    async close() {
      client.destroy();
      app.server.closeAllConnections();
      await app.close();
    },
  };
}

import { SQSClient } from '@aws-sdk/client-sqs';
import { clientSettings } from '#shared/aws/client-settings.ts';
import type { AwsContext } from '#shared/aws/context.ts';
import { SqsQueue } from '#shared/aws/sqs/queue.ts';

/** Opens the port `queue`. The dead letters of a queue are found beside it, as `NAME-dead`. */
export function open({ config, ports }: AwsContext): SqsQueue {
  const urls = config.resource('queues');
  return new SqsQueue({
    // The endpoint of the region serves every queue; otherwise the host of each URL would be asked.
    client: new SQSClient({ ...clientSettings(), useQueueUrlAsEndpoint: false }),
    clock: ports.clock,
    queues(_tenant, name) {
      const [url, deadLetters] = [name, `${name}-dead`].map((each) =>
        Object.hasOwn(urls, each) ? urls[each] : undefined,
      );
      if (url === undefined) return undefined;
      const shared = config.tenant === undefined;
      return { url, shared, ...(deadLetters === undefined ? {} : { deadLetters }) };
    },
  });
}

import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Stage } from '#infra/config.ts';
import type { StudioFunction } from '#infra/constructs/studio-function.ts';

/** Messages that a function gets at a time, each of which may fail alone. */
const BATCH = 10;

/** Hands the messages of a queue to a function; those that fail come again alone. */
export function triggerByQueue(
  target: StudioFunction,
  queue: IQueue,
  pollers: Stage['scale']['productions'],
): void {
  target.grant({
    actions: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
    resources: [queue.queueArn],
  });
  const mapping = new EventSourceMapping(target, 'Messages', {
    target: target.function,
    eventSourceArn: queue.queueArn,
    batchSize: BATCH,
    reportBatchItemFailures: true,
    ...('maximumConcurrency' in pollers
      ? { maxConcurrency: pollers.maximumConcurrency }
      : {
          provisionedPollerConfig: {
            minimumPollers: pollers.minimumPollers,
            maximumPollers: pollers.maximumPollers,
          },
        }),
  });
  // Lambda looks whether the role may poll when the mapping is made.
  mapping.node.addDependency(target.role);
}

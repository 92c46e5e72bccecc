import type { Deployment } from '#tests/rehearsal/assembly/deployment.ts';
import { type EventSourceMapping, mappingsOf } from '#tests/rehearsal/events/mappings.ts';
import { pollQueue } from '#tests/rehearsal/events/queue-mapping.ts';
import { pollStream } from '#tests/rehearsal/events/stream-mapping.ts';
import { callJson } from '#tests/rehearsal/gateway/call-json.ts';
import type { Principals } from '#tests/rehearsal/iam/principals.ts';
import type { LambdaHost } from '#tests/rehearsal/lambda/lambda-host.ts';
import type { Queues } from '#tests/rehearsal/stores/queues.ts';

/** Sets every event source mapping of the template to work; resolves when the signal has fired and all have ended. */
export async function startMappings(options: {
  deployment: Deployment;
  principals: Principals;
  lambda: LambdaHost;
  queues: Queues;
  gateway: string;
  region: string;
  signal: AbortSignal;
  onError(error: Error): void;
}): Promise<void> {
  const { deployment, principals, lambda, queues, gateway, region, signal, onError } = options;
  const partsOf = (mapping: EventSourceMapping) => {
    // Lambda reads the source with the function's role, and calls the function itself.
    const { role, name, arn } = lambda.spec(mapping.functionName);
    const { caller, credentials } = principals.assume('lambda.amazonaws.com', role, `${name}-poller`);
    const client = { endpoint: gateway, region, credentials };
    const invoke = (event: unknown) => lambda.deliver(arn, event);
    return { mapping, caller, client, invoke, signal, onError };
  };
  const polls = mappingsOf(deployment, 'sqs').map((mapping) =>
    pollQueue({ ...partsOf(mapping), queues, queue: queues.byArn(mapping.sourceArn) }),
  );
  const streams = mappingsOf(deployment, 'dynamodb').map((mapping) => {
    const parts = partsOf(mapping);
    const giveUp = async (note: object) => {
      if (mapping.onFailure === undefined) return;
      const sqs = { ...parts.client, service: 'sqs', target: 'AmazonSQS' };
      const { url: QueueUrl } = queues.byArn(mapping.onFailure);
      await callJson(sqs, 'SendMessage', { QueueUrl, MessageBody: JSON.stringify(note) });
    };
    return pollStream({ ...parts, giveUp });
  });
  await Promise.all([...polls, ...streams].map((work) => work.catch(onError)));
}

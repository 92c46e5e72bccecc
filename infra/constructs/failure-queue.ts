import { Duration } from 'aws-cdk-lib';
import { EventInvokeConfig } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { acknowledge } from '#infra/constructs/acknowledge.ts';
import type { StudioFunction } from '#infra/constructs/studio-function.ts';
import { deadLetters } from '#infra/constructs/studio-queue.ts';

/** What becomes of events that nobody waits for the answer to: tried three times within an hour, then kept for a person. */
export function keepFailures(target: StudioFunction, stage: string): Queue {
  const dead = failureQueue(target, stage);
  new EventInvokeConfig(target, 'Failures', {
    function: target.function,
    retryAttempts: 2,
    maxEventAge: Duration.hours(1),
    onFailure: new SqsDestination(dead),
  });
  return dead;
}

/** A queue for what a function could not do, which it may send to. */
export function failureQueue(target: StudioFunction, stage: string): Queue {
  const dead = deadLetters(target, 'Dead', { stage, name: target.node.id });
  acknowledge(dead, 'AwsSolutions-SQS3', 'It holds dead letters itself: of a function, not of a queue.');
  target.grant({ actions: ['sqs:SendMessage'], resources: [dead.queueArn] });
  return dead;
}

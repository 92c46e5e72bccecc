import { Duration } from 'aws-cdk-lib';
import { type EventPattern, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { resourceName } from '#infra/constructs/names.ts';
import type { StudioFunction } from '#infra/constructs/studio-function.ts';

/** Hands events of the account's bus that fit the pattern to a function; what cannot be handed over goes to `dead`. */
export function triggerByEvents(
  target: StudioFunction,
  { stage, pattern, dead }: { stage: string; pattern: EventPattern; dead: Queue },
): void {
  new Rule(target, 'Events', {
    ruleName: resourceName(stage, target.node.id),
    eventPattern: pattern,
    targets: [
      new LambdaFunction(target.function, {
        deadLetterQueue: dead,
        retryAttempts: 20,
        maxEventAge: Duration.hours(6),
      }),
    ],
  });
}

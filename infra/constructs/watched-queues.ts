import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import type { IConstruct } from 'constructs';
import { FIVE_MINUTES, type Watched } from '#infra/constructs/alarms.ts';
import { shortOf } from '#infra/constructs/watched-functions.ts';

/** How long the oldest message of a queue may wait, in seconds: longer than it takes to try one twice. */
const LATE_S = 900;

/** What is watched of every queue: of dead letters that there are none, of the others that they are worked on. */
export function watchedQueues(constructs: readonly IConstruct[]): Watched[] {
  return constructs
    .filter((each) => each instanceof CfnQueue)
    .map(({ queueName = '' }) => {
      const metric = (metricName: string) =>
        new Metric({
          namespace: 'AWS/SQS',
          dimensionsMap: { QueueName: queueName },
          metricName,
          statistic: Stats.MAXIMUM,
          period: FIVE_MINUTES,
        });
      const subject = shortOf(queueName);
      return /-dead(\.fifo)?$/.test(queueName)
        ? { alarm: 'dead-letters', subject, metric: metric('ApproximateNumberOfMessagesVisible'), atLeast: 1 }
        : {
            alarm: 'queue-behind',
            subject,
            metric: metric('ApproximateAgeOfOldestMessage'),
            atLeast: LATE_S,
          };
    });
}

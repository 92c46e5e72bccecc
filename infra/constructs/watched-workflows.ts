import { CfnJobQueue } from 'aws-cdk-lib/aws-batch';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { IConstruct } from 'constructs';
import { FIVE_MINUTES, type Watched } from '#infra/constructs/alarms.ts';
import { localArn } from '#infra/constructs/names.ts';
import { shortOf } from '#infra/constructs/watched-functions.ts';

/** How long jobs may wait for a machine, in ms: Spot machines come within minutes or not at all. */
const LONG_WAIT_MS = 600_000;

/** What is watched of every state machine. */
export function watchedWorkflows(constructs: readonly IConstruct[]): Watched[] {
  return constructs
    .filter((each) => each instanceof CfnStateMachine)
    .flatMap((machine) => {
      const { stateMachineName: name = '' } = machine;
      const one = (alarm: Watched['alarm'], metricName: string): Watched => ({
        alarm,
        subject: shortOf(name),
        metric: new Metric({
          namespace: 'AWS/States',
          dimensionsMap: { StateMachineArn: localArn(machine, 'states', `stateMachine:${name}`) },
          metricName,
          statistic: Stats.SUM,
          period: FIVE_MINUTES,
        }),
        atLeast: 1,
      });
      return [
        one('films-failed', 'ExecutionsFailed'),
        one('films-timed-out', 'ExecutionsTimedOut'),
        one('films-throttled', 'ExecutionThrottled'),
      ];
    });
}

/** What is watched of every job queue, in figures that `functions/upkeep/watch-jobs.ts` makes. */
export function watchedJobs(constructs: readonly IConstruct[], stage: string): Watched[] {
  return constructs
    .filter((each) => each instanceof CfnJobQueue)
    .flatMap(({ jobQueueName: name = '' }) => {
      const metric = (metricName: string, statistic: string) => jobMetric(name, stage, metricName, statistic);
      const subject = shortOf(name);
      return [
        {
          alarm: 'jobs-waiting',
          subject,
          metric: metric('JobQueueWait', Stats.p(95)),
          atLeast: LONG_WAIT_MS,
        },
        { alarm: 'jobs-failed', subject, metric: metric('JobsFailed', Stats.SUM), atLeast: 1 },
      ];
    });
}

/** A figure about the jobs of a queue. */
export function jobMetric(queue: string, stage: string, metricName: string, statistic: string): Metric {
  return new Metric({
    namespace: 'Reelwright',
    dimensionsMap: { Queue: queue, Stage: stage },
    metricName,
    statistic,
    period: FIVE_MINUTES,
  });
}

import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnEventSourceMapping, CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnMetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct, type IConstruct } from 'constructs';
import { FIVE_MINUTES, type Watched } from '#infra/constructs/alarms.ts';

/**
 * Whatever ends a call without an answer leaves one of these in the function's log: an error that was thrown, a module that
 * could not be loaded, a limit of time, a process that died, for want of memory say.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
 */
const FAILED = '?"Invoke Error" ?"Uncaught Exception" ?"Task timed out" ?"Runtime exited"';
/** Errors within five minutes that are more than bad luck: a step is tried three times. */
const MANY_ERRORS = 5;
/** Part of its time limit that a function may take. */
const MOST_OF_THE_TIME = 0.8;
/** How late an item of the stream may be handed on, in ms. */
const LATE_MS = 60_000;

/**
 * What is watched of all functions together: three alarms, where three for each would be most of what an idle studio costs.
 * Their logs are counted into two figures of the stage, which cost nothing while nothing fails. Lambda refuses calls for want
 * of what the whole account shares, and counts them for the account.
 */
export class WatchedFunctions extends Construct {
  readonly watched: readonly Watched[];

  constructor(scope: Construct, id: string, stage: string, constructs: readonly IConstruct[]) {
    super(scope, id);
    const namespace = `Reelwright/${stage}`;
    for (const each of constructs) {
      if (!(each instanceof CfnFunction)) continue;
      const { functionName = '', timeout = 3 } = each;
      const count = (metricName: string, filterPattern: string) =>
        new CfnMetricFilter(this, `${metricName}-${shortOf(functionName)}`, {
          logGroupName: `/aws/lambda/${functionName}`,
          filterPattern,
          metricTransformations: [{ metricNamespace: namespace, metricName, metricValue: '1' }],
        });
      count('FunctionErrors', FAILED);
      count('FunctionsNearLimit', reportAtLeast(MOST_OF_THE_TIME * timeout * 1000));
    }
    const sum = (metricName: string, of = namespace) =>
      new Metric({ namespace: of, metricName, statistic: Stats.SUM, period: FIVE_MINUTES });
    const subject = 'any';
    this.watched = [
      { alarm: 'function-errors', subject, metric: sum('FunctionErrors'), atLeast: MANY_ERRORS },
      {
        alarm: 'function-throttles',
        subject,
        metric: sum('Throttles', 'AWS/Lambda'),
        atLeast: 1,
        periods: 2,
      },
      { alarm: 'function-slow', subject, metric: sum('FunctionsNearLimit'), atLeast: 1 },
    ];
  }
}

/** Finds the last line of a call's log, `REPORT RequestId: ID Duration: 12.34 ms …`, where it took so many milliseconds. */
function reportAtLeast(milliseconds: number): string {
  return `[line=REPORT, idLabel, id, durationLabel="Duration:", duration>=${milliseconds}, ...]`;
}

/** What is watched of functions that follow a stream. */
export function watchedStreams(constructs: readonly IConstruct[]): Watched[] {
  return constructs
    .filter((each) => each instanceof CfnEventSourceMapping)
    .filter(({ startingPosition }) => startingPosition !== undefined)
    .map(({ node }) => {
      const target = node.scope?.node.scope?.node.findAll().find((each) => each instanceof CfnFunction);
      const { functionName: name = '' } = target ?? {};
      return {
        alarm: 'stream-behind',
        subject: shortOf(name),
        metric: new Metric({
          namespace: 'AWS/Lambda',
          dimensionsMap: { FunctionName: name },
          metricName: 'IteratorAge',
          statistic: Stats.MAXIMUM,
          period: FIVE_MINUTES,
        }),
        atLeast: LATE_MS,
      };
    });
}

/** The name without what all names of a stage begin with. */
export function shortOf(name: string): string {
  return name.split('-').slice(2).join('-');
}

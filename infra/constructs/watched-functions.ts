import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnEventSourceMapping, CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import { FIVE_MINUTES, type Watched } from '#infra/constructs/alarms.ts';

/** Errors within five minutes that are more than bad luck: a step is tried three times. */
const MANY_ERRORS = 5;
/** Part of its time limit that a function may take. */
const MOST_OF_THE_TIME = 0.8;
/** How late an item of the stream may be handed on, in ms. */
const LATE_MS = 60_000;

/** What is watched of every function. */
export function watchedFunctions(constructs: readonly IConstruct[]): Watched[] {
  return constructs
    .filter((each) => each instanceof CfnFunction)
    .flatMap(({ functionName: name = '', timeout = 3 }) => {
      const metric = (metricName: string, statistic: string) => lambdaMetric(name, metricName, statistic);
      const subject = shortOf(name);
      return [
        { alarm: 'function-errors', subject, metric: metric('Errors', Stats.SUM), atLeast: MANY_ERRORS },
        {
          alarm: 'function-throttles',
          subject,
          metric: metric('Throttles', Stats.SUM),
          atLeast: 1,
          periods: 2,
        },
        {
          alarm: 'function-slow',
          subject,
          metric: metric('Duration', Stats.p(99)),
          atLeast: MOST_OF_THE_TIME * timeout * 1000,
          periods: 2,
        },
      ];
    });
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
        metric: lambdaMetric(name, 'IteratorAge', Stats.MAXIMUM),
        atLeast: LATE_MS,
      };
    });
}

/** The name without what all names of a stage begin with. */
export function shortOf(name: string): string {
  return name.split('-').slice(2).join('-');
}

function lambdaMetric(name: string, metricName: string, statistic: string): Metric {
  return new Metric({
    namespace: 'AWS/Lambda',
    dimensionsMap: { FunctionName: name },
    metricName,
    statistic,
    period: FIVE_MINUTES,
  });
}

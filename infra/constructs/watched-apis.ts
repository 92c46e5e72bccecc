import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FIVE_MINUTES, type Watched } from '#infra/constructs/alarms.ts';

/** Failed requests or messages within five minutes that are more than bad luck. */
const MANY = 3;
/** What a person takes for slow, in ms; a function that has to be started first takes one second. */
const SLOW_MS = 3000;

/** What is watched of the HTTP API. */
export function watchedHttp({ id }: { id: string }): Watched[] {
  const metric = apiMetric(id);
  return [
    { alarm: 'api-failing', subject: 'http', metric: metric('5xx', Stats.SUM), atLeast: MANY },
    {
      alarm: 'api-slow',
      subject: 'http',
      metric: metric('Latency', Stats.p(99)),
      atLeast: SLOW_MS,
      periods: 3,
    },
  ];
}

/** What is watched of the WebSocket API. */
export function watchedLive({ id }: { id: string }): Watched[] {
  const metric = apiMetric(id);
  return [
    {
      alarm: 'live-failing',
      subject: 'live',
      metric: new MathExpression({
        expression: 'FILL(execution, 0) + FILL(integration, 0)',
        usingMetrics: {
          execution: metric('ExecutionError', Stats.SUM),
          integration: metric('IntegrationError', Stats.SUM),
        },
        period: FIVE_MINUTES,
      }),
      atLeast: MANY,
    },
  ];
}

/** Figures of an API. */
export function apiMetric(id: string): (metricName: string, statistic: string) => Metric {
  return (metricName, statistic) =>
    new Metric({
      namespace: 'AWS/ApiGateway',
      dimensionsMap: { ApiId: id },
      metricName,
      statistic,
      period: FIVE_MINUTES,
    });
}

import { Stack } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IAlarm,
  type IMetric,
  MathExpression,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { ALARMS, type AlarmName, runbook } from '#infra/alarms.ts';
import type { Stage } from '#infra/config.ts';
import { FIVE_MINUTES } from '#infra/constructs/alarms.ts';
import { resourceName } from '#infra/constructs/names.ts';

/** What a dashboard shows beside its alarms. */
export interface StudioDashboardProps {
  stage: Stage;
  alarms: readonly IAlarm[];
  /** Graphs by title, with what each of them draws. */
  graphs: Readonly<Record<string, readonly IMetric[]>>;
}

/** One page that tells how the studio is: alarms first, then films, requests, functions, queues and machines. */
export class StudioDashboard extends Construct {
  constructor(scope: Construct, id: string, { stage, alarms, graphs }: StudioDashboardProps) {
    super(scope, id);
    const drawn = Object.entries({ ...this.#functions(stage), ...graphs }).map(
      ([title, left]) => new GraphWidget({ title, left: [...left], width: 8 }),
    );
    const dashboard = new Dashboard(this, 'Dashboard', {
      dashboardName: resourceName(stage.stage, 'studio'),
    });
    dashboard.addWidgets(
      new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 16, height: 8 }),
      new TextWidget({ markdown: runbooks(stage), width: 8, height: 8 }),
    );
    for (let at = 0; at < drawn.length; at += 3) dashboard.addWidgets(...drawn.slice(at, at + 3));
  }

  /**
   * All functions of the stage, whichever there are: words without quotes are looked for within names, those with quotes must
   * be the whole name.
   * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-examples.html
   */
  #functions({ stage }: Stage): Record<string, IMetric[]> {
    const words = resourceName(stage, '').replaceAll('-', ' ').trim();
    const search = (metric: string, statistic: string) =>
      new MathExpression({
        expression: `SEARCH('{AWS/Lambda,FunctionName} MetricName="${metric}" ${words}', '${statistic}', 300)`,
        usingMetrics: {},
        label: '',
        period: FIVE_MINUTES,
        searchRegion: Stack.of(this).region,
      });
    return {
      'Errors of functions': [search('Errors', 'Sum')],
      'Slowest calls of functions (ms)': [search('Duration', 'p99')],
      'Functions at work': [search('ConcurrentExecutions', 'Maximum')],
    };
  }
}

function runbooks({ repository }: Stage): string {
  const lines = Object.entries(ALARMS).map(([name, { title }]) => {
    const where = runbook(name as AlarmName, repository);
    return repository === undefined ? `- ${title}: ${name}` : `- [${title}](${where})`;
  });
  return ['### Runbooks: docs/guides/operate.md', ...lines].join('\n');
}

import { Stack } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct, IConstruct } from 'constructs';
import type { Stage } from '#infra/config.ts';
import { AlarmTopic } from '#infra/constructs/alarm-topic.ts';
import { Alarms, type Watched } from '#infra/constructs/alarms.ts';
import { CostWatch } from '#infra/constructs/cost-watch.ts';
import { SavedQueries } from '#infra/constructs/saved-queries.ts';
import { StudioDashboard } from '#infra/constructs/studio-dashboard.ts';
import { Tracing } from '#infra/constructs/tracing.ts';
import { apiMetric, watchedHttp, watchedLive } from '#infra/constructs/watched-apis.ts';
import { WatchedFunctions, watchedStreams } from '#infra/constructs/watched-functions.ts';
import { watchedQueues } from '#infra/constructs/watched-queues.ts';
import { watchedBackups, watchedTable } from '#infra/constructs/watched-stores.ts';
import { watchedJobs, watchedWorkflows } from '#infra/constructs/watched-workflows.ts';
import type { ApiStack } from '#infra/stacks/api-stack.ts';
import { type DataStack, environmentOf } from '#infra/stacks/data-stack.ts';
import type { PipelineStack } from '#infra/stacks/pipeline-stack.ts';

/** What is watched. */
export interface WatchStackProps {
  stage: Stage;
  data: DataStack;
  pipeline: PipelineStack;
  api: ApiStack;
}

/** What tells how the studio is: alarms on whatever the other stacks have made, costs, a dashboard, queries and traces. */
export class WatchStack extends Stack {
  constructor(scope: Construct, id: string, { stage, data, pipeline, api }: WatchStackProps) {
    super(scope, id, { env: environmentOf(stage), description: 'Reelwright: what tells how the studio is' });
    const made: IConstruct[] = [data, pipeline, api].flatMap(({ node }) => node.findAll());
    const { topic } = new AlarmTopic(this, 'Told', stage);
    const alarms = new Alarms(this, 'Alarms', stage, topic);
    const workflows = watchedWorkflows(made);
    const queues = watchedQueues(made);
    const jobs = watchedJobs(made, stage.stage);
    const noticed = [
      ...workflows,
      ...watchedHttp(api.http),
      ...watchedLive(api.live),
      ...queues,
      ...watchedStreams(made),
      ...watchedTable(data.table.table),
    ];
    for (const each of noticed) alarms.add(each, { noticed: true });
    const { watched: functions } = new WatchedFunctions(this, 'Functions', stage.stage, made);
    for (const each of [...jobs, ...watchedBackups(made), ...functions]) alarms.add(each);
    alarms.sum();

    new CostWatch(this, 'Costs', stage, topic);
    const http = apiMetric(api.http.id);
    new StudioDashboard(this, 'Dashboard', {
      stage,
      alarms: alarms.all,
      graphs: {
        'Films that failed': metricsOf(workflows),
        'Requests and failures': [http('Count', Stats.SUM), http('4xx', Stats.SUM), http('5xx', Stats.SUM)],
        'Answers of the API (ms)': [http('Latency', Stats.p(50)), http('Latency', Stats.p(99))],
        'Oldest messages (s)': metricsOf(queues.filter(({ alarm }) => alarm === 'queue-behind')),
        'Dead letters': metricsOf(queues.filter(({ alarm }) => alarm === 'dead-letters')),
        'Jobs: wait (ms) and failures': metricsOf(jobs),
      },
    });
    new SavedQueries(this, 'Queries', stage.stage, made);
    new Tracing(this, 'Traces', stage.stage);
  }
}

function metricsOf(watched: readonly Watched[]) {
  return watched.map(({ metric }) => metric);
}

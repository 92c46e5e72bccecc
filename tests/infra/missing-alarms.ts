import type { AlarmName } from '#infra/alarms.ts';
import type { Deployment } from '#tests/rehearsal/assembly/deployment.ts';

/** An alarm as a template has it. */
export interface Alarm {
  AlarmName: string;
  AlarmDescription: string;
  AlarmActions: string[];
  Threshold: number;
  MetricName?: string;
  Namespace?: string;
  Dimensions?: { Name: string; Value: string }[];
  Metrics?: { MetricStat?: { Metric: Pick<Alarm, 'MetricName' | 'Namespace' | 'Dimensions'> } }[];
}

/** What is counted in a log, as a template has it. */
export interface MetricFilter {
  LogGroupName: string;
  FilterPattern: string;
  MetricTransformations: { MetricNamespace: string; MetricName: string }[];
}

/** What must be watched of a kind of resource: the figure, by the dimension that names it. */
type Rule = (resource: { ref: string; properties: Record<string, unknown> }) => {
  dimension: string;
  value: string;
  figures: readonly string[];
};

const byProperty =
  (property: string, dimension: string, ...figures: string[]): Rule =>
  ({ properties }) => ({ dimension, value: String(properties[property]), figures });

const byRef =
  (dimension: string, ...figures: string[]): Rule =>
  ({ ref }) => ({ dimension, value: ref, figures });

/** Every kind of resource that can fail at run time; budgets and anomalies of cost have notices of their own. */
const RULES: Readonly<Record<string, Rule>> = {
  // Of the log of each; what is refused, is refused to the whole account.
  'AWS::Lambda::Function': ({ properties: { LoggingConfig } }) => ({
    dimension: 'LogGroup',
    value: (LoggingConfig as { LogGroup: string }).LogGroup,
    figures: ['FunctionErrors', 'FunctionsNearLimit'],
  }),
  'AWS::Lambda::LayerVersion': () => ({ dimension: 'account', value: 'functions', figures: ['Throttles'] }),
  'AWS::Lambda::EventSourceMapping': ({ properties }) => ({
    dimension: 'FunctionName',
    value: String(properties.FunctionName),
    figures: properties.StartingPosition === undefined ? [] : ['IteratorAge'],
  }),
  'AWS::SQS::Queue': ({ properties }) => {
    const value = String(properties.QueueName);
    const dead = /-dead(\.fifo)?$/.test(value);
    const figure = dead ? 'ApproximateNumberOfMessagesVisible' : 'ApproximateAgeOfOldestMessage';
    return { dimension: 'QueueName', value, figures: [figure] };
  },
  'AWS::StepFunctions::StateMachine': byRef(
    'StateMachineArn',
    'ExecutionsFailed',
    'ExecutionsTimedOut',
    'ExecutionThrottled',
  ),
  'AWS::DynamoDB::GlobalTable': byRef(
    'TableName',
    'ReadThrottleEvents',
    'WriteThrottleEvents',
    'SystemErrors',
  ),
  'AWS::ApiGatewayV2::Api': ({ ref, properties }) => ({
    dimension: 'ApiId',
    value: ref,
    figures: properties.ProtocolType === 'HTTP' ? ['5xx', 'Latency'] : ['ExecutionError', 'IntegrationError'],
  }),
  'AWS::Batch::JobQueue': byProperty('JobQueueName', 'Queue', 'JobQueueWait', 'JobsFailed'),
  'AWS::Backup::BackupVault': byProperty('BackupVaultName', 'BackupVaultName', 'NumberOfBackupJobsFailed'),
};

/** What no alarm looks at, as `FIGURE of NAME`; with `without`, as if the alarm of that name were not there. */
export function missingAlarms(deployment: Deployment, without?: string): string[] {
  const counted = deployment
    .resources<MetricFilter>('AWS::Logs::MetricFilter')
    .map(({ properties }) => properties);
  const watched = new Set(
    deployment
      .resources<Alarm>('AWS::CloudWatch::Alarm')
      .filter(({ properties }) => properties.AlarmName !== without)
      .flatMap(({ properties }) => watchedBy(properties, counted)),
  );
  return Object.entries(RULES).flatMap(([type, rule]) =>
    deployment.resources<Record<string, unknown>>(type).flatMap((resource) => {
      const { dimension, value, figures } = rule(resource);
      return figures
        .map((figure) => `${figure} of ${dimension} ${value}`)
        .filter((needed) => !watched.has(needed));
    }),
  );
}

function watchedBy({ Metrics, ...alarm }: Alarm, counted: readonly MetricFilter[]): string[] {
  const metrics = Metrics?.flatMap(({ MetricStat }) => (MetricStat ? [MetricStat.Metric] : [])) ?? [alarm];
  return metrics.flatMap(({ Namespace, MetricName, Dimensions = [] }) => [
    ...Dimensions.map(({ Name, Value }) => `${MetricName} of ${Name} ${Value}`),
    ...(Namespace === 'AWS/Lambda' && Dimensions.length === 0 ? [`${MetricName} of account functions`] : []),
    ...counted
      .filter(({ MetricTransformations }) =>
        MetricTransformations.some(
          (into) => into.MetricNamespace === Namespace && into.MetricName === MetricName,
        ),
      )
      .map(({ LogGroupName }) => `${MetricName} of LogGroup ${LogGroupName}`),
  ]);
}

/** Names of kinds of alarms that no metric alarm is made for. */
export const TOLD_OTHERWISE: readonly AlarmName[] = ['studio-unwell', 'budget', 'cost-anomaly'];

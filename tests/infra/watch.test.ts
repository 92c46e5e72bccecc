import { beforeAll, expect, test } from 'vitest';
import { type FunctionName, manifest } from '#functions/manifest.ts';
import { ALARMS, type AlarmName, anchor, runbook } from '#infra/alarms.ts';
import { readStage } from '#infra/config.ts';
import { type Alarm, type MetricFilter, missingAlarms, TOLD_OTHERWISE } from '#tests/infra/missing-alarms.ts';
import { type Templates, templatesOf } from '#tests/infra/templates-of.ts';

const PREFIX = 'reelwright-rehearsal-';
const stage = readStage('rehearsal');
const names = Object.keys(ALARMS) as AlarmName[];
let templates: Templates;

beforeAll(() => {
  templates = templatesOf(stage);
}, 300_000);

const only = <P>(type: string): P => {
  const [found, ...more] = templates.deployment.resources<P>(type);
  if (!found || more.length > 0) throw new Error(`There is not one ${type}.`);
  return found.properties;
};
const alarms = () =>
  templates.deployment.resources<Alarm>('AWS::CloudWatch::Alarm').map(({ properties }) => properties);
const kindOf = ({ AlarmName: name }: { AlarmName: string }) =>
  names.find((kind) => name.startsWith(`${PREFIX}${kind}`));

test('nothing that can fail is without an alarm', () => {
  expect(missingAlarms(templates.deployment)).toEqual([]);
});

test('each alarm is needed: without it something would be unwatched', () => {
  const idle = alarms().filter(
    ({ AlarmName: name }) => missingAlarms(templates.deployment, name).length === 0,
  );
  expect(idle.map(({ AlarmName: name }) => name)).toEqual([]);
});

test('every alarm tells the topic, says what to do, and where the guide has more about it', () => {
  const topic = `arn:aws:sns:eu-central-1:123456789012:${PREFIX}alarms`;
  const sum = only<Alarm>('AWS::CloudWatch::CompositeAlarm');
  for (const alarm of [...alarms(), sum]) {
    const kind = kindOf(alarm);
    if (!kind) throw new Error(`${alarm.AlarmName} is of no kind.`);
    const { title, act } = ALARMS[kind];
    expect(alarm.AlarmActions, alarm.AlarmName).toEqual([topic]);
    expect(alarm.AlarmDescription).toContain(title);
    expect(alarm.AlarmDescription).toContain(act);
    expect(alarm.AlarmDescription).toContain(
      `https://git.example.com/reelwright/blob/main/docs/guides/operate.md#${anchor(title)}`,
    );
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
    expect(alarm.AlarmDescription.length).toBeLessThanOrEqual(1024);
  }
});

test('there is an alarm of each kind, and no two kinds have one runbook', () => {
  const used = new Set(alarms().map(kindOf));
  expect([...used, ...TOLD_OTHERWISE].sort()).toEqual([...names].sort());
  expect(new Set(names.map((name) => runbook(name))).size).toBe(names.length);
});

test('a function is slow when a call takes 80 % of its time limit', () => {
  const slow = templates.deployment
    .resources<MetricFilter>('AWS::Logs::MetricFilter')
    .filter(({ properties }) => properties.MetricTransformations[0]?.MetricName === 'FunctionsNearLimit');
  for (const { properties } of slow) {
    const name = properties.LogGroupName.slice(`/aws/lambda/${PREFIX}`.length) as FunctionName;
    expect(properties.FilterPattern, name).toContain(`duration>=${manifest[name].timeoutSeconds * 800},`);
  }
  expect(slow).toHaveLength(Object.keys(manifest).length);
});

test('an idle studio pays for no more than thirty figures of alarms, however many functions there are', () => {
  const withGpus = 2;
  const figures = alarms().map(
    ({ Metrics }) => Metrics?.filter(({ MetricStat }) => MetricStat !== undefined).length ?? 1,
  );
  expect(Math.min(...figures)).toBeGreaterThanOrEqual(1);
  expect(figures.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(30 + withGpus);
});

test('the studio is unwell by alarms that there are, and by no more than a composite alarm may have', () => {
  const { AlarmRule } = only<{ AlarmRule: string }>('AWS::CloudWatch::CompositeAlarm');
  const parts = [...AlarmRule.matchAll(/:alarm:([\w.-]+)"/g)].map(([, name]) => name);
  const known = alarms().map(({ AlarmName: name }) => name);
  expect(parts.length).toBeGreaterThan(10);
  expect(parts.length).toBeLessThanOrEqual(100);
  expect(parts.filter((name) => !known.includes(name ?? ''))).toEqual([]);
  expect(AlarmRule.length).toBeLessThanOrEqual(10_240);
});

test('alarms, budget and anomalies of the account may reach the topic, and nobody else', () => {
  interface Policy {
    Statement: { Effect: string; Principal: { Service?: string | string[] } | string; Condition?: object }[];
  }
  const tellers = ['budgets.amazonaws.com', 'cloudwatch.amazonaws.com', 'costalerts.amazonaws.com'];
  const { PolicyDocument } = only<{ PolicyDocument: Policy }>('AWS::SNS::TopicPolicy');
  const allowed = PolicyDocument.Statement.filter(({ Effect }) => Effect === 'Allow');
  const services = allowed.flatMap(({ Principal }) =>
    typeof Principal === 'string' ? [Principal] : [Principal.Service ?? 'nobody'].flat(),
  );
  expect(services.sort()).toEqual(tellers);
  for (const { Condition } of allowed) {
    expect(Condition).toEqual({ StringEquals: { 'aws:SourceAccount': '123456789012' } });
  }
  const { Budget } = only<{ Budget: object }>('AWS::Budgets::Budget');
  expect(Budget).toMatchObject({ BudgetLimit: { Amount: stage.budgets.monthlyUsd, Unit: 'USD' } });
  expect(only('AWS::CE::AnomalySubscription')).toMatchObject({ Frequency: 'IMMEDIATE' });
  expect(only('AWS::SNS::Subscription')).toMatchObject({ Endpoint: stage.alarmsEmail, Protocol: 'email' });
});

test('the dashboard can be read, and shows no more alarms than a widget may', () => {
  const { DashboardBody } = only<{ DashboardBody: string }>('AWS::CloudWatch::Dashboard');
  const { widgets } = JSON.parse(DashboardBody) as {
    widgets: { type: string; properties: { alarms?: string[]; title?: string } }[];
  };
  const shown = widgets.flatMap(({ properties }) => properties.alarms ?? []);
  const known = alarms().map(({ AlarmName: name }) => name);
  expect(shown.length).toBeGreaterThan(10);
  expect(shown.length).toBeLessThanOrEqual(100);
  expect(shown.filter((arn) => !known.includes(arn.split(':').at(-1) ?? ''))).toEqual([]);
  expect(widgets.filter(({ type }) => type === 'metric').length).toBeGreaterThanOrEqual(8);
  // In quotes a name would have to be the whole one.
  const searches = [...DashboardBody.matchAll(/SEARCH\('[^']+'/g)].map(([text]) => text.replaceAll('\\', ''));
  expect(searches.sort()).toEqual(
    ['ConcurrentExecutions', 'Duration', 'Errors'].map(
      (figure) => `SEARCH('{AWS/Lambda,FunctionName} MetricName="${figure}" reelwright rehearsal'`,
    ),
  );
});

test('saved queries ask the logs of every function and job, and no more than a query may', () => {
  const logs = templates.deployment
    .resources<{ LogGroupName?: string }>('AWS::Logs::LogGroup')
    .flatMap(({ properties: { LogGroupName: name = '' } }) =>
      /^\/aws\/(lambda|batch)\//.test(name) ? [name] : [],
    );
  const queries = templates.deployment.resources<{ LogGroupNames: string[] }>('AWS::Logs::QueryDefinition');
  expect(queries.length).toBeGreaterThanOrEqual(4);
  expect(logs.length).toBeLessThanOrEqual(50);
  for (const { properties } of queries)
    expect([...properties.LogGroupNames].sort()).toEqual([...logs].sort());
});

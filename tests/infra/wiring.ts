import { readFileSync } from 'node:fs';
import type { FunctionRow } from '#functions/function-row.ts';
import { jobs } from '#functions/jobs.ts';
import { manifest } from '#functions/manifest.ts';
import { apiWiringOf, wantedApiWiring } from '#tests/infra/api-wiring.ts';
import type { Deployment } from '#tests/rehearsal/assembly/deployment.ts';

/** Each thing that calls or feeds another, and the other's name: `queue inbox` → `brief-drop`. */
export type Wiring = Record<string, string>;

interface State {
  Type: string;
  ItemProcessor?: { States: Record<string, State> };
  Branches?: { States: Record<string, State> }[];
}

/** The wiring that the manifest and the definitions of the state machines ask for. */
export function wantedWiring(schedules: readonly string[]): Wiring {
  const wanted: Wiring = {
    ...tasksOf(readFileSync('statemachines/produce-video.asl.json', 'utf8')),
    ...wantedApiWiring(),
    'bucket inbox': 'inbox',
    'failures of queue inbox': 'inbox-dead',
    'failures of queue productions.fifo': 'productions-dead.fifo',
  };
  for (const [name, { trigger }] of Object.entries<FunctionRow>(manifest)) {
    switch (trigger.kind) {
      case 'queue':
        wanted[`queue ${trigger.queue}${trigger.queue === 'productions' ? '.fifo' : ''}`] = name;
        break;
      case 'event':
        wanted[`event ${trigger.source} ${trigger.detailType}`] = name;
        wanted[`permission of rule ${name}`] = name;
        wanted[`resources of rule ${name}`] = trigger.source === 'aws.batch' ? 'gpu,render' : 'produce-video';
        wanted[`failures of rule ${name}`] = `${name}-dead`;
        wanted[`failures of function ${name}`] = `${name}-dead`;
        break;
      case 'schedule':
        for (const schedule of schedules) {
          wanted[`schedule ${schedule}`] = name;
          wanted[`failures of schedule ${schedule}`] = `${name}-dead`;
        }
        wanted[`failures of function ${name}`] = `${name}-dead`;
        break;
      case 'stream':
        wanted['stream of the table'] = name;
        wanted[`failures of stream ${name}`] = `${name}-dead`;
        break;
    }
  }
  for (const [name, { entry }] of Object.entries<FunctionRow>(manifest)) wanted[`function ${name}`] = entry;
  for (const [name, { queue }] of Object.entries(jobs)) wanted[`definition of job ${name}`] = queue;
  return wanted;
}

/** The wiring of what a deployment would make. `prefix` stands before the names of everything of a stage. */
export function wiringOf(deployment: Deployment, prefix: string): Wiring {
  const short = (arnOrUrl: unknown): string => {
    const name =
      String(arnOrUrl)
        .split(/[:/]/)
        .filter((part) => !/^\d+$/.test(part))
        .at(-1) ?? '';
    return name.startsWith(prefix) ? name.slice(prefix.length) : name;
  };
  const wiring: Wiring = apiWiringOf(deployment, short);
  for (const { ref, properties } of deployment.resources<{ Description: string }>('AWS::Lambda::Function')) {
    wiring[`function ${short(ref)}`] = properties.Description;
  }
  for (const { properties } of deployment.resources<{
    EventSourceArn: string;
    FunctionName: string;
    DestinationConfig?: { OnFailure: { Destination: string } };
  }>('AWS::Lambda::EventSourceMapping')) {
    const target = short(properties.FunctionName);
    if (properties.EventSourceArn.includes(':dynamodb:')) {
      wiring['stream of the table'] = target;
      wiring[`failures of stream ${target}`] = short(properties.DestinationConfig?.OnFailure.Destination);
    } else {
      wiring[`queue ${short(properties.EventSourceArn)}`] = target;
    }
  }
  for (const { ref, properties } of deployment.resources<{
    EventPattern: { source: string[]; 'detail-type': string[]; detail: Record<string, string[]> };
    Targets: { Arn: string; DeadLetterConfig: { Arn: string } }[];
  }>('AWS::Events::Rule')) {
    const { source, 'detail-type': type, detail } = properties.EventPattern;
    const { stateMachineArn = [], jobQueue = [] } = detail;
    wiring[`resources of rule ${short(ref)}`] = [...stateMachineArn, ...jobQueue].map(short).sort().join();
    for (const target of properties.Targets) {
      wiring[`event ${source} ${type}`] = short(target.Arn);
      wiring[`failures of rule ${short(ref)}`] = short(target.DeadLetterConfig.Arn);
    }
  }
  for (const { properties } of deployment.resources<{
    Principal: string;
    FunctionName: string;
    SourceArn: string;
  }>('AWS::Lambda::Permission')) {
    if (properties.Principal !== 'events.amazonaws.com') continue;
    wiring[`permission of rule ${short(properties.SourceArn)}`] = short(properties.FunctionName);
  }
  for (const { ref, properties } of deployment.resources<{
    Target: { Arn: string; DeadLetterConfig: { Arn: string } };
  }>('AWS::Scheduler::Schedule')) {
    wiring[`schedule ${ref}`] = short(properties.Target.Arn);
    wiring[`failures of schedule ${ref}`] = short(properties.Target.DeadLetterConfig.Arn);
  }
  for (const { properties } of deployment.resources<{
    FunctionName: string;
    DestinationConfig: { OnFailure: { Destination: string } };
  }>('AWS::Lambda::EventInvokeConfig')) {
    wiring[`failures of function ${short(properties.FunctionName)}`] = short(
      properties.DestinationConfig.OnFailure.Destination,
    );
  }
  for (const { logicalId, properties } of deployment.resources<{
    NotificationConfiguration?: { QueueConfigurations: { Queue: string }[] };
  }>('AWS::S3::Bucket')) {
    for (const { Queue } of properties.NotificationConfiguration?.QueueConfigurations ?? []) {
      wiring[`bucket ${logicalId.replace(/[0-9A-F]{8}$/, '').toLowerCase()}`] = short(Queue);
    }
  }
  for (const { ref, properties } of deployment.resources<{
    RedrivePolicy?: { deadLetterTargetArn: string };
  }>('AWS::SQS::Queue')) {
    const { RedrivePolicy } = properties;
    if (RedrivePolicy) wiring[`failures of queue ${short(ref)}`] = short(RedrivePolicy.deadLetterTargetArn);
  }
  for (const { ref, properties } of deployment.resources<{ PlatformCapabilities: string[] }>(
    'AWS::Batch::JobDefinition',
  )) {
    const gpu = properties.PlatformCapabilities.includes('EC2');
    wiring[`definition of job ${short(ref)}`] = gpu ? 'gpu' : 'render';
  }
  for (const { properties } of deployment.resources<{ DefinitionString: string }>(
    'AWS::StepFunctions::StateMachine',
  )) {
    const text = properties.DefinitionString.replaceAll(
      /arn:aws:(?:lambda|batch):[^'"]+/g,
      (arn) =>
        `\${${/:(function|job-definition|job-queue)/.exec(arn)?.[1]?.replace('-definition', '')}:${short(arn)}}`,
    );
    Object.assign(wiring, tasksOf(text));
  }
  return wiring;
}

/** What each task of a definition calls. */
function tasksOf(definition: string): Wiring {
  const tasks: Wiring = {};
  const visit = (states: Record<string, State>): void => {
    for (const [name, state] of Object.entries(states)) {
      if (state.Type === 'Task') tasks[`task ${name}`] = JSON.stringify(state);
      if (state.ItemProcessor) visit(state.ItemProcessor.States);
      for (const branch of state.Branches ?? []) visit(branch.States);
    }
  };
  visit((JSON.parse(definition) as { States: Record<string, State> }).States);
  return tasks;
}

import { join } from 'node:path';
import { type Definition, loadDefinition } from '#local/asl/definition/definition.ts';
import { type AslEngine, createAslEngine } from '#local/asl/engine.ts';
import { ASL_SCHEMA } from '#local/asl/store/schema.ts';
import { Database } from '#local/sqlite/database.ts';
import { TenantId } from '#shared/domain/identity.ts';
import { systemClock } from '#shared/node/clock.ts';
import { systemRandom } from '#shared/node/random.ts';
import type { Log } from '#shared/ports/log.ts';
import { ExecutionArns } from '#tests/emulators/step-functions/arns.ts';
import type { StatusChange } from '#tests/emulators/step-functions/status-change.ts';
import { createStepFunctions } from '#tests/emulators/step-functions.ts';
import type { Authorise, Handle } from '#tests/emulators/wire.ts';
import type { Deployed, Deployment } from '#tests/rehearsal/assembly/deployment.ts';
import { submitJobSync } from '#tests/rehearsal/events/submit-job.ts';
import type { Authority } from '#tests/rehearsal/iam/authority.ts';
import type { Principals, Session } from '#tests/rehearsal/iam/principals.ts';
import type { LambdaHost } from '#tests/rehearsal/lambda/lambda-host.ts';

interface MachineProperties {
  RoleArn: string;
  DefinitionString: string;
  DefinitionSubstitutions?: Record<string, string>;
  LoggingConfiguration?: object;
  TracingConfiguration?: { Enabled?: boolean };
}

/** What state machines reach. */
export interface WorkflowParts {
  deployment: Deployment;
  authority: Authority;
  principals: Principals;
  lambda: LambdaHost;
  gateway: string;
  region: string;
  folder: string;
  /** Whether the holder of an access key may make a call of the API; throws when not. */
  authorise: Authorise;
  onStatusChange(event: StatusChange): void;
  onError(error: Error): void;
}

/** The template's state machines, running. */
export interface Workflows {
  engine: AslEngine;
  handle: Handle;
  /** ARNs of the machines. */
  arns: readonly string[];
  /** The engine's id of an execution. */
  engineId(executionArn: string): string;
  close(): Promise<void>;
}

/** Everything in the engine belongs to this one: an account is one tenant to it. */
export const ENGINE_TENANT = TenantId.parse('account');

/** https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-iam-policy */
const LOGGING = [
  'CreateLogDelivery',
  'GetLogDelivery',
  'UpdateLogDelivery',
  'DeleteLogDelivery',
  'ListLogDeliveries',
  'PutResourcePolicy',
  'DescribeResourcePolicies',
  'DescribeLogGroups',
];
/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html#xray-concepts-iam */
const TRACING = ['PutTraceSegments', 'PutTelemetryRecords', 'GetSamplingRules', 'GetSamplingTargets'];
/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-batch.html#batch-iam */
const WAITING_FOR_JOBS = ['PutTargets', 'PutRule', 'DescribeRule'];

/** Runs the template's state machines, each with the rights of its role. */
export function runWorkflows(parts: WorkflowParts): Workflows {
  const machines = parts.deployment.resources<MachineProperties>('AWS::StepFunctions::StateMachine');
  const definitions = new Map(
    machines.map((machine) => [machine.attributes.Name ?? '', definitionOf(machine)]),
  );
  const sessions = new Map(
    machines.map((machine) => [machine.attributes.Name ?? '', create(machine, parts)]),
  );
  const sessionOf = (attempt: string): Session => {
    const session = sessions.get(attempt.split(':')[6] ?? '');
    if (session === undefined) throw new Error(`Nobody knows of which state machine ${attempt} is.`);
    return session;
  };
  const { gateway: endpoint, region } = parts;
  const database = new Database(join(parts.folder, 'workflows.sqlite'), ASL_SCHEMA);
  const refused = () => Promise.reject(new Error('No state machine of ours does this.'));
  const engine = createAslEngine({
    database,
    clock: systemClock,
    random: systemRandom,
    log: errorLog(parts.onError),
    definitions,
    integrations: {
      invoke: (name, payload, { attempt }) => parts.lambda.invoke(sessionOf(attempt).caller, name, payload),
      submitJob: async (job, { attempt, signal }) => {
        const { credentials } = sessionOf(attempt);
        return { ...(await submitJobSync(job, { endpoint, region, credentials }, signal)) };
      },
      sendMessage: refused,
      putEvents: refused,
    },
  });
  const stateMachines = new Map(machines.map(({ ref, attributes }) => [ref, attributes.Name ?? '']));
  const arnsOf = new ExecutionArns(stateMachines);
  const { handle } = createStepFunctions({
    engine,
    tenant: ENGINE_TENANT,
    stateMachines,
    authorise: parts.authorise,
    onStatusChange: parts.onStatusChange,
  });
  return {
    engine,
    handle,
    arns: machines.map(({ ref }) => ref),
    engineId: (arn) => arnsOf.engineId(arn, ENGINE_TENANT),
    close: async () => {
      await engine.close();
      database.close();
    },
  };
}

function definitionOf({ attributes, properties }: Deployed<MachineProperties>): Definition {
  const { DefinitionString, DefinitionSubstitutions } = properties;
  return loadDefinition(attributes.Name ?? '', DefinitionString, DefinitionSubstitutions);
}

/** What Step Functions does with a machine's role when it is made: it sets up its log, its traces and its rule for jobs. */
function create({ ref, properties }: Deployed<MachineProperties>, parts: WorkflowParts): Session {
  const { RoleArn, DefinitionString, LoggingConfiguration, TracingConfiguration } = properties;
  const session = parts.principals.assume('states.amazonaws.com', RoleArn, 'workflow', ref);
  const ask = (service: string, actions: readonly string[], resource: string) => {
    for (const action of actions) parts.authority.require(session.caller, `${service}:${action}`, resource);
  };
  if (LoggingConfiguration !== undefined) ask('logs', LOGGING, '*');
  if (TracingConfiguration?.Enabled) ask('xray', TRACING, '*');
  if (DefinitionString.includes('batch:submitJob.sync')) {
    const [, , , region, account] = ref.split(':');
    ask(
      'events',
      WAITING_FOR_JOBS,
      `arn:aws:events:${region}:${account}:rule/StepFunctionsGetEventsForBatchJobsRule`,
    );
  }
  return session;
}

/** A log that only passes errors on. */
function errorLog(onError: (error: Error) => void): Log {
  const nothing = () => undefined;
  const log: Log = {
    debug: nothing,
    info: nothing,
    warn: nothing,
    error: (event, fields) => onError(new Error(event, { cause: fields })),
    with: () => log,
  };
  return log;
}

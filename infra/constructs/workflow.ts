import { readFileSync } from 'node:fs';
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnStateMachine, CfnStateMachineAlias, CfnStateMachineVersion } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Stage } from '#infra/config.ts';
import { type Grant, grantTo, WHY } from '#infra/constructs/grant.ts';
import { localArn, resourceName } from '#infra/constructs/names.ts';
import type { Reach } from '#infra/constructs/reach.ts';

/** The alias that executions are started through. */
const ALIAS = 'live';

/** What the placeholders of a definition stand for: `${function:NAME}`, `${job:NAME}`, `${job-queue:NAME}`. */
export interface WorkflowTargets {
  function: (name: string) => string;
  job: (name: string) => string;
  'job-queue': (name: string) => string;
}

/** Which file of `statemachines/` a workflow is, and what its placeholders stand for. */
export interface WorkflowProps {
  stage: Stage;
  /** Name of the workflow: its file is `NAME.asl.json`. */
  name: string;
  /** Text of the file. */
  definition: string;
  targets: WorkflowTargets;
}

/**
 * A state machine from its definition, with every call logged and traced, and an alias that executions are started
 * through: each deployment publishes a version, and executions under way end with the version they began with.
 */
export class Workflow extends Construct {
  readonly machineArn: string;

  constructor(scope: Construct, id: string, { stage, name, definition, targets }: WorkflowProps) {
    super(scope, id);
    const stateMachineName = resourceName(stage.stage, name);
    const called = { function: new Set<string>(), job: new Set<string>(), 'job-queue': new Set<string>() };
    const definitionString = definition.replaceAll(
      /\$\{(function|job|job-queue):([\w-]+)\}/g,
      (_, kind: keyof WorkflowTargets, target: string) => {
        const arn = targets[kind](target);
        // An execution submits the revision that was there when it began, through the role as it is now.
        const revisions = `job-definition/${resourceName(stage.stage, target)}:*`;
        called[kind].add(kind === 'job' ? localArn(this, 'batch', revisions) : arn);
        return arn;
      },
    );
    const logGroup = new LogGroup(this, 'Logs', {
      // Under this name CloudWatch needs no policy of its own for each state machine.
      logGroupName: `/aws/vendedlogs/states/${stateMachineName}`,
      retention: stage.log.retentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    grantTo(role, [
      { actions: ['lambda:InvokeFunction'], resources: [...called.function] },
      ...jobGrants(this, [...called.job, ...called['job-queue']]),
      ...OBSERVING,
    ]);
    const machine = new CfnStateMachine(this, 'Machine', {
      stateMachineName,
      stateMachineType: 'STANDARD',
      roleArn: role.roleArn,
      definitionString,
      loggingConfiguration: {
        level: 'ALL',
        // What people write does not belong into logs.
        includeExecutionData: false,
        destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: logGroup.logGroupArn } }],
      },
      tracingConfiguration: { enabled: true },
    });
    machine.node.addDependency(role);
    const version = new CfnStateMachineVersion(this, 'Version', {
      stateMachineArn: machine.attrArn,
      stateMachineRevisionId: machine.attrStateMachineRevisionId,
    });
    // Executions under way go on with the version they began with.
    version.applyRemovalPolicy(RemovalPolicy.RETAIN);
    new CfnStateMachineAlias(this, 'Live', {
      name: ALIAS,
      deploymentPreference: { stateMachineVersionArn: version.attrArn, type: 'ALL_AT_ONCE' },
    });
    this.machineArn = machine.attrArn;
  }
}

/**
 * What those can be granted who start executions or tell them something. ARNs are put together from names: the functions that
 * a state machine calls may answer to it, and CloudFormation makes nothing that goes in circles.
 */
export function workflowReach(
  scope: Construct,
  stage: string,
  name: string,
): Pick<Reach, 'workflows' | 'executions'> {
  const machine = resourceName(stage, name);
  const machineArn = localArn(scope, 'states', `stateMachine:${machine}`);
  const variable = Stack.of(scope).toJsonString({ [name]: `${machineArn}:${ALIAS}` });
  return {
    // A call through an alias is granted on the machine itself, as is what is said about its tokens: see
    // "Authorization for versions and aliases" in the developer guide of Step Functions.
    workflows: { arns: [machineArn], variable },
    executions: {
      arns: [localArn(scope, 'states', `execution:${machine}:*`)],
      why: WHY.within,
      variable,
    },
  };
}

/** The text of a definition of `statemachines/`. */
export function readDefinition(root: string, name: string): string {
  return readFileSync(`${root}/statemachines/${name}.asl.json`, 'utf8');
}

/** Submitting a job and waiting for it; Step Functions makes the rule that tells it of the end by itself. */
function jobGrants(scope: Construct, submitted: readonly string[]): Grant[] {
  if (submitted.length === 0) return [];
  return [
    { actions: ['batch:SubmitJob'], resources: submitted, why: 'All revisions of a definition.' },
    { actions: ['batch:DescribeJobs'], resources: ['*'], why: WHY.noResources },
    {
      actions: ['batch:TerminateJob'],
      resources: [localArn(scope, 'batch', 'job/*')],
      why: 'Jobs get their ids when they are submitted, and none says which queue it is in.',
    },
    {
      actions: ['events:DescribeRule', 'events:PutRule', 'events:PutTargets'],
      resources: [localArn(scope, 'events', 'rule/StepFunctionsGetEventsForBatchJobsRule')],
    },
  ];
}

/** As Step Functions documents them for logging and tracing. */
const OBSERVING: readonly Grant[] = [
  {
    actions: [
      'logs:CreateLogDelivery',
      'logs:DeleteLogDelivery',
      'logs:DescribeLogGroups',
      'logs:DescribeResourcePolicies',
      'logs:GetLogDelivery',
      'logs:ListLogDeliveries',
      'logs:PutResourcePolicy',
      'logs:UpdateLogDelivery',
    ],
    resources: ['*'],
    why: WHY.noResources,
  },
  {
    actions: [
      'xray:GetSamplingRules',
      'xray:GetSamplingTargets',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ],
    resources: ['*'],
    why: WHY.noResources,
  },
];

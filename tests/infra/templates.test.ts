import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FunctionRow } from '#functions/function-row.ts';
import { type FunctionName, manifest } from '#functions/manifest.ts';
import { readConfig } from '#shared/aws/config.ts';
import { deploymentOf, type Synthesized, synthesizeStage } from '#tests/infra/assembly.ts';
import { read, type Statement, statementsByRole } from '#tests/infra/policies.ts';
import { swaps } from '#tests/infra/swaps.ts';
import { wantedWiring, wiringOf } from '#tests/infra/wiring.ts';

// It has no types.
const validate = createRequire(import.meta.url)('asl-validator') as (definition: unknown) => {
  isValid: boolean;
  errors: unknown[];
};
const PREFIX = 'reelwright-rehearsal-';
let stage: Synthesized;

beforeAll(async () => {
  stage = await synthesizeStage('rehearsal');
}, 180_000);
afterAll(() => stage.remove());

/** Resources of these types, each with what says which it is. */
function all<P>(...types: string[]) {
  const found = stage.deployment.resources<P>(...types);
  expect(found.length, types.join()).toBeGreaterThan(0);
  return found;
}

interface Queue {
  QueueName: string;
  VisibilityTimeout?: number;
  SqsManagedSseEnabled?: boolean;
  MessageRetentionPeriod: number;
  FifoQueue?: boolean;
  RedrivePolicy?: { deadLetterTargetArn: string; maxReceiveCount: number };
}

interface LambdaFunction {
  FunctionName: string;
  Runtime: string;
  Architectures: string[];
  Timeout: number;
  MemorySize: number;
  EphemeralStorage: { Size: number };
  Role: string;
  Layers?: string[];
  LoggingConfig: { LogGroup: string };
  TracingConfig: { Mode: string };
  Environment: { Variables: Record<string, string> };
}

test('every queue has dead letters of its kind, is encrypted, and takes nothing without TLS', () => {
  const queues = all<Queue>('AWS::SQS::Queue');
  const arns = new Map(queues.map(({ attributes, properties }) => [attributes.Arn, properties]));
  const policies = all<{ Queues: string[]; PolicyDocument: Parameters<typeof read>[0] }>(
    'AWS::SQS::QueuePolicy',
  );
  for (const { ref, properties } of queues) {
    const name = properties.QueueName;
    expect(properties, name).toMatchObject({ SqsManagedSseEnabled: true, MessageRetentionPeriod: 1_209_600 });
    const own = policies.filter(({ properties: { Queues } }) => Queues.includes(ref));
    expect(
      own.some((policy) => refusesPlainText(read(policy.properties.PolicyDocument))),
      name,
    ).toBe(true);
    if (/-dead(\.fifo)?$/.test(name)) continue;
    expect(properties.RedrivePolicy?.maxReceiveCount, name).toBe(3);
    const dead = arns.get(properties.RedrivePolicy?.deadLetterTargetArn ?? '');
    expect(dead?.FifoQueue, name).toBe(properties.FifoQueue);
  }
});

test('a message stays invisible for six times the timeout of its function', () => {
  const queues = new Map(
    all<Queue>('AWS::SQS::Queue').map(({ attributes, properties }) => [attributes.Arn, properties]),
  );
  const functions = new Map(
    all<LambdaFunction>('AWS::Lambda::Function').map((each) => [each.ref, each.properties]),
  );
  const mappings = all<{ EventSourceArn: string; FunctionName: string; FunctionResponseTypes: string[] }>(
    'AWS::Lambda::EventSourceMapping',
  );
  for (const { properties } of mappings) {
    expect(properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
    const queue = queues.get(properties.EventSourceArn);
    if (!queue) continue;
    const { Timeout = Number.NaN } = functions.get(properties.FunctionName) ?? {};
    expect(queue.VisibilityTimeout, queue.QueueName).toBeGreaterThanOrEqual(6 * Timeout);
  }
});

test('every function is as its row in the manifest says, with a role and a log group of its own', () => {
  const functions = all<LambdaFunction>('AWS::Lambda::Function');
  const logs = new Map(
    all<{ LogGroupName: string; RetentionInDays: number }>('AWS::Logs::LogGroup').map((each) => [
      each.ref,
      each.properties,
    ]),
  );
  expect(functions.map(({ ref }) => ref.slice(PREFIX.length)).sort()).toEqual(Object.keys(manifest).sort());
  expect(new Set(functions.map(({ properties }) => properties.Role)).size).toBe(functions.length);
  for (const { ref, properties } of functions) {
    const row: FunctionRow = manifest[ref.slice(PREFIX.length) as FunctionName];
    const tools = row.ports.tools !== undefined;
    expect(properties, ref).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: [tools ? 'x86_64' : 'arm64'],
      Timeout: row.timeoutSeconds,
      MemorySize: row.memoryMiB,
      EphemeralStorage: { Size: row.diskMiB ?? 512 },
      TracingConfig: { Mode: 'Active' },
    });
    expect(properties.Layers?.length ?? 0, ref).toBe(tools ? 1 : 0);
    expect(logs.get(properties.LoggingConfig.LogGroup)?.LogGroupName, ref).toBe(`/aws/lambda/${ref}`);
  }
});

test('every log group forgets after the days that the stage says', () => {
  for (const { logicalId, properties } of all<{ RetentionInDays: number }>('AWS::Logs::LogGroup')) {
    expect(properties.RetentionInDays, logicalId).toBe(30);
  }
});

test('the environment of every function is one that the home reads, and names all that it may reach', () => {
  for (const { ref, properties } of all<LambdaFunction>('AWS::Lambda::Function')) {
    const variables = properties.Environment.Variables;
    const config = readConfig(variables);
    expect(config.stage, ref).toBe('rehearsal');
    const { ports }: FunctionRow = manifest[ref.slice(PREFIX.length) as FunctionName];
    for (const [port, kind] of [
      ['journal', 'table'],
      ['assets', 'assets'],
      ['inbox', 'inbox'],
      ['queue', 'queues'],
      ['workflow', 'workflows'],
      ['live', 'table'],
    ] as const) {
      if (ports[port] !== undefined) expect(() => config.resource(kind), `${ref} ${port}`).not.toThrow();
    }
  }
});

/** Actions that AWS cannot narrow to resources; each is documented so by its service. */
const WITHOUT_RESOURCES = [
  /^xray:(Put|GetSampling)/,
  /^logs:\w*(LogDeliver|ResourcePolic|DescribeLogGroups)/,
  /^dynamodb:ListStreams$/,
  /^batch:DescribeJobs$/,
  /^ecr:GetAuthorizationToken$/,
  /^polly:SynthesizeSpeech$/,
];
/** What is made at run time within one resource; names of it cannot be known before. */
const WITHIN = [
  /^arn:aws:logs:[^:*]+:\d+:log-group:[^:*]+:\*$/,
  /^arn:aws:s3:::[^*/]+\/\*$/,
  /^arn:aws:states:[^:*]+:\d+:execution:[^:*]+:\*$/,
  /^arn:aws:execute-api:[^:*]+:\d+:[^/*]+\/live\/POST\/@connections\/\*$/,
  /^arn:aws:secretsmanager:[^:*]+:\d+:secret:reelwright\/[^/*]+\/\*$/,
  /^arn:aws:batch:[^:*]+:\d+:job\/\*$/,
  /^arn:aws:batch:[^:*]+:\d+:job-definition\/[^:*]+:\*$/,
];

test('no role has a wildcard for actions, nor one for resources without a listed reason', () => {
  for (const [role, statements] of statementsByRole(stage.deployment)) {
    for (const { effect, actions, resources } of statements) {
      if (effect !== 'Allow') continue;
      expect(
        actions.filter((action) => action.includes('*')),
        role,
      ).toEqual([]);
      const open = resources.filter((arn) => arn.includes('*'));
      const unlisted = open.filter((arn) =>
        arn === '*'
          ? !actions.every((action) => WITHOUT_RESOURCES.some((known) => known.test(action)))
          : !WITHIN.some((known) => known.test(arn)),
      );
      expect(unlisted, `${role}: ${actions}`).toEqual([]);
    }
  }
});

test('only roles that AWS documents so have a policy of its own', () => {
  const managed = all<{ ManagedPolicyArns?: string[] }>('AWS::IAM::Role').flatMap(
    ({ properties }) => properties.ManagedPolicyArns ?? [],
  );
  expect(managed.map((arn) => arn.split('/').at(-1)).sort()).toEqual([
    'AWSBackupServiceRolePolicyForBackup',
    'AmazonAPIGatewayPushToCloudWatchLogs',
    'AmazonEC2ContainerServiceforEC2Role',
  ]);
});

test('every bucket is closed, encrypted, versioned, and clears what was begun and not ended', () => {
  const policies = all<{ Bucket: string; PolicyDocument: Parameters<typeof read>[0] }>(
    'AWS::S3::BucketPolicy',
  );
  for (const { ref, logicalId, properties } of all('AWS::S3::Bucket')) {
    // CloudFront writes its logs by an access control list.
    const byList = logicalId.startsWith('EdgeLogs');
    expect(properties, ref).toMatchObject({
      OwnershipControls: {
        Rules: [{ ObjectOwnership: byList ? 'BucketOwnerPreferred' : 'BucketOwnerEnforced' }],
      },
    });
    expect(properties, ref).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      LifecycleConfiguration: { Rules: [{ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }] },
    });
    const own = policies.filter(({ properties: { Bucket } }) => Bucket === ref);
    expect(
      own.some((policy) => refusesPlainText(read(policy.properties.PolicyDocument))),
      ref,
    ).toBe(true);
  }
});

test('every table can be brought back, is encrypted by a key of ours that is renewed, and is hard to delete', () => {
  for (const { ref, properties } of all('AWS::DynamoDB::GlobalTable')) {
    expect(properties, ref).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
      Replicas: [
        {
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        },
      ],
    });
  }
  for (const { properties } of all('AWS::KMS::Key'))
    expect(properties).toMatchObject({ EnableKeyRotation: true });
  expect(all('AWS::Backup::BackupSelection')).toHaveLength(1);
});

test('what holds what people made is kept when its stack goes', () => {
  const kinds = [
    'AWS::S3::Bucket',
    'AWS::DynamoDB::GlobalTable',
    'AWS::KMS::Key',
    'AWS::Backup::BackupVault',
  ];
  const keyOfAlarms = /^ToldKey/;
  const kept = stage.stacks.flatMap(({ template }) =>
    Object.entries(template.Resources).filter(
      ([id, { Type }]) => kinds.includes(Type) && !keyOfAlarms.test(id),
    ),
  );
  expect(kept.length).toBeGreaterThan(5);
  const lost = kept.filter(
    ([, resource]) => !/^Retain/.test((resource as { DeletionPolicy?: string }).DeletionPolicy ?? ''),
  );
  expect(lost.map(([id]) => id)).toEqual([]);
});

test('every state machine is valid, logs all but what people write, is traced, and is started through an alias', () => {
  const machines = all<{ DefinitionString: string }>('AWS::StepFunctions::StateMachine');
  for (const { ref, properties } of machines) {
    const { isValid, errors } = validate(JSON.parse(properties.DefinitionString));
    expect(isValid, JSON.stringify(errors)).toBe(true);
    expect(properties, ref).toMatchObject({
      StateMachineType: 'STANDARD',
      LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
      TracingConfiguration: { Enabled: true },
    });
  }
  const aliases = all('AWS::StepFunctions::StateMachineAlias').map(({ attributes }) => attributes.Arn);
  expect(aliases).toEqual(machines.map(({ ref }) => `${ref}:live`));
  // Functions are told of it by its name.
  const told = all<LambdaFunction>('AWS::Lambda::Function').flatMap(({ properties }) => {
    const { REELWRIGHT_WORKFLOWS: workflows } = properties.Environment.Variables;
    return workflows === undefined ? [] : Object.values(JSON.parse(workflows) as Record<string, string>);
  });
  expect([...new Set(told)]).toEqual(aliases);
});

test('nothing of a stage had to be looked up in an account', () => {
  expect(JSON.stringify(stage.stacks.map(({ template }) => template))).not.toContain('dummy');
});

test('everything calls and feeds what the manifest and the state machine say', () => {
  expect(wiringOf(stage.deployment, PREFIX)).toEqual(wantedWiring(['weekly-news']));
});

test('no two targets can be exchanged anywhere without being found out', () => {
  const wanted = JSON.stringify(Object.entries(wantedWiring(['weekly-news'])).sort());
  const exchanged = [...swaps(stage.stacks)];
  const unseen = exchanged.filter(
    ({ stacks }) => JSON.stringify(Object.entries(wiringOf(deploymentOf(stacks), PREFIX)).sort()) === wanted,
  );
  expect(unseen.map(({ says }) => says)).toEqual([]);
  expect(exchanged.length).toBeGreaterThan(200);
}, 60_000);

function refusesPlainText(statements: readonly Statement[]): boolean {
  return statements.some(
    ({ effect, conditions }) => effect === 'Deny' && conditions.Bool?.['aws:SecureTransport'] === 'false',
  );
}

/** What a resource is called once it is there, and what can be asked of it. */
export interface Physical {
  /** What `Ref` gives. */
  ref: string;
  /** What `Fn::GetAtt` gives, by name of the attribute. */
  attributes: Readonly<Record<string, string>>;
}

/** Addresses of this machine that stand for those that AWS would give. */
export interface Addresses {
  /** Base of the queues' URLs, `http://…`. */
  gateway: string;
  /** Endpoint of an API (HTTP or WebSocket), by its id. */
  api(id: string, protocol: string): string;
}

/** What a resource's name and attributes are made of. */
export interface Naming {
  logicalId: string;
  stack: string;
  account: string;
  region: string;
  addresses: Addresses;
  /** A property that is a text, when the template gives it. */
  property(name: string): string | undefined;
}

/** Gives the physical id and attributes of a resource; those that CloudFormation makes up are made of stack and logical id. */
export function physicalOf(type: string, naming: Naming): Physical {
  const describe = KINDS[type];
  // Of what has no kind here the logical id is enough: nothing asks for more. An attribute that is asked for is an error.
  return describe ? describe(naming) : { ref: naming.logicalId, attributes: {} };
}

type Describe = (naming: Naming) => Physical;

function arn({ account, region }: Naming, service: string, resource: string): string {
  return `arn:aws:${service}:${region}:${account}:${resource}`;
}

function nameOf(naming: Naming, property: string, longest = 255): string {
  return naming.property(property) ?? `${naming.stack}-${naming.logicalId}`.slice(-longest);
}

/** A short id of letters and digits, as services make them up; the end of a logical id is its hash. */
function idOf({ stack, logicalId }: Naming, length: number): string {
  return `${stack}${logicalId}`
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(-length);
}

/** A kind whose `Ref` is its name, and whose ARN holds that name. */
const named =
  (property: string, service: string, prefix: string, longest?: number): Describe =>
  (naming) => {
    const name = nameOf(naming, property, longest);
    return { ref: name, attributes: { Arn: arn(naming, service, `${prefix}${name}`), Name: name } };
  };

/** A kind whose `Ref` is its ARN, which is the attribute `attribute` too. */
const byArn =
  (
    property: string,
    service: string,
    resource: (name: string) => string,
    ...attributes: string[]
  ): Describe =>
  (naming) => {
    const name = nameOf(naming, property);
    const own = arn(naming, service, resource(name));
    return {
      ref: own,
      attributes: Object.fromEntries([...attributes.map((key) => [key, own]), ['Name', name]]),
    };
  };

/** A kind with an id that AWS makes up, which is the attribute `attribute` too. */
const withId =
  (attribute: string, more: (naming: Naming, id: string) => Record<string, string> = () => ({})): Describe =>
  (naming) => {
    const id = idOf(naming, 10);
    return { ref: id, attributes: { [attribute]: id, ...more(naming, id) } };
  };

const table: Describe = (naming) => {
  const name = nameOf(naming, 'TableName');
  const own = arn(naming, 'dynamodb', `table/${name}`);
  // The label is the time at which a stream was made.
  return { ref: name, attributes: { Arn: own, StreamArn: `${own}/stream/2026-01-01T00:00:00.000` } };
};

const bucket: Describe = (naming) => {
  const made = `${naming.stack}-${naming.logicalId}`.toLowerCase().replace(/[^a-z0-9-]/g, '');
  const name = naming.property('BucketName') ?? made.slice(-63).replace(/^-+/, '');
  const attributes = {
    Arn: `arn:aws:s3:::${name}`,
    DomainName: `${name}.s3.amazonaws.com`,
    RegionalDomainName: `${name}.s3.${naming.region}.amazonaws.com`,
  };
  return { ref: name, attributes };
};

const queue: Describe = (naming) => {
  const fifo = naming.property('FifoQueue') === 'true' ? '.fifo' : '';
  const made = `${naming.stack}-${naming.logicalId}`.slice(-(80 - fifo.length)) + fifo;
  const name = naming.property('QueueName') ?? made;
  const url = `${naming.addresses.gateway}/${naming.account}/${name}`;
  return { ref: url, attributes: { Arn: arn(naming, 'sqs', name), QueueName: name, QueueUrl: url } };
};

const api: Describe = (naming) => {
  const id = idOf(naming, 10);
  const endpoint = naming.addresses.api(id, naming.property('ProtocolType') ?? 'HTTP');
  return { ref: id, attributes: { ApiId: id, ApiEndpoint: endpoint } };
};

const userPool: Describe = (naming) => {
  const id = `${naming.region}_${idOf(naming, 9)}`;
  const host = `cognito-idp.${naming.region}.amazonaws.com/${id}`;
  const attributes = {
    UserPoolId: id,
    Arn: arn(naming, 'cognito-idp', `userpool/${id}`),
    ProviderName: host,
    ProviderURL: `https://${host}`,
  };
  return { ref: id, attributes };
};

const role: Describe = (naming) => {
  const name = nameOf(naming, 'RoleName', 64);
  const attributes = {
    Arn: `arn:aws:iam::${naming.account}:role/${name}`,
    RoleId: `AROA${idOf(naming, 17)}`,
  };
  return { ref: name, attributes };
};

const key: Describe = (naming) => {
  const id = idOf(naming, 32);
  return { ref: id, attributes: { KeyId: id, Arn: arn(naming, 'kms', `key/${id}`) } };
};

const logGroup: Describe = (naming) => {
  const name = nameOf(naming, 'LogGroupName');
  return { ref: name, attributes: { Arn: arn(naming, 'logs', `log-group:${name}:*`) } };
};

const distribution: Describe = (naming) => {
  const id = idOf(naming, 14).toUpperCase();
  return { ref: id, attributes: { Id: id, DomainName: `${id.toLowerCase()}.cloudfront.net` } };
};

const instanceProfile: Describe = (naming) => {
  const name = nameOf(naming, 'InstanceProfileName');
  return { ref: name, attributes: { Arn: `arn:aws:iam::${naming.account}:instance-profile/${name}` } };
};

const version: Describe = (naming) => {
  const name = naming.property('FunctionName') ?? '';
  const own = name.startsWith('arn:') ? name : arn(naming, 'lambda', `function:${name}`);
  return { ref: `${own}:1`, attributes: { Version: '1', FunctionArn: `${own}:1` } };
};

const lambdaAlias: Describe = (naming) => {
  const name = naming.property('FunctionName') ?? '';
  const own = name.startsWith('arn:') ? name : arn(naming, 'lambda', `function:${name}`);
  const ref = `${own}:${naming.property('Name') ?? ''}`;
  return { ref, attributes: { AliasArn: ref } };
};

const machine: Describe = (naming) => {
  const name = nameOf(naming, 'StateMachineName', 80);
  const own = arn(naming, 'states', `stateMachine:${name}`);
  return { ref: own, attributes: { Arn: own, Name: name, StateMachineRevisionId: 'INITIAL' } };
};

const machineVersion: Describe = (naming) => {
  const own = `${naming.property('StateMachineArn') ?? ''}:1`;
  return { ref: own, attributes: { Arn: own } };
};

const machineAlias: Describe = (naming) => {
  const [, version = ''] =
    /"StateMachineVersionArn":"([^"]+)"/.exec(
      `${naming.property('DeploymentPreference')}${naming.property('RoutingConfiguration')}`,
    ) ?? [];
  const own = `${version.replace(/:\d+$/, '')}:${naming.property('Name') ?? ''}`;
  return { ref: own, attributes: { Arn: own } };
};

const rule: Describe = (naming) => {
  const bus = naming.property('EventBusName');
  const name = nameOf(naming, 'Name', 64);
  const own = arn(naming, 'events', `rule/${bus === undefined ? '' : `${bus}/`}${name}`);
  return { ref: bus === undefined ? name : `${bus}|${name}`, attributes: { Arn: own } };
};

const schedule: Describe = (naming) => {
  const name = nameOf(naming, 'Name', 64);
  const own = arn(naming, 'scheduler', `schedule/${naming.property('GroupName') ?? 'default'}/${name}`);
  return { ref: name, attributes: { Arn: own } };
};

const backupVault: Describe = (naming) => {
  const name = nameOf(naming, 'BackupVaultName', 50);
  const attributes = { BackupVaultName: name, BackupVaultArn: arn(naming, 'backup', `backup-vault:${name}`) };
  return { ref: name, attributes };
};

const KINDS: Readonly<Record<string, Describe>> = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::S3::Bucket': bucket,
  'AWS::SQS::Queue': queue,
  'AWS::SNS::Topic': byArn('TopicName', 'sns', (name) => name, 'TopicArn'),
  'AWS::Lambda::Function': named('FunctionName', 'lambda', 'function:', 64),
  'AWS::Lambda::Version': version,
  'AWS::Lambda::Alias': lambdaAlias,
  'AWS::Lambda::LayerVersion': byArn('LayerName', 'lambda', (name) => `layer:${name}:1`, 'LayerVersionArn'),
  'AWS::Lambda::EventSourceMapping': withId('Id'),
  'AWS::StepFunctions::StateMachine': machine,
  'AWS::StepFunctions::StateMachineVersion': machineVersion,
  'AWS::StepFunctions::StateMachineAlias': machineAlias,
  'AWS::IAM::Role': role,
  'AWS::IAM::InstanceProfile': instanceProfile,
  'AWS::IAM::ManagedPolicy': byArn('ManagedPolicyName', 'iam', (name) => `policy/${name}`, 'PolicyArn'),
  'AWS::KMS::Key': key,
  'AWS::Logs::LogGroup': logGroup,
  'AWS::Events::EventBus': named('Name', 'events', 'event-bus/'),
  'AWS::Events::Rule': rule,
  'AWS::Scheduler::ScheduleGroup': named('Name', 'scheduler', 'schedule-group/'),
  'AWS::Scheduler::Schedule': schedule,
  'AWS::Batch::JobQueue': byArn('JobQueueName', 'batch', (name) => `job-queue/${name}`, 'JobQueueArn'),
  'AWS::Batch::JobDefinition': byArn(
    'JobDefinitionName',
    'batch',
    (name) => `job-definition/${name}:1`,
    'JobDefinitionArn',
  ),
  'AWS::Batch::ComputeEnvironment': byArn(
    'ComputeEnvironmentName',
    'batch',
    (name) => `compute-environment/${name}`,
    'ComputeEnvironmentArn',
  ),
  'AWS::Batch::SchedulingPolicy': byArn('Name', 'batch', (name) => `scheduling-policy/${name}`, 'Arn'),
  'AWS::ECS::Cluster': named('ClusterName', 'ecs', 'cluster/'),
  'AWS::ECR::Repository': named('RepositoryName', 'ecr', 'repository/'),
  'AWS::Cognito::UserPool': userPool,
  'AWS::Cognito::UserPoolClient': withId('ClientId'),
  'AWS::Cognito::UserPoolDomain': (naming) => ({ ref: naming.property('Domain') ?? '', attributes: {} }),
  'AWS::ApiGatewayV2::Api': api,
  'AWS::ApiGatewayV2::Stage': (naming) => ({ ref: naming.property('StageName') ?? '', attributes: {} }),
  'AWS::ApiGatewayV2::Authorizer': withId('AuthorizerId'),
  'AWS::ApiGatewayV2::Integration': withId('IntegrationId'),
  'AWS::CloudFront::Distribution': distribution,
  'AWS::CloudFront::OriginAccessControl': withId('Id'),
  'AWS::CloudFront::PublicKey': withId('Id'),
  'AWS::CloudFront::KeyGroup': withId('Id'),
  'AWS::CloudFront::Function': byArn('Name', 'cloudfront', (name) => `function/${name}`, 'FunctionARN'),
  'AWS::CloudFront::CachePolicy': withId('Id'),
  'AWS::CloudFront::ResponseHeadersPolicy': withId('Id'),
  'AWS::CloudFront::OriginRequestPolicy': withId('Id'),
  'AWS::WAFv2::WebACL': named('Name', 'wafv2', 'regional/webacl/'),
  'AWS::EC2::VPC': withId('VpcId', (naming) => ({
    CidrBlock: naming.property('CidrBlock') ?? '10.0.0.0/16',
    DefaultSecurityGroup: idOf(naming, 12),
  })),
  'AWS::EC2::Subnet': withId('SubnetId'),
  'AWS::EC2::SecurityGroup': withId('GroupId'),
  'AWS::EC2::EIP': withId('AllocationId'),
  'AWS::EC2::LaunchTemplate': withId('LaunchTemplateId', () => ({
    LatestVersionNumber: '1',
    DefaultVersionNumber: '1',
  })),
  'AWS::SecretsManager::Secret': byArn('Name', 'secretsmanager', (name) => `secret:${name}-AbCdEf`, 'Id'),
  'AWS::SSM::Parameter': (naming) => ({
    ref: nameOf(naming, 'Name'),
    attributes: { Value: naming.property('Value') ?? '' },
  }),
  'AWS::CloudWatch::Alarm': named('AlarmName', 'cloudwatch', 'alarm:'),
  'AWS::CloudWatch::CompositeAlarm': named('AlarmName', 'cloudwatch', 'alarm:'),
  'AWS::Backup::BackupVault': backupVault,
  'AWS::Backup::BackupPlan': withId('BackupPlanId'),
};

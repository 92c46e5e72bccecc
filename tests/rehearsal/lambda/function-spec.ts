import type { Deployed, Deployment } from '#tests/rehearsal/assembly/deployment.ts';

/** What the template says of a function. */
export interface FunctionSpec {
  name: string;
  arn: string;
  logicalId: string;
  role: string;
  /** ARN of its sessions. */
  session: string;
  /** Folder of the bundled asset. */
  code: string;
  handler: string;
  runtime: string;
  architecture: string;
  timeoutMs: number;
  memoryMiB: number;
  environment: Readonly<Record<string, string>>;
  /** Folders of the layers, first the one that is laid first. */
  layers: readonly string[];
  logGroup: string;
  traced: boolean;
  reservedConcurrency?: number;
}

interface FunctionProperties {
  Code: { S3Key?: string };
  Handler: string;
  Role: string;
  Runtime: string;
  Timeout?: number;
  MemorySize?: number;
  Architectures?: string[];
  Environment?: { Variables?: Record<string, unknown> };
  Layers?: string[];
  LoggingConfig?: { LogGroup?: string };
  TracingConfig?: { Mode?: string };
  ReservedConcurrentExecutions?: number;
}

/** Handlers of custom resources, which CloudFormation calls while it deploys: what they do is done by the rehearsal itself. */
const DEPLOYS = /^Custom|BucketNotificationsHandler|LogRetention|AWS679f53fac002430cb0da5b7982bd2287/;

/** Every function that runs once the installation is there. */
export function functionSpecs(deployment: Deployment): FunctionSpec[] {
  const layers = deployment.resources<{ Content: { S3Key: string } }>('AWS::Lambda::LayerVersion');
  const folders = new Map(
    layers.map(({ ref, properties }) => [ref, deployment.asset(properties.Content.S3Key)]),
  );
  return deployment
    .resources<FunctionProperties>('AWS::Lambda::Function')
    .filter(({ logicalId }) => !DEPLOYS.test(logicalId))
    .map((resource) => specOf(resource, deployment, folders));
}

function specOf(
  { ref, logicalId, attributes, properties }: Deployed<FunctionProperties>,
  deployment: Deployment,
  folders: ReadonlyMap<string, string>,
): FunctionSpec {
  const { Code, Environment, LoggingConfig, ReservedConcurrentExecutions: reserved } = properties;
  if (Code.S3Key === undefined) throw new Error(`The function ${ref} is not made from an asset.`);
  const variables = Object.entries(Environment?.Variables ?? {}).map(([key, value]) => [key, String(value)]);
  return {
    name: ref,
    logicalId,
    arn: attributes.Arn ?? '',
    role: properties.Role,
    session: `${properties.Role.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/${ref}`,
    code: deployment.asset(Code.S3Key),
    handler: properties.Handler,
    runtime: properties.Runtime,
    architecture: properties.Architectures?.[0] ?? 'x86_64',
    timeoutMs: (properties.Timeout ?? 3) * 1_000,
    memoryMiB: properties.MemorySize ?? 128,
    environment: Object.fromEntries(variables) as Record<string, string>,
    layers: (properties.Layers ?? []).map((layer) => {
      const folder = folders.get(layer);
      if (folder === undefined) throw new Error(`${ref}: no stack has the layer ${layer}.`);
      return folder;
    }),
    logGroup: LoggingConfig?.LogGroup ?? `/aws/lambda/${ref}`,
    traced: properties.TracingConfig?.Mode === 'Active',
    ...(reserved === undefined ? {} : { reservedConcurrency: reserved }),
  };
}

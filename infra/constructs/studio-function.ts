import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { FunctionRow } from '#functions/function-row.ts';
import { type FunctionName, manifest } from '#functions/manifest.ts';
import { CANVAS_LIBRARY, MEDIA_FOLDER } from '#infra/bundling/media-layer.ts';
import type { Stage } from '#infra/config.ts';
import { baseVariables } from '#infra/constructs/base-variables.ts';
import { type Grant, grantTo, WHY } from '#infra/constructs/grant.ts';
import type { MediaLayer } from '#infra/constructs/media-layer.ts';
import { localArn, resourceName } from '#infra/constructs/names.ts';
import { grantsFor, type Reach, variablesFor } from '#infra/constructs/reach.ts';

/** What a function is made of beside its row in the manifest. */
export interface StudioFunctionProps {
  stage: Stage;
  /** Folder of the bundle of a function. */
  bundle: (name: FunctionName) => string;
  media: MediaLayer;
  reach: Reach;
  variables?: Record<string, string>;
}

/**
 * One row of the manifest as a Lambda function: its bundle, a log group, and a role of its own with what its row grants and
 * what writing logs and traces takes. Functions with media tools have the media layer and so run on x86.
 */
export class StudioFunction extends Construct {
  readonly function: LambdaFunction;
  readonly role: Role;

  constructor(scope: Construct, name: FunctionName, props: StudioFunctionProps) {
    super(scope, name);
    const { stage, bundle, media, reach } = props;
    const row: FunctionRow = manifest[name];
    const functionName = resourceName(stage.stage, name);
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: stage.log.retentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.grant(
      {
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [localArn(this, 'logs', `log-group:/aws/lambda/${functionName}:*`)],
        why: WHY.within,
      },
      {
        actions: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
        resources: ['*'],
        why: WHY.noResources,
      },
      ...grantsFor(row.ports, reach),
    );
    const tools = row.ports.tools !== undefined;
    const reserved = stage.scale.reservedConcurrency[name];
    this.function = new LambdaFunction(this, 'Function', {
      functionName,
      description: row.entry,
      runtime: Runtime.NODEJS_24_X,
      architecture: tools ? Architecture.X86_64 : Architecture.ARM_64,
      code: Code.fromAsset(bundle(name)),
      handler: 'handler.handler',
      ...(tools ? { layers: [media.version] } : {}),
      // What it may do is said above, completely: nothing that it is wired to adds to it.
      role: this.role.withoutPolicyUpdates(),
      logGroup,
      tracing: Tracing.ACTIVE,
      timeout: Duration.seconds(row.timeoutSeconds),
      memorySize: row.memoryMiB,
      ephemeralStorageSize: Size.mebibytes(row.diskMiB ?? 512),
      ...(reserved === undefined ? {} : { reservedConcurrentExecutions: reserved }),
      environment: {
        ...baseVariables(stage),
        ...variablesFor(row.ports, reach),
        ...(tools ? mediaVariables : {}),
        ...props.variables,
      },
    });
  }

  /** Adds to what the function may do, for what it is wired to. */
  grant(...grants: readonly Grant[]): void {
    grantTo(this.role, grants);
  }
}

const mediaVariables = {
  REELWRIGHT_MEDIA: MEDIA_FOLDER,
  NAPI_RS_NATIVE_LIBRARY_PATH: `${MEDIA_FOLDER}/${CANVAS_LIBRARY}`,
};

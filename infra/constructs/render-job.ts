import { Duration, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import {
  Action,
  EcsEc2ContainerDefinition,
  EcsFargateContainerDefinition,
  EcsJobDefinition,
  EcsVolume,
  Reason,
  RetryStrategy,
} from 'aws-cdk-lib/aws-batch';
import { type ContainerImage, CpuArchitecture, LogDriver } from 'aws-cdk-lib/aws-ecs';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type JobName, type JobRow, jobs } from '#functions/jobs.ts';
import type { Stage } from '#infra/config.ts';
import { acknowledge } from '#infra/constructs/acknowledge.ts';
import { baseVariables } from '#infra/constructs/base-variables.ts';
import { grantTo, WHY } from '#infra/constructs/grant.ts';
import { localArn, resourceName } from '#infra/constructs/names.ts';
import { grantsFor, type Reach, variablesFor } from '#infra/constructs/reach.ts';

/** How often a job is begun: the first time and after machines that were taken back. */
const ATTEMPTS = 5;

/** What a job is made of beside its row in the manifest. */
export interface RenderJobProps {
  stage: Stage;
  image: ContainerImage;
  reach: Reach;
}

/**
 * One row of the manifest's jobs as a job definition: without root, on a file system that it cannot write but for `/tmp`,
 * with a role of its own. Jobs whose machine was taken back begin again; other failures are the state machine's to judge.
 */
export class RenderJob extends Construct {
  readonly arn: string;

  constructor(scope: Construct, name: JobName, { stage, image, reach }: RenderJobProps) {
    super(scope, `${name}-job`);
    const row: JobRow = jobs[name];
    const assumedBy = new ServicePrincipal('ecs-tasks.amazonaws.com', {
      conditions: {
        StringEquals: { 'aws:SourceAccount': Stack.of(this).account },
        ArnLike: { 'aws:SourceArn': localArn(this, 'ecs', '*') },
      },
    });
    const jobRole = new Role(this, 'Role', { assumedBy });
    grantTo(jobRole, grantsFor(row.ports, reach));
    const executionRole = new Role(this, 'StartRole', { assumedBy });
    // The token for the registry, which CDK grants with the image.
    acknowledge(executionRole, 'AwsSolutions-IAM5[Resource::*]', WHY.noResources);
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/batch/${resourceName(stage.stage, name)}`,
      retention: stage.log.retentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const container = {
      image,
      cpu: row.vcpus,
      memory: Size.mebibytes(row.memoryMiB),
      jobRole,
      executionRole,
      user: '1000:1000',
      readonlyRootFilesystem: true,
      volumes: [EcsVolume.host({ name: 'tmp', containerPath: '/tmp', readonly: false })],
      environment: {
        // Fargate says it, machines of EC2 do not.
        AWS_REGION: stage.region,
        ...baseVariables(stage),
        ...variablesFor(row.ports, reach),
      },
      logging: LogDriver.awsLogs({ logGroup, streamPrefix: name }),
    };
    const { gpus = 0 } = row;
    this.arn = new EcsJobDefinition(this, 'Definition', {
      jobDefinitionName: resourceName(stage.stage, name),
      timeout: Duration.seconds(row.timeoutSeconds),
      retryAttempts: ATTEMPTS,
      retryStrategies: [
        RetryStrategy.of(Action.RETRY, Reason.SPOT_INSTANCE_RECLAIMED),
        RetryStrategy.of(Action.RETRY, Reason.custom({ onStatusReason: 'Your Spot Task was interrupted*' })),
        // `EXIT.again` of containers/renderer/run-render-job.ts.
        RetryStrategy.of(Action.RETRY, Reason.custom({ onExitCode: '75' })),
        RetryStrategy.of(Action.EXIT, Reason.custom({ onReason: '*' })),
      ],
      propagateTags: true,
      // A queue with fair shares wants one of each job; all are alike.
      schedulingPriority: 1,
      // Executions under way submit the revision that they began with.
      skipDeregisterOnUpdate: true,
      container:
        gpus > 0 && stage.features.gpu
          ? new EcsEc2ContainerDefinition(this, 'Container', { ...container, gpu: gpus })
          : new EcsFargateContainerDefinition(this, 'Container', {
              ...container,
              // Without a NAT gateway, the image can only be fetched so; nothing is let in.
              assignPublicIp: true,
              ephemeralStorageSize: Size.gibibytes(30),
              fargateCpuArchitecture: CpuArchitecture.X86_64,
            }),
    }).jobDefinitionArn;
  }
}

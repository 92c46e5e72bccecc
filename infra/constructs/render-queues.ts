import { Duration } from 'aws-cdk-lib';
import {
  AllocationStrategy,
  EcsMachineImageType,
  FairshareSchedulingPolicy,
  FargateComputeEnvironment,
  type IManagedComputeEnvironment,
  JobQueue,
  ManagedEc2EcsComputeEnvironment,
} from 'aws-cdk-lib/aws-batch';
import {
  BlockDeviceVolume,
  EbsDeviceVolumeType,
  InstanceClass,
  type ISecurityGroup,
  type IVpc,
  LaunchTemplate,
  SubnetType,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { JobQueueName } from '#functions/jobs.ts';
import type { Stage } from '#infra/config.ts';
import { acknowledgeManagedPolicy } from '#infra/constructs/acknowledge.ts';
import { resourceName } from '#infra/constructs/names.ts';
import type { RenderNetwork } from '#infra/constructs/render-network.ts';

/** How long it is remembered who had the machines. */
const SHARE_DECAY = Duration.minutes(30);

/**
 * Job queues and the machines behind them: none at rest, as many as jobs want, and none again. Tenants get equal shares,
 * however many jobs one of them has. The queue `gpu` is there only where the stage wants GPUs.
 */
export class RenderQueues extends Construct {
  readonly #queues = new Map<JobQueueName, JobQueue>();
  readonly #network: RenderNetwork;
  readonly #stage: Stage;

  constructor(scope: Construct, id: string, stage: Stage, network: RenderNetwork) {
    super(scope, id);
    this.#stage = stage;
    this.#network = network;
    this.#addQueue('render', [this.#fargate('Spot', true), this.#fargate('OnDemand', false)]);
    if (stage.features.gpu) this.#addQueue('gpu', [this.#gpu()]);
  }

  /** ARN of a queue; jobs for GPUs go to the usual machines where there are none. */
  arn(name: string): string {
    const queue = this.#queues.get(name as JobQueueName) ?? this.#queues.get('render');
    return (queue as JobQueue).jobQueueArn;
  }

  /** ARNs of all queues there are. */
  get arns(): string[] {
    return [...this.#queues.values()].map(({ jobQueueArn }) => jobQueueArn);
  }

  #addQueue(name: JobQueueName, environments: IManagedComputeEnvironment[]): void {
    const queue = new JobQueue(this, `${name}-queue`, {
      jobQueueName: resourceName(this.#stage.stage, name),
      priority: 1,
      computeEnvironments: environments.map((computeEnvironment, at) => ({
        computeEnvironment,
        order: at + 1,
      })),
      schedulingPolicy: new FairshareSchedulingPolicy(this, `${name}-shares`, { shareDecay: SHARE_DECAY }),
    });
    this.#queues.set(name, queue);
  }

  get #place() {
    const { vpc, securityGroup } = this.#network;
    return {
      vpc: vpc as IVpc,
      securityGroups: [securityGroup as ISecurityGroup],
      vpcSubnets: { subnetType: SubnetType.PUBLIC },
    };
  }

  #fargate(id: string, spot: boolean): IManagedComputeEnvironment {
    return new FargateComputeEnvironment(this, id, {
      ...this.#place,
      spot,
      maxvCpus: this.#stage.scale.renderVcpus,
    }) as IManagedComputeEnvironment;
  }

  #gpu(): IManagedComputeEnvironment {
    const environment = new ManagedEc2EcsComputeEnvironment(this, 'Gpu', {
      ...this.#place,
      spot: true,
      minvCpus: 0,
      maxvCpus: this.#stage.scale.gpuVcpus,
      instanceClasses: [InstanceClass.G4DN, InstanceClass.G5],
      useOptimalInstanceClasses: false,
      allocationStrategy: AllocationStrategy.SPOT_PRICE_CAPACITY_OPTIMIZED,
      images: [{ imageType: EcsMachineImageType.ECS_AL2023_NVIDIA }],
      launchTemplate: new LaunchTemplate(this, 'GpuMachine', {
        requireImdsv2: true,
        blockDevices: [
          {
            deviceName: '/dev/xvda',
            volume: BlockDeviceVolume.ebs(60, { encrypted: true, volumeType: EbsDeviceVolumeType.GP3 }),
          },
        ],
      }),
    });
    acknowledgeManagedPolicy(
      environment,
      'AmazonEC2ContainerServiceforEC2Role',
      'Batch documents this policy for the role of its machines.',
    );
    return environment as IManagedComputeEnvironment;
  }
}

import { Fn, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { FunctionRow } from '#functions/function-row.ts';
import { type JobName, jobs } from '#functions/jobs.ts';
import { manifest } from '#functions/manifest.ts';
import type { Bundles } from '#infra/bundling/bundle-all.ts';
import { ROOT } from '#infra/bundling/bundle-function.ts';
import type { Stage } from '#infra/config.ts';
import { triggerByEvents } from '#infra/constructs/event-trigger.ts';
import { keepFailures } from '#infra/constructs/failure-queue.ts';
import { WHY } from '#infra/constructs/grant.ts';
import { MediaLayer } from '#infra/constructs/media-layer.ts';
import { triggerByQueue } from '#infra/constructs/queue-trigger.ts';
import type { Reach } from '#infra/constructs/reach.ts';
import { reachableSecrets } from '#infra/constructs/reachable-secrets.ts';
import { RenderJob } from '#infra/constructs/render-job.ts';
import { RenderNetwork } from '#infra/constructs/render-network.ts';
import { RenderQueues } from '#infra/constructs/render-queues.ts';
import { rendererImage } from '#infra/constructs/renderer-image.ts';
import { Schedules } from '#infra/constructs/schedules.ts';
import { reachableObjects } from '#infra/constructs/studio-bucket.ts';
import { studioFunctions } from '#infra/constructs/studio-functions.ts';
import { StudioQueue } from '#infra/constructs/studio-queue.ts';
import { readDefinition, Workflow, workflowReach } from '#infra/constructs/workflow.ts';
import { type DataStack, environmentOf } from '#infra/stacks/data-stack.ts';

/** What the pipeline is made of. */
export interface PipelineStackProps {
  stage: Stage;
  bundles: Bundles;
  data: DataStack;
}

/** How films are made: the workflow, its functions and machines, and what starts it beside the API. */
export class PipelineStack extends Stack {
  /** What functions of this stack and of those after it may be granted. */
  readonly reach: Reach;
  readonly media: MediaLayer;

  constructor(scope: Construct, id: string, { stage, bundles, data }: PipelineStackProps) {
    super(scope, id, { env: environmentOf(stage), description: 'Reelwright: how films are made' });
    this.media = new MediaLayer(this, 'Media', { stage: stage.stage, folder: bundles.mediaFolder });
    const productions = new StudioQueue(this, 'Productions', {
      stage: stage.stage,
      name: 'productions',
      fifo: true,
      timeoutSeconds: manifest['brief-start'].timeoutSeconds,
    }).queue;
    this.reach = {
      table: data.table.reachable,
      assets: reachableObjects(data.assets),
      inbox: reachableObjects(data.inbox.bucket),
      queues: {
        arns: [productions.queueArn],
        variable: this.toJsonString({ productions: productions.queueUrl }),
      },
      secrets: reachableSecrets(this, stage.stage),
      voices: { arns: ['*'], variable: this.region, why: WHY.noResources },
      ...workflowReach(this, stage.stage, 'produce-video'),
    };
    const common = { stage, bundle: bundles.functionFolder, media: this.media, reach: this.reach };
    const tasks = studioFunctions(this, ['task'], common);

    const machines = new RenderQueues(this, 'Machines', stage, new RenderNetwork(this, 'Network', stage));
    const image = rendererImage(this, stage);
    const jobArns = new Map(
      (Object.keys(jobs) as JobName[]).map((name) => [
        name as string,
        new RenderJob(this, name, { stage, image, reach: this.reach }).arn,
      ]),
    );
    const workflow = new Workflow(this, 'ProduceVideo', {
      stage,
      name: 'produce-video',
      definition: readDefinition(ROOT, 'produce-video'),
      targets: {
        function: (name) => lookUp(tasks, name).function.functionArn,
        job: (name) => lookUp(jobArns, name),
        'job-queue': (name) => machines.arn(name),
      },
    });
    const started = studioFunctions(this, ['queue', 'schedule', 'event'], common);
    const queues = { productions, inbox: data.inbox.queue };
    for (const [name, target] of started) {
      const { trigger }: FunctionRow = manifest[name];
      if (trigger.kind === 'queue') {
        triggerByQueue(target, queues[trigger.queue], stage.scale[trigger.queue]);
      } else if (trigger.kind === 'event') {
        triggerByEvents(target, {
          stage: stage.stage,
          pattern: {
            source: [trigger.source],
            detailType: [trigger.detailType],
            detail: this.#ours(trigger.source, workflow, machines),
          },
          dead: keepFailures(target, stage.stage),
        });
      } else {
        new Schedules(this, 'Schedules', {
          stage: stage.stage,
          schedules: stage.schedules,
          target,
          dead: keepFailures(target, stage.stage),
        });
      }
    }
  }

  /** The first two zones of the region, which CloudFormation knows: CDK would ask the account for their names. */
  override get availabilityZones(): string[] {
    return [0, 1].map((at) => Fn.select(at, Fn.getAzs()));
  }

  /** Which events of a service are about this installation and tell something that is acted on. */
  #ours(source: string, workflow: Workflow, machines: RenderQueues): Record<string, string[]> {
    switch (source) {
      case 'aws.states':
        return {
          stateMachineArn: [workflow.machineArn],
          status: ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'],
        };
      case 'aws.batch':
        return { jobQueue: machines.arns, status: ['RUNNING', 'FAILED'] };
      default:
        throw new Error(`Nothing is said of which events of ${source} are ours.`);
    }
  }
}

function lookUp<K, V>(map: ReadonlyMap<K, V>, name: K): V {
  const found = map.get(name);
  if (found === undefined) throw new Error(`There is no ${String(name)} for a state machine to call.`);
  return found;
}

import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { manifest } from '#functions/manifest.ts';
import { studioBucket } from '#infra/constructs/studio-bucket.ts';
import { StudioQueue } from '#infra/constructs/studio-queue.ts';

/** The bucket that briefs are dropped into, and the queue that gets a note of each. */
export class Inbox extends Construct {
  readonly bucket: Bucket;
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { stage, accessLogs }: { stage: string; accessLogs: Bucket }) {
    super(scope, id);
    const { timeoutSeconds } = manifest['brief-drop'];
    this.queue = new StudioQueue(this, 'Notes', { stage, name: 'inbox', fifo: false, timeoutSeconds }).queue;
    this.bucket = studioBucket(this, 'Inbox', { accessLogs });
    // Said on the bucket itself: no function of CDK's own has to be deployed for it. The bucket waits for the queue's
    // policy, which so cannot name the bucket, but can name whose it must be.
    this.queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.queue.queueArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    (this.bucket.node.defaultChild as CfnBucket).notificationConfiguration = {
      queueConfigurations: [{ event: 's3:ObjectCreated:*', queue: this.queue.queueArn }],
    };
    this.bucket.node.addDependency(this.queue);
  }
}

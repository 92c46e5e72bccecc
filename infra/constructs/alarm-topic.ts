import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Stage } from '#infra/config.ts';
import { resourceName } from '#infra/constructs/names.ts';

/** Services that tell of alarms, budgets and anomalies. */
const TELLERS = ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com', 'costalerts.amazonaws.com'] as const;

/** Where all alarms go, encrypted; a person gets them by mail after having confirmed it. */
export class AlarmTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { stage, alarmsEmail }: Stage) {
    super(scope, id);
    const key = new Key(this, 'Key', {
      description: 'Encrypts the alarms of Reelwright',
      enableKeyRotation: true,
      // Alarms are read as they come; nothing that it encrypts is kept.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.topic = new Topic(this, 'Topic', {
      topicName: resourceName(stage, 'alarms'),
      masterKey: key,
      enforceSSL: true,
    });
    const ofThisAccount = { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } };
    for (const teller of TELLERS) {
      const principals = [new ServicePrincipal(teller)];
      this.topic.addToResourcePolicy(
        new PolicyStatement({
          principals,
          actions: ['sns:Publish'],
          resources: [this.topic.topicArn],
          conditions: ofThisAccount,
        }),
      );
      key.addToResourcePolicy(
        new PolicyStatement({
          principals,
          // As SNS documents it for services, without a condition; the topic says for whom they may speak.
          actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
          resources: ['*'],
        }),
      );
    }
    if (alarmsEmail !== undefined) this.topic.addSubscription(new EmailSubscription(alarmsEmail));
  }
}

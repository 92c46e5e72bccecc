import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AttributeType, Billing, StreamViewType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Stage } from '#infra/config.ts';
import type { Grant } from '#infra/constructs/grant.ts';
import type { Reachable } from '#infra/constructs/reach.ts';

/** The one table: journal, ledger, runs, approvals, budget, connections. Kept when the stack goes. */
export class StudioTable extends Construct {
  readonly table: TableV2;
  readonly #key: Key;

  constructor(scope: Construct, id: string, { features }: Stage) {
    super(scope, id);
    this.#key = new Key(this, 'Key', {
      description: 'Encrypts the table of Reelwright',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const { replica } = features;
    this.table = new TableV2(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billing: Billing.onDemand(),
      timeToLiveAttribute: 'ttl',
      // What a replica takes: with another view, one that is added later would mean another stream.
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      encryption: TableEncryptionV2.customerManagedKey(
        this.#key,
        replica ? { [replica.region]: replica.keyArn } : {},
      ),
      ...(replica ? { replicas: [{ region: replica.region }] } : {}),
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** The table for those who are granted actions on it; reading what is encrypted takes the key, through DynamoDB only. */
  get reachable(): Reachable {
    return { arns: [this.table.tableArn], variable: this.table.tableName, also: [this.useOfKey] };
  }

  /** What everybody needs who reads items or their changes. */
  get useOfKey(): Grant {
    return {
      actions: ['kms:Decrypt'],
      resources: [this.#key.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': `dynamodb.${Stack.of(this).region}.amazonaws.com` } },
    };
  }
}

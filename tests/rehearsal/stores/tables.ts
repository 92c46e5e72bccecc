import { setTimeout as sleep } from 'node:timers/promises';
import type { Deployed, Deployment } from '#tests/rehearsal/assembly/deployment.ts';
import { callJson, type JsonClient } from '#tests/rehearsal/gateway/call-json.ts';
import type { TableBehind } from '#tests/rehearsal/gateway/dynamodb.ts';

interface TableProperties {
  AttributeDefinitions: object[];
  KeySchema: object[];
  GlobalSecondaryIndexes?: Record<string, unknown>[];
  StreamSpecification?: { StreamViewType: string };
  TimeToLiveSpecification?: { AttributeName: string; Enabled: boolean };
  Replicas?: { SSESpecification?: { KMSMasterKeyId?: string } }[];
  SSESpecification?: { KMSMasterKeyId?: string };
}

/** Makes the template's tables, with indexes, stream and expiry, and gives what stands behind each, by name. */
export async function makeTables(
  deployment: Deployment,
  behind: Omit<JsonClient, 'target'>,
): Promise<Map<string, TableBehind>> {
  const tables = deployment.resources<TableProperties>('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable');
  const made = tables.map(async (table) => [table.ref, await makeTable(table, behind)] as const);
  return new Map(await Promise.all(made));
}

async function makeTable(
  { ref, attributes, properties }: Deployed<TableProperties>,
  behind: Omit<JsonClient, 'target'>,
): Promise<TableBehind> {
  const client = { ...behind, target: 'DynamoDB_20120810' };
  const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, StreamSpecification } = properties;
  const { TableDescription } = await callJson<{ TableDescription: { LatestStreamArn?: string } }>(
    client,
    'CreateTable',
    {
      TableName: ref,
      AttributeDefinitions,
      KeySchema,
      BillingMode: 'PAY_PER_REQUEST',
      ...(GlobalSecondaryIndexes === undefined ? {} : { GlobalSecondaryIndexes }),
      ...(StreamSpecification === undefined
        ? {}
        : { StreamSpecification: { StreamEnabled: true, ...StreamSpecification } }),
    },
  );
  const { TimeToLiveSpecification } = properties;
  while (
    (await callJson<{ Table: { TableStatus: string } }>(client, 'DescribeTable', { TableName: ref })).Table
      .TableStatus !== 'ACTIVE'
  ) {
    await sleep(50);
  }
  if (TimeToLiveSpecification) {
    await callJson(client, 'UpdateTimeToLive', { TableName: ref, TimeToLiveSpecification });
  }
  const keyArn =
    properties.Replicas?.[0]?.SSESpecification?.KMSMasterKeyId ?? properties.SSESpecification?.KMSMasterKeyId;
  const streamBehind = TableDescription.LatestStreamArn;
  return {
    arn: attributes.Arn ?? '',
    ...(streamBehind === undefined ? {} : { streamArn: attributes.StreamArn ?? '', streamBehind }),
    ...(keyArn === undefined ? {} : { keyArn }),
  };
}

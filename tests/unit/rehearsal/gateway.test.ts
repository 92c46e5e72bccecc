import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasDynamoEmulator, type RunningDynamo, startDynamo } from '#tests/emulators/dynamodb.ts';
import { Deployment } from '#tests/rehearsal/assembly/deployment.ts';
import { DynamoDbService } from '#tests/rehearsal/gateway/dynamodb.ts';
import { Gateway } from '#tests/rehearsal/gateway/gateway.ts';
import { SqsService } from '#tests/rehearsal/gateway/sqs.ts';
import { Tally } from '#tests/rehearsal/gateway/tally.ts';
import { Authority } from '#tests/rehearsal/iam/authority.ts';
import { type Credentials, Principals } from '#tests/rehearsal/iam/principals.ts';
import { learnResourcePolicies } from '#tests/rehearsal/iam/resource-policies.ts';
import { makeQueues, type Queues } from '#tests/rehearsal/stores/queues.ts';
import { makeTables } from '#tests/rehearsal/stores/tables.ts';

const REGION = 'eu-west-1';
const ROLE = 'arn:aws:iam::000000000000:role/Work';

describe.skipIf(!hasDynamoEmulator('extenddb'))('the gateway', () => {
  let gateway: Gateway;
  let dynamo: RunningDynamo;
  let queues: Queues;
  let credentials: Credentials;
  let keyArn: string;
  const tally = new Tally();
  const authority = new Authority();

  beforeAll(async () => {
    gateway = new Gateway({ session: (key) => principals.byAccessKey(key) });
    await gateway.listen();
    const deployment = new Deployment([stack()], { addresses: { gateway: gateway.url, api: () => '' } });
    learnResourcePolicies(deployment, authority);
    keyArn = deployment.resources('AWS::KMS::Key')[0]?.attributes.Arn ?? '';
    const principals: Principals = new Principals(deployment, authority);
    dynamo = await startDynamo('extenddb');
    queues = await makeQueues(deployment, REGION);
    const behind = {
      endpoint: dynamo.endpoint,
      region: 'us-east-1',
      service: 'dynamodb',
      credentials: {
        accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
        secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
        sessionToken: '',
      },
    };
    const tables = await makeTables(deployment, behind);
    const dynamodb = new DynamoDbService({ tables, behind, authority, tally });
    const sqs = new SqsService({ queues: queues.all, endpoint: queues.endpoint, authority, tally });
    gateway.add('dynamodb', { protocol: 'json', handle: (call) => dynamodb.handle(call) });
    gateway.add('sqs', { protocol: 'json', handle: (call) => sqs.handle(call) });
    credentials = principals.assume('lambda.amazonaws.com', ROLE, 'work').credentials;
  });
  afterAll(async () => {
    await gateway.close();
    await Promise.all([dynamo.close(), queues.close()]);
  });

  const settings = (given: Credentials = credentials) => ({
    endpoint: gateway.url,
    region: REGION,
    credentials: given,
    maxAttempts: 1,
  });
  const Item = { pk: { S: 'a' } };

  test('lets a call through that the role may make, and counts what it takes', async () => {
    const client = new DynamoDBClient(settings());
    const before = tally.copy();
    await client.send(new PutItemCommand({ TableName: 'items', Item }));
    const answer = await client.send(new GetItemCommand({ TableName: 'items', Key: Item }));
    expect(answer.Item).toEqual(Item);
    expect(answer.ConsumedCapacity).toBeUndefined();
    expect(Object.fromEntries(tally.since(before).entries())).toEqual({
      'dynamodb:GetItem': 1,
      'dynamodb:PutItem': 1,
      'dynamodb-read-units': 0.5,
      'dynamodb-write-units': 1,
      [`kms ${ROLE}`]: 2,
    });
  });

  test('asks for the grants of each part of a transaction', async () => {
    const client = new DynamoDBClient(settings());
    const remove = new TransactWriteItemsCommand({
      TransactItems: [{ Delete: { TableName: 'items', Key: Item } }],
    });
    await expect(client.send(remove)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(
        'is not authorized to perform: dynamodb:DeleteItem on resource: arn:aws:dynamodb',
      ),
    });
  });

  test('refuses a signature that is not that of the credentials', async () => {
    const client = new DynamoDBClient(settings({ ...credentials, secretAccessKey: 'another' }));
    const get = new GetItemCommand({ TableName: 'items', Key: Item });
    await expect(client.send(get)).rejects.toMatchObject({ name: 'InvalidSignatureException' });
  });

  test('refuses credentials that nobody has', async () => {
    const client = new DynamoDBClient(settings({ ...credentials, accessKeyId: 'ASIANOBODY' }));
    const get = new GetItemCommand({ TableName: 'items', Key: Item });
    await expect(client.send(get)).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
  });

  test('hands messages on under the address of the template, and refuses what is not granted', async () => {
    const client = new SQSClient(settings());
    const [queue] = queues.all;
    const send = new SendMessageCommand({ QueueUrl: queue?.url, MessageBody: 'hello' });
    expect((await client.send(send)).MessageId).toBeDefined();
    expect((await queues.peek(queue?.arn ?? ''))[0]?.Body).toBe('hello');
    const receive = new ReceiveMessageCommand({ QueueUrl: queue?.url });
    await expect(client.send(receive)).rejects.toMatchObject({
      name: expect.stringMatching(/^AccessDenied/),
    });
  });
  test('refuses a table whose key the role may not use', async () => {
    authority.addResourcePolicy(keyArn, [
      { Effect: 'Deny', Principal: '*', Action: 'kms:Decrypt', Resource: '*' },
    ]);
    const client = new DynamoDBClient(settings());
    const get = new GetItemCommand({ TableName: 'items', Key: Item });
    await expect(client.send(get)).rejects.toThrow('is not authorized to perform: kms:Decrypt');
  });
});

function stack() {
  const allow = (Action: string | string[]) => ({ Effect: 'Allow', Action, Resource: '*' });
  const root = { AWS: 'arn:aws:iam::000000000000:root' };
  const template = {
    Resources: {
      Key: {
        Type: 'AWS::KMS::Key',
        Properties: { KeyPolicy: { Statement: [{ ...allow('kms:*'), Principal: root }] } },
      },
      Table: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          TableName: 'items',
          AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
          SSESpecification: { KMSMasterKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } },
        },
      },
      Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'q' } },
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: 'Work',
          AssumeRolePolicyDocument: {
            Statement: {
              Effect: 'Allow',
              Action: 'sts:AssumeRole',
              Principal: { Service: 'lambda.amazonaws.com' },
            },
          },
          Policies: [
            {
              PolicyDocument: {
                Statement: [
                  allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'kms:Decrypt', 'sqs:SendMessage']),
                ],
              },
            },
          ],
        },
      },
    },
  };
  return { name: 'S', account: '000000000000', region: REGION, assets: new Map(), template };
}

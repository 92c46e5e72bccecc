import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as cdk from 'aws-cdk-lib';
import {
  aws_dynamodb as dynamodb,
  type aws_iam as iam,
  aws_kms as kms,
  aws_lambda as lambda,
  aws_sqs as sqs,
} from 'aws-cdk-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Deployment } from '#tests/rehearsal/assembly/deployment.ts';
import { condition, resolve, type Scope } from '#tests/rehearsal/assembly/intrinsics.ts';
import { readAssembly } from '#tests/rehearsal/assembly/read-assembly.ts';

const addresses = { gateway: 'http://127.0.0.1:4', api: (id: string) => `http://127.0.0.1:5/${id}` };
const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a cloud assembly', () => {
  let deployment: Deployment;
  let names: string[];

  beforeAll(() => {
    const app = new cdk.App({ outdir: folder, analyticsReporting: false });
    const env = { region: 'eu-west-1' };
    // Written in the wrong order: what is deployed first follows from what refers to what.
    const pipeline = new cdk.Stack(app, 'Pipeline', { env });
    const data = new cdk.Stack(app, 'Data', { env });
    const key = new kms.Key(data, 'Key');
    const table = new dynamodb.TableV2(data, 'Table', {
      partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
      encryption: dynamodb.TableEncryptionV2.customerManagedKey(key),
      dynamoStream: dynamodb.StreamViewType.NEW_IMAGE,
    });
    const dead = new sqs.Queue(pipeline, 'Dead', { fifo: true });
    const queue = new sqs.Queue(pipeline, 'Queue', {
      fifo: true,
      deadLetterQueue: { queue: dead, maxReceiveCount: 3 },
    });
    const work = new lambda.Function(pipeline, 'Work', {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'main.handler',
      code: lambda.Code.fromAsset(join(import.meta.dirname, 'fixtures')),
      environment: { TABLE: table.tableName, QUEUE: queue.queueUrl, STREAM: table.tableStreamArn ?? '' },
    });
    table.grantReadData(work);
    new cdk.CfnOutput(pipeline, 'Name', { value: work.functionName });
    app.synth();
    const stacks = readAssembly(folder);
    names = stacks.map(({ name }) => name);
    deployment = new Deployment(stacks, { addresses });
  });

  test('has its stacks in the order of their deployment', () => {
    expect(names).toEqual(['Data', 'Pipeline']);
  });

  test('is resolved to the last intrinsic', () => {
    const all = JSON.stringify(deployment.resources());
    expect(all).not.toMatch(/"(Ref|Fn::\w+)":/);
    expect(deployment.resources().length).toBeGreaterThan(6);
  });

  test('carries names over from one stack to another', () => {
    const [table] = deployment.resources('AWS::DynamoDB::GlobalTable');
    const [work] = deployment.resources<{ Environment: { Variables: Record<string, string> } }>(
      'AWS::Lambda::Function',
    );
    const { TABLE, STREAM, QUEUE } = work?.properties.Environment.Variables ?? {};
    expect(TABLE).toBe(table?.ref);
    expect(STREAM).toBe(table?.attributes.StreamArn);
    expect(QUEUE).toMatch(/^http:\/\/127\.0\.0\.1:4\/000000000000\/Pipeline-Queue\w+\.fifo$/);
    expect(deployment.output('Pipeline', 'Name')).toBe(work?.ref);
  });

  test('names policies and roles of one another', () => {
    const [role] = deployment
      .resources('AWS::IAM::Role')
      .filter(({ logicalId }) => logicalId.includes('Work'));
    const [policy] = deployment.resources<{ Roles: string[]; PolicyDocument: iam.PolicyDocument }>(
      'AWS::IAM::Policy',
    );
    expect(policy?.properties.Roles).toEqual([role?.ref]);
    expect(JSON.stringify(policy?.properties.PolicyDocument)).toContain(
      'arn:aws:dynamodb:eu-west-1:000000000000:table/',
    );
  });

  test('knows the folder of each asset', () => {
    const [work] = deployment.resources<{ Code: { S3Key: string } }>('AWS::Lambda::Function');
    expect(deployment.asset(work?.properties.Code.S3Key ?? '')).toContain(`${folder}/asset.`);
    expect(() => deployment.asset('none.zip')).toThrow('No stack has the asset none.zip.');
  });
});

describe('an unresolved thing is an error that names it', () => {
  const stack = (properties: Record<string, unknown>, more: object = {}) =>
    new Deployment(
      [
        {
          name: 'S',
          account: '000000000000',
          region: 'eu-west-1',
          assets: new Map(),
          template: { Resources: { Q: { Type: 'AWS::SQS::Queue', Properties: properties } }, ...more },
        },
      ],
      { addresses },
    );

  test.each([
    [{ X: { Ref: 'None' } }, 'S: there is no resource None.'],
    [{ X: { 'Fn::GetAtt': ['Q', 'Shape'] } }, 'S: the attribute Shape of Q (AWS::SQS::Queue) is not known.'],
    [{ X: { 'Fn::ImportValue': 'other' } }, 'S: Q (AWS::SQS::Queue): No stack exports other.'],
    [{ X: { 'Fn::Transform': {} } }, 'S: Q (AWS::SQS::Queue): Fn::Transform is not known.'],
    [{ X: { 'Fn::Select': [3, ['a']] } }, 'Fn::Select: there is no item 3 among 1.'],
    [{ X: { 'Fn::FindInMap': ['a', 'b', 'c'] } }, 'Fn::FindInMap: there is no a.b.c.'],
    [{ X: { 'Fn::If': ['None', 1, 2] } }, 'There is no condition None.'],
  ])('%j', (properties, message) => {
    expect(() => stack(properties).resources()).toThrow(message);
  });

  test('a parameter without a value', () => {
    const deployment = stack({ X: { Ref: 'P' } }, { Parameters: { P: { Type: 'String' } } });
    expect(() => deployment.resources()).toThrow('S: the parameter P has no value.');
  });
});

describe('intrinsic functions', () => {
  const scope: Scope = {
    region: 'eu-west-1',
    template: {
      Resources: {},
      Mappings: { M: { eu: { size: 3 } } },
      Conditions: {
        Yes: { 'Fn::Equals': [{ Ref: 'A' }, 'a'] },
        No: { 'Fn::Not': [{ Condition: 'Yes' }] },
        Both: { 'Fn::And': [{ Condition: 'Yes' }, { Condition: 'No' }] },
        Any: { 'Fn::Or': [{ Condition: 'Yes' }, { Condition: 'No' }] },
      },
    },
    ref: (name) => (name === 'L' ? ['x', 'y'] : name.toLowerCase()),
    attribute: (resource, name) => `${resource}.${name}`,
    imported: (name) => `from ${name}`,
    output: (stack, name) => `${stack}/${name}`,
  };

  test.each([
    [{ Ref: 'A' }, 'a'],
    [{ 'Fn::GetAtt': ['R', 'Arn'] }, 'R.Arn'],
    [{ 'Fn::GetAtt': 'R.Outputs.Name' }, 'R.Outputs.Name'],
    [{ 'Fn::Join': ['-', ['1', { Ref: 'A' }, { Ref: 'B' }]] }, '1-a-b'],
    [{ 'Fn::Join': [',', { Ref: 'L' }] }, 'x,y'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the function of CloudFormation
    [{ 'Fn::Sub': '${A}/${R.Arn}/${!Literal}' }, 'a/R.Arn/${Literal}'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the function of CloudFormation
    [{ 'Fn::Sub': ['${X}+${A}', { X: { Ref: 'B' } }] }, 'b+a'],
    [{ 'Fn::Select': ['1', { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
    [{ 'Fn::If': ['Yes', { Ref: 'A' }, { Ref: 'B' }] }, 'a'],
    [{ 'Fn::If': ['No', { Ref: 'A' }, { Ref: 'B' }] }, 'b'],
    [{ 'Fn::FindInMap': ['M', 'eu', 'size'] }, 3],
    [{ 'Fn::ImportValue': { 'Fn::Join': ['', ['o', 'ther']] } }, 'from other'],
    [{ 'Fn::GetStackOutput': { StackName: 'Data', OutputName: { Ref: 'A' }, Region: 'x' } }, 'Data/a'],
    [{ 'Fn::Base64': 'hi' }, 'aGk='],
    [{ 'Fn::Select': [0, { 'Fn::GetAZs': '' }] }, 'eu-west-1a'],
    [{ 'Fn::ToJsonString': { a: { Ref: 'A' } } }, '{"a":"a"}'],
    [{ 'Fn::Length': [1, 2] }, 2],
    [{ Condition: { StringEquals: { k: { Ref: 'A' } } } }, { Condition: { StringEquals: { k: 'a' } } }],
  ])('%j', (value, expected) => {
    expect(resolve(scope, value)).toEqual(expected);
  });

  test.each([
    ['Yes', true],
    ['No', false],
    ['Both', false],
    ['Any', true],
  ])('the condition %s is %s', (name, expected) => {
    expect(condition(scope, { Condition: name })).toBe(expected);
  });
});

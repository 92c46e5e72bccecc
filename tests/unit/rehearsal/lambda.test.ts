import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Deployment } from '#tests/rehearsal/assembly/deployment.ts';
import { Authority } from '#tests/rehearsal/iam/authority.ts';
import type { Caller } from '#tests/rehearsal/iam/evaluate.ts';
import { Principals } from '#tests/rehearsal/iam/principals.ts';
import { functionSpecs } from '#tests/rehearsal/lambda/function-spec.ts';
import { LambdaHost } from '#tests/rehearsal/lambda/lambda-host.ts';

const folder = mkdtempSync(join(tmpdir(), 'lambda-'));
const gateway = createServer((request, response) =>
  response.end(`${request.headers['x-forwarded-host']}${request.url}`),
);
const authority = new Authority();
const logs: string[] = [];
let host: LambdaHost;

const allow = (Action: string) => ({ Effect: 'Allow', Action, Resource: '*' });
const fn = (properties: object) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Code: { S3Key: 'code' },
    Handler: 'main.handler',
    Runtime: 'nodejs24.x',
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    Timeout: 1,
    MemorySize: 256,
    ...properties,
  },
});
const api: Caller = { kind: 'service', service: 'apigateway.amazonaws.com' };
const ARN = 'arn:aws:execute-api:eu-west-1:000000000000:api/prod/GET/x';
const call = (event: unknown, name = 'S-Work') => host.invoke(api, name, event, { sourceArn: ARN });

beforeAll(async () => {
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  const layer = join(folder, 'layer');
  mkdirSync(join(layer, 'media'), { recursive: true });
  writeFileSync(join(layer, 'media', 'font'), '');
  const Service = 'lambda.amazonaws.com';
  const permission = (name: string) => ({
    FunctionName: { 'Fn::GetAtt': [name, 'Arn'] },
    Action: 'lambda:InvokeFunction',
    Principal: 'apigateway.amazonaws.com',
  });
  const template = {
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {
            Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service } },
          },
          Policies: [
            { PolicyDocument: { Statement: [allow('logs:CreateLogStream'), allow('logs:PutLogEvents')] } },
          ],
        },
      },
      Layer: { Type: 'AWS::Lambda::LayerVersion', Properties: { Content: { S3Key: 'layer' } } },
      Work: fn({
        Layers: [{ Ref: 'Layer' }],
        Environment: { Variables: { MEDIA: '/opt/media', STAGE: 'rehearsal' } },
        ReservedConcurrentExecutions: 1,
      }),
      Broken: fn({ Handler: 'broken.handler' }),
      MayWork: {
        Type: 'AWS::Lambda::Permission',
        Properties: { ...permission('Work'), SourceArn: ARN.replace('GET', '*') },
      },
      MayBreak: { Type: 'AWS::Lambda::Permission', Properties: permission('Broken') },
    },
  };
  const assets = new Map([
    ['code', join(import.meta.dirname, 'fixtures')],
    ['layer', layer],
  ]);
  const stack = { name: 'S', account: '000000000000', region: 'eu-west-1', assets, template };
  const deployment = new Deployment([stack], { addresses: { gateway: '', api: () => '' } });
  host = new LambdaHost({
    deployment,
    authority,
    principals: new Principals(deployment, authority),
    specs: functionSpecs(deployment),
    gateway: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`,
    region: 'eu-west-1',
    folder,
    most: 2,
    onLog: (_, line) => logs.push(line),
  });
});
afterAll(() => {
  host.close();
  gateway.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a function runs from its asset, and its environment is used again', async () => {
  expect(await call({ a: 1 })).toMatchObject({ event: { a: 1 }, calls: 1, name: 'S-Work' });
  expect(await call({})).toMatchObject({ calls: 2, left: expect.any(Number) });
  expect(host.records.map(({ initMs }) => initMs !== undefined)).toEqual([true, false]);
});

test('it has the variables of the template, those of Lambda, and the layer in its place', async () => {
  const environment = (await call({ do: 'environment' })) as Record<string, string>;
  expect(environment).toMatchObject({
    STAGE: 'rehearsal',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: expect.stringMatching(/^ASIA/),
    MEDIA: expect.stringMatching(/opt\/media$/),
    _X_AMZN_TRACE_ID: expect.stringMatching(
      /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=1$/,
    ),
  });
});

test('what it says goes into its log', async () => {
  await call({ do: 'say' });
  // The pipe of its output and the channel of its answer are two.
  await vi.waitFor(() => expect(logs.join('')).toContain('a line'));
});

test('hosts of AWS are the gateway for it', async () => {
  expect(await call({ do: 'reach' })).toBe('issuer.eu-west-1.amazonaws.com/keys?x=1');
});

test.each([
  ['throw', { name: 'NOT_FOUND', message: 'no such film' }],
  ['exit', { name: 'Runtime.ExitError', message: expect.stringMatching(/exit status 3$/) }],
  ['hang', { name: 'Sandbox.Timedout', message: expect.stringMatching(/timed out after 1.00 seconds$/) }],
  ['big', { name: 'Function.ResponseSizeTooLarge' }],
])('what fails by %s is told as Lambda tells it, and the next event is served', async (how, expected) => {
  await expect(call({ do: how })).rejects.toMatchObject(expected);
  expect(await call({ next: true })).toMatchObject({ event: { next: true } });
});

test('a bundle that cannot be loaded says why', async () => {
  await expect(call({}, 'S-Broken')).rejects.toMatchObject({ message: 'cannot be loaded' });
});

test('an event that is too large is refused', async () => {
  const event = { text: 'x'.repeat(6_291_456) };
  await expect(call(event)).rejects.toMatchObject({ name: 'Lambda.RequestEntityTooLargeException' });
});

test('a scene may let a call fail or kill the process', async () => {
  host.disturb('S-Work', { fail: 'Lambda.ServiceException' }, { killAfterMs: 0 });
  await expect(call({})).rejects.toMatchObject({ name: 'Lambda.ServiceException' });
  await expect(call({ do: 'hang' })).rejects.toMatchObject({ name: 'Runtime.ExitError' });
  expect(await call({})).toMatchObject({ calls: 1 });
});

test('somebody whom its permission does not name may not call it', async () => {
  const other: Caller = { kind: 'service', service: 'events.amazonaws.com' };
  await expect(host.invoke(other, 'S-Work', {})).rejects.toThrow(
    'User: events.amazonaws.com is not authorized to perform: lambda:InvokeFunction',
  );
  const sourceArn = ARN.replace('api/', 'other/');
  await expect(host.invoke(api, 'S-Work', {}, { sourceArn })).rejects.toThrow('no resource-based policy');
});

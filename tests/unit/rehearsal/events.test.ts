import { describe, expect, test } from 'vitest';
import { Deployment } from '#tests/rehearsal/assembly/deployment.ts';
import { apiOf } from '#tests/rehearsal/entrances/api-resources.ts';
import { hasPattern } from '#tests/rehearsal/events/event-pattern.ts';
import { mappingsOf, passes } from '#tests/rehearsal/events/mappings.ts';
import { bucketNotes } from '#tests/rehearsal/stores/buckets.ts';

const deploy = (Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>) =>
  new Deployment(
    [{ name: 'S', account: '000000000000', region: 'eu-west-1', assets: new Map(), template: { Resources } }],
    { addresses: { gateway: 'http://127.0.0.1:1', api: () => '' } },
  );

describe('a pattern', () => {
  const event = { source: 'aws.states', detail: { status: 'FAILED', name: 'run-1', tags: ['a', 'b'] } };
  test.each<[unknown, boolean]>([
    [{ source: ['aws.states'] }, true],
    [{ source: ['aws.batch', 'aws.states'] }, true],
    [{ source: ['aws.batch'] }, false],
    [{ detail: { status: ['FAILED', 'ABORTED'] } }, true],
    [{ detail: { status: ['FAILED'], name: ['other'] } }, false],
    [{ detail: { name: [{ prefix: 'run-' }] } }, true],
    [{ detail: { name: [{ suffix: '-2' }] } }, false],
    [{ detail: { status: [{ 'anything-but': ['SUCCEEDED'] }] } }, true],
    [{ detail: { status: [{ 'anything-but': 'FAILED' }] } }, false],
    [{ detail: { cause: [{ exists: false }] } }, true],
    [{ detail: { cause: [{ exists: true }] } }, false],
    [{ detail: { tags: ['b'] } }, true],
    [{ $or: [{ source: ['x'] }, { detail: { status: ['FAILED'] } }] }, true],
    [{ nothing: { deeper: ['x'] } }, false],
  ])('%j', (pattern, expected) => {
    expect(hasPattern(pattern, event)).toBe(expected);
  });

  test('with an operator that is not evaluated is an error', () => {
    expect(() => hasPattern({ source: [{ wildcard: 'a*' }] }, event)).toThrow('wildcard');
  });
});

describe('an event source mapping', () => {
  const [mapping] = mappingsOf(
    deploy({
      M: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          FunctionName: 'f',
          EventSourceArn: 'arn:aws:dynamodb:eu-west-1:000000000000:table/t/stream/x',
          FilterCriteria: { Filters: [{ Pattern: '{"eventName":["INSERT"]}' }] },
          FunctionResponseTypes: ['ReportBatchItemFailures'],
          DestinationConfig: { OnFailure: { Destination: 'dead' } },
          MaximumRetryAttempts: 10,
        },
      },
    }),
    'dynamodb',
  );

  test('is read with what AWS takes where the template says nothing', () => {
    expect(mapping).toMatchObject({
      batchSize: 100,
      bisects: false,
      retries: 10,
      reportsFailures: true,
      onFailure: 'dead',
    });
  });

  test('hands over only what one of its filters lets through', () => {
    if (mapping === undefined) throw new Error('There is no mapping.');
    expect([passes(mapping, { eventName: 'INSERT' }), passes(mapping, { eventName: 'REMOVE' })]).toEqual([
      true,
      false,
    ]);
    expect(passes({ ...mapping, filters: [] }, {})).toBe(true);
  });
});

test('a bucket tells of keys that its filter lets through', () => {
  const [note] = bucketNotes(
    deploy({
      B: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          NotificationConfiguration: {
            QueueConfigurations: [
              {
                Event: 's3:ObjectCreated:*',
                Queue: 'arn:q',
                Filter: {
                  S3Key: {
                    Rules: [
                      { Name: 'prefix', Value: 'in/' },
                      { Name: 'suffix', Value: '.md' },
                    ],
                  },
                },
              },
            ],
          },
        },
      },
    }),
  );
  expect(['in/a.md', 'out/a.md', 'in/a.txt'].map((key) => note?.about(key))).toEqual([true, false, false]);
});

describe('an API', () => {
  const api = { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } };
  const of = (properties: object) => ({ ApiId: { Ref: 'Api' }, ...properties });
  const parts = {
    Api: api,
    Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: of({ StageName: '$default' }) },
    To: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: of({ IntegrationUri: 'arn:aws:lambda:r:a:function:f' }),
    },
  };
  const route = (properties: object) => ({
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: of({
      RouteKey: 'GET /a',
      Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'To' }]] },
      ...properties,
    }),
  });

  test('has the routes of the template with the functions behind them', () => {
    expect(apiOf(deploy({ ...parts, R: route({}) }), 'HTTP')?.routes).toEqual([
      { key: 'GET /a', functionArn: 'arn:aws:lambda:r:a:function:f' },
    ]);
  });

  test.each([
    ['The route GET /a has no integration.', { Target: 'integrations/none' }],
    ['The route GET /a has no authorizer.', { AuthorizationType: 'JWT', AuthorizerId: 'none' }],
  ])('is not there when something is missing: %s', (message, properties) => {
    expect(() => apiOf(deploy({ ...parts, R: route(properties) }), 'HTTP')).toThrow(message);
  });

  test('is not there without a stage', () => {
    expect(apiOf(deploy({ Api: api }), 'HTTP')).toBeUndefined();
  });
});

import { beforeAll, expect, test } from 'vitest';
import type { FunctionRow } from '#functions/function-row.ts';
import { manifest } from '#functions/manifest.ts';
import { readStage } from '#infra/config.ts';
import { stageOf, type Templates, templatesOf } from '#tests/infra/templates-of.ts';
import { type Api, apiOf } from '#tests/rehearsal/entrances/api-resources.ts';

const PREFIX = 'reelwright-rehearsal-';
let rehearsal: Templates;
let named: Templates;

beforeAll(() => {
  rehearsal = templatesOf(readStage('rehearsal'));
  named = templatesOf(
    stageOf({
      stage: 'named',
      region: 'eu-central-1',
      account: '123456789012',
      auth: { provider: 'cognito', mfa: 'required', plan: 'plus' },
      domain: {
        name: 'studio.example.com',
        hostedZoneId: 'Z0000000000000000000',
        certificateArn: 'arn:aws:acm:eu-central-1:123456789012:certificate/one',
      },
    }),
  );
}, 300_000);

function api(templates: Templates, protocol: 'HTTP' | 'WEBSOCKET'): Api {
  const found = apiOf(templates.deployment, protocol);
  if (!found) throw new Error(`There is no API of ${protocol}.`);
  return found;
}

function outputs({ stacks }: Templates, part: string): Record<string, unknown> {
  const stack = stacks.find(({ name }) => name.endsWith(`-${part}`));
  const { Outputs = {} } = (stack?.template ?? {}) as { Outputs?: Record<string, { Value: unknown }> };
  return Object.fromEntries(Object.entries(Outputs).map(([key, { Value }]) => [key, Value]));
}

interface Environment {
  Environment: { Variables: Record<string, string> };
}

test('every route takes tokens of the issuer only, unless the manifest says that it is public', () => {
  const { routes } = api(rehearsal, 'HTTP');
  const rows = Object.values<FunctionRow>(manifest).flatMap(({ trigger }) =>
    trigger.kind === 'route' ? [trigger] : [],
  );
  expect(routes.map(({ key }) => key).sort()).toEqual(
    rows.map(({ method, path }) => `${method} ${path}`).sort(),
  );
  for (const { key, authorizer } of routes) {
    const row = rows.find(({ method, path }) => `${method} ${path}` === key);
    const expected =
      row?.access === 'public'
        ? undefined
        : { kind: 'jwt', issuer: 'https://issuer.example.com/', audiences: ['reelwright'] };
    expect(authorizer, key).toEqual(expected);
  }
});

test('API Gateway may call a function only through what leads to it', () => {
  const permissions = rehearsal.deployment
    .resources<{ Principal: string; SourceArn: string }>('AWS::Lambda::Permission')
    .filter(({ properties }) => properties.Principal === 'apigateway.amazonaws.com');
  const exact =
    /^arn:aws:execute-api:eu-central-1:123456789012:\w+\/(\*\/(GET|POST)\/[\w/{}-]+|\*\/\$\w+|authorizers\/\w+)$/;
  expect(permissions.length).toBe(api(rehearsal, 'HTTP').routes.length + 4);
  for (const { properties } of permissions) expect(properties.SourceArn).toMatch(exact);
});

test('both APIs are throttled, routes that change something more than others', () => {
  interface Limits {
    ThrottlingRateLimit: number;
    ThrottlingBurstLimit: number;
  }
  const stages = rehearsal.deployment.resources<{
    DefaultRouteSettings: Limits;
    RouteSettings?: Record<string, Limits>;
  }>('AWS::ApiGatewayV2::Stage');
  expect(stages).toHaveLength(2);
  for (const { properties } of stages) {
    expect(properties.DefaultRouteSettings.ThrottlingRateLimit).toBeGreaterThan(0);
    for (const limits of Object.values(properties.RouteSettings ?? {})) {
      expect(limits.ThrottlingRateLimit).toBeLessThan(properties.DefaultRouteSettings.ThrottlingRateLimit);
    }
  }
  const limited = stages.flatMap(({ properties }) => Object.keys(properties.RouteSettings ?? {}));
  const changing = api(rehearsal, 'HTTP').routes.filter(({ key }) => !key.startsWith('GET '));
  expect(limited.sort()).toEqual(changing.map(({ key }) => key).sort());
});

test('requests are written down as JSON, without anything that could hold a token', () => {
  const stages = rehearsal.deployment.resources<{ AccessLogSettings: { Format: string } }>(
    'AWS::ApiGatewayV2::Stage',
  );
  for (const { properties } of stages) {
    const format = JSON.parse(properties.AccessLogSettings.Format) as Record<string, string>;
    expect(format).toMatchObject({ request: '$context.requestId', status: '$context.status' });
    for (const variable of Object.values(format)) {
      expect(variable).toMatch(/^\$context\.(?!.*(header|querystring|claims|path$|\.authorize\b))/);
    }
  }
});

test('only pages of the site and of the named origins may call the API', () => {
  const { cors } = api(rehearsal, 'HTTP');
  expect(cors?.AllowOrigins).toEqual([
    expect.stringMatching(/^https:\/\/\w+\.cloudfront\.net$/),
    'https://studio.example.com',
  ]);
  expect(api(named, 'HTTP').cors?.AllowOrigins).toHaveLength(1);
});

test('the issuer of tokens is told to the one function that looks at them itself', () => {
  const told = rehearsal.deployment
    .resources<Environment>('AWS::Lambda::Function')
    .filter(({ properties }) => 'REELWRIGHT_ISSUER' in properties.Environment.Variables);
  expect(told.map(({ ref }) => ref)).toEqual([`${PREFIX}live-authorize`]);
});

test('without an issuer of its own a stage knows its people: invited ones, who are kept', () => {
  const [pool, ...more] = named.deployment.resources<object>('AWS::Cognito::UserPool');
  const [client] = named.deployment.resources('AWS::Cognito::UserPoolClient');
  const authorizer = named.deployment
    .resources<Environment>('AWS::Lambda::Function')
    .find(({ ref }) => ref.endsWith('live-authorize'));
  expect(more).toEqual([]);
  expect(pool?.properties).toMatchObject({
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    DeletionProtection: 'ACTIVE',
    MfaConfiguration: 'ON',
    EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
    UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
  });
  const { ProviderURL: issuer } = pool?.attributes ?? {};
  const tokens = { kind: 'jwt', issuer, audiences: [client?.ref] };
  expect(api(named, 'HTTP').routes.find(({ key }) => key.startsWith('POST'))?.authorizer).toEqual(tokens);
  expect(authorizer?.properties.Environment.Variables).toMatchObject({
    REELWRIGHT_ISSUER: issuer,
    REELWRIGHT_AUDIENCE: client?.ref,
  });
});

test('where a stage has a domain, both APIs have names of it, and a person is told these', () => {
  const names = named.deployment
    .resources<{ DomainName: string; DomainNameConfigurations: object[] }>('AWS::ApiGatewayV2::DomainName')
    .map(({ properties }) => properties);
  expect(names.map(({ DomainName }) => DomainName)).toEqual([
    'api.studio.example.com',
    'live.studio.example.com',
  ]);
  for (const { DomainNameConfigurations } of names) {
    expect(DomainNameConfigurations).toEqual([expect.objectContaining({ SecurityPolicy: 'TLS_1_2' })]);
  }
  expect(outputs(named, 'Api')).toMatchObject({
    ApiUrl: 'https://api.studio.example.com',
    LiveUrl: 'wss://live.studio.example.com',
    UserPoolId: expect.anything(),
    ClientId: expect.anything(),
  });
});

import { createHash, generateKeyPairSync } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { FunctionRow } from '#functions/function-row.ts';
import { manifest } from '#functions/manifest.ts';
import { readConfig } from '#shared/aws/config.ts';
import { statementsByRole } from '#tests/infra/policies.ts';
import { stageOf, type Templates, templatesOf } from '#tests/infra/templates-of.ts';

const ACCOUNT = '123456789012';
let full: Templates;
let plain: Templates;
let publicKey: string;

beforeAll(() => {
  ({ publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }));
  const place = { region: 'eu-central-1', account: ACCOUNT };
  plain = templatesOf(stageOf({ stage: 'plain', ...place }));
  full = templatesOf(
    stageOf({
      stage: 'full',
      ...place,
      domain: {
        name: 'studio.example.com',
        hostedZoneId: 'Z0000000000000000000',
        certificateArn: `arn:aws:acm:eu-central-1:${ACCOUNT}:certificate/one`,
        edgeCertificateArn: `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/two`,
      },
      auth: { provider: 'oidc', issuer: 'https://issuer.example.com/', audience: 'reelwright' },
      features: {
        waf: true,
        cloudfrontSignedFilms: { publicKeyPem: publicKey },
        replica: { region: 'eu-north-1', keyArn: `arn:aws:kms:eu-north-1:${ACCOUNT}:key/one` },
      },
    }),
  );
}, 300_000);

interface Distribution {
  DistributionConfig: {
    Aliases?: string[];
    DefaultCacheBehavior: { ViewerProtocolPolicy: string; TrustedKeyGroups?: string[] };
    HttpVersion: string;
    Logging: { Bucket: string; Prefix: string };
    Origins: { DomainName: string; OriginAccessControlId: string }[];
    ViewerCertificate?: { MinimumProtocolVersion: string };
    WebACLId?: string;
  };
}

const distributions = ({ deployment }: Templates) =>
  deployment
    .resources<Distribution>('AWS::CloudFront::Distribution')
    .map(({ properties }) => properties.DistributionConfig);

test('every distribution speaks TLS only, signs what it asks of its bucket, and logs what it is asked', () => {
  const all = [...distributions(full), ...distributions(plain)];
  expect(all).toHaveLength(3);
  for (const each of all) {
    expect(each).toMatchObject({
      DefaultCacheBehavior: { ViewerProtocolPolicy: 'redirect-to-https' },
      HttpVersion: 'http2and3',
      Logging: { Bucket: expect.stringContaining('edgelogs') },
    });
    for (const { OriginAccessControlId } of each.Origins) expect(OriginAccessControlId).toBeTruthy();
  }
  for (const each of distributions(full)) {
    expect(each.ViewerCertificate?.MinimumProtocolVersion).toBe('TLSv1.2_2021');
  }
});

test('a domain, signed films, a replica or another issuer can come and go: what stacks export stays', () => {
  // CloudFormation refuses to change or remove an export that another stack imports.
  const exported = ({ stacks }: Templates, stage: string) =>
    Object.fromEntries(
      stacks.map(({ name, template: { Outputs = {} } }) => [
        name.replace(`-${stage}-`, '-'),
        Object.entries(Outputs)
          .filter(([, { Export }]) => Export !== undefined)
          .map(([id, { Value }]) => `${id}: ${JSON.stringify(Value)}`)
          .sort(),
      ]),
    );
  const { 'Reelwright-Firewall': firewall, ...others } = exported(full, 'full');
  expect(firewall).toEqual([]);
  expect(others).toEqual(exported(plain, 'plain'));
  expect(others['Reelwright-Data']?.length).toBeGreaterThan(5);
});

test('another key for films is another resource: CloudFront changes none', () => {
  const print = createHash('sha256').update(publicKey).digest('hex').slice(0, 8);
  const keys = full.deployment.resources('AWS::CloudFront::PublicKey');
  expect(keys.map(({ logicalId }) => logicalId)).toEqual([expect.stringContaining(print)]);
});

test('films are at another name than the site and are given under signed links only', () => {
  const byName = new Map(distributions(full).map((each) => [each.Aliases?.[0], each]));
  expect([...byName.keys()].sort()).toEqual(['films.studio.example.com', 'studio.example.com']);
  const films = byName.get('films.studio.example.com');
  const site = byName.get('studio.example.com');
  expect(films?.DefaultCacheBehavior.TrustedKeyGroups).toHaveLength(1);
  expect(films?.Origins[0]?.DomainName).toContain('assets');
  expect(site?.DefaultCacheBehavior.TrustedKeyGroups).toBeUndefined();
  expect(site?.Origins[0]?.DomainName).toContain('site');
});

test('exactly the functions that hand out films are told how to sign, and may read that one secret', () => {
  const handOut = Object.entries<FunctionRow>(manifest)
    .filter(([, { ports }]) => (ports.links as readonly string[] | undefined)?.includes('download'))
    .map(([name]) => `reelwright-full-${name}`);
  const functions = full.deployment.resources<{
    Environment: { Variables: Record<string, string> };
    Role: string;
  }>('AWS::Lambda::Function');
  const told = functions.filter(
    ({ properties }) => readConfig(properties.Environment.Variables).films !== undefined,
  );
  expect(told.map(({ ref }) => ref)).toEqual(handOut);
  const readers = [...statementsByRole(full.deployment)].flatMap(([role, statements]) =>
    statements
      .filter(({ actions }) => actions.some((action) => action.startsWith('secretsmanager:')))
      // Members' own secrets, such as the key of a voice, lie under a prefix of their own.
      .filter(({ resources }) => !resources.every((name) => name.endsWith(':secret:reelwright/full/*')))
      .map(({ actions, resources }) => ({ role, actions, resources })),
  );
  expect(readers).toEqual(
    told.map(({ properties }) => ({
      role: properties.Role.split('/').at(-1),
      actions: ['secretsmanager:GetSecretValue'],
      resources: [`arn:aws:secretsmanager:eu-central-1:${ACCOUNT}:secret:reelwright-full-films-key-??????`],
    })),
  );
});

test.each([
  ['full', ['assets', 'site', 'site']],
  ['plain', ['site', 'site']],
])(
  'in the stage %s only distributions of the account read buckets, and none that is not theirs',
  (name, read) => {
    const { deployment } = name === 'full' ? full : plain;
    const policies = deployment.resources<{
      Bucket: string;
      PolicyDocument: {
        Statement: { Effect: string; Principal: { Service?: string }; Action: string; Condition?: object }[];
      };
    }>('AWS::S3::BucketPolicy');
    const letIn = policies.flatMap(({ properties: { Bucket, PolicyDocument } }) =>
      PolicyDocument.Statement.filter(({ Effect, Principal }) => Effect === 'Allow' && isEdge(Principal)).map(
        ({ Condition }) => ({ Bucket, Condition }),
      ),
    );
    expect(
      letIn.map(({ Bucket }) => Bucket.replace(/^reelwright-\w+-data-(\D+?)[0-9a-f]{8}$/, '$1')).sort(),
    ).toEqual(read);
    for (const { Condition } of letIn) {
      expect(Condition).toEqual({
        ArnLike: { 'aws:SourceArn': `arn:aws:cloudfront::${ACCOUNT}:distribution/*` },
      });
    }
  },
);

test('pages of the site may run nothing but their own files, and be framed by nobody', () => {
  const policies = full.deployment.resources<{
    ResponseHeadersPolicyConfig: {
      Name: string;
      SecurityHeadersConfig: {
        ContentSecurityPolicy: { ContentSecurityPolicy: string };
        StrictTransportSecurity: { AccessControlMaxAgeSec: number };
        ContentTypeOptions: { Override: boolean };
      };
    };
  }>('AWS::CloudFront::ResponseHeadersPolicy');
  const byName = new Map(
    policies.map(({ properties: { ResponseHeadersPolicyConfig: config } }) => [
      config.Name,
      config.SecurityHeadersConfig,
    ]),
  );
  expect([...byName.keys()].sort()).toEqual(['reelwright-full-films', 'reelwright-full-site']);
  for (const [name, headers] of byName) {
    expect(headers.StrictTransportSecurity.AccessControlMaxAgeSec, name).toBeGreaterThanOrEqual(31_536_000);
    expect(headers.ContentTypeOptions, name).toEqual({ Override: true });
  }
  const rules = byName.get('reelwright-full-site')?.ContentSecurityPolicy.ContentSecurityPolicy.split('; ');
  expect(rules).toEqual(
    expect.arrayContaining(["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"]),
  );
  expect(rules?.find((rule) => rule.startsWith('connect-src'))).toContain('wss://live.studio.example.com');
  expect(rules?.join()).not.toMatch(/unsafe|\*/);
  expect(byName.get('reelwright-full-films')?.ContentSecurityPolicy.ContentSecurityPolicy).toContain(
    'sandbox',
  );
});

test('where a stage wants a firewall, it lies in us-east-1 before every distribution; elsewhere there is none', () => {
  const regions = ({ stacks }: Templates) =>
    stacks
      .filter(({ template }) =>
        Object.values(template.Resources).some(({ Type }) => Type === 'AWS::WAFv2::WebACL'),
      )
      .map(({ region }) => region);
  const [acl] = full.deployment.resources<{ Scope: string }>('AWS::WAFv2::WebACL');
  expect(regions(full)).toEqual(['us-east-1']);
  expect(acl?.properties.Scope).toBe('CLOUDFRONT');
  for (const { WebACLId } of distributions(full)) expect(WebACLId).toBe(acl?.attributes.Arn);
  expect(regions(plain)).toEqual([]);
});

function isEdge({ Service }: { Service?: string }): boolean {
  return Service === 'cloudfront.amazonaws.com';
}

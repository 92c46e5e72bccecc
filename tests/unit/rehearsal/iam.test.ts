import { describe, expect, test } from 'vitest';
import { Deployment } from '#tests/rehearsal/assembly/deployment.ts';
import { errorAnswer } from '#tests/rehearsal/iam/access-denied.ts';
import { Authority } from '#tests/rehearsal/iam/authority.ts';
import { conditionsHold } from '#tests/rehearsal/iam/conditions.ts';
import { type AccessRequest, type Caller, decide, grantsOf } from '#tests/rehearsal/iam/evaluate.ts';
import { matches, matchesArn } from '#tests/rehearsal/iam/match.ts';
import { type PolicyStatement, statementsOf } from '#tests/rehearsal/iam/policy.ts';
import { Principals } from '#tests/rehearsal/iam/principals.ts';

const TABLE = 'arn:aws:dynamodb:eu-west-1:000000000000:table/T';
const ROLE = 'arn:aws:iam::000000000000:role/Work';
const SESSION = 'arn:aws:sts::000000000000:assumed-role/Work/work';
const allow = (
  Action: string | string[],
  Resource: string | string[],
  more: object = {},
): PolicyStatement => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const deny = (Action: string, Resource: string, more: object = {}): PolicyStatement => ({
  Effect: 'Deny',
  Action,
  Resource,
  ...more,
});
const role = (...statements: PolicyStatement[]): Caller => ({
  kind: 'role',
  role: ROLE,
  session: SESSION,
  statements,
});
const service = (name: string): Caller => ({ kind: 'service', service: name });
const asked = (caller: Caller, more: Partial<AccessRequest> = {}) =>
  decide({ caller, action: 'dynamodb:GetItem', resource: TABLE, context: {}, ...more });

describe('a role', () => {
  test.each<[string, PolicyStatement[], boolean]>([
    ['with the very action on the very resource', [allow('dynamodb:GetItem', TABLE)], true],
    ['without any statement', [], false],
    ['with another action', [allow('dynamodb:PutItem', TABLE)], false],
    ['with another resource', [allow('dynamodb:GetItem', `${TABLE}2`)], false],
    ['with one of many actions', [allow(['dynamodb:PutItem', 'dynamodb:GetItem'], TABLE)], true],
    ['with one of many resources', [allow('dynamodb:GetItem', ['arn:aws:s3:::b', TABLE])], true],
    ['with a wildcard in the action', [allow('dynamodb:Get*', TABLE)], true],
    ['with a question mark in the action', [allow('dynamodb:?etItem', TABLE)], true],
    ['with everything allowed', [allow('*', '*')], true],
    ['with the action in another case', [allow('DynamoDB:getitem', TABLE)], true],
    ['with the resource in another case', [allow('dynamodb:GetItem', TABLE.replace('/T', '/t'))], false],
    ['with an action that only begins so', [allow('dynamodb:Get', TABLE)], false],
    ['that is denied it', [allow('dynamodb:*', '*'), deny('dynamodb:GetItem', TABLE)], false],
    ['that is denied something else', [allow('dynamodb:*', '*'), deny('dynamodb:PutItem', TABLE)], true],
    ['with NotAction of another', [{ Effect: 'Allow', NotAction: 's3:*', Resource: TABLE }], true],
    ['with NotAction of this', [{ Effect: 'Allow', NotAction: 'dynamodb:*', Resource: '*' }], false],
    ['with NotResource of another', [{ Effect: 'Allow', Action: '*', NotResource: `${TABLE}2` }], true],
    ['with NotResource of this', [{ Effect: 'Allow', Action: '*', NotResource: `${TABLE}*` }], false],
    ['whose condition holds', [allow('*', '*', { Condition: { StringEquals: { 'aws:x': 'y' } } })], true],
    [
      'whose condition does not hold',
      [allow('*', '*', { Condition: { StringEquals: { 'aws:x': 'z' } } })],
      false,
    ],
    [
      'whose denial has a condition that does not hold',
      [allow('*', '*'), deny('*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
      true,
    ],
  ])('%s', (_, statements, allowed) => {
    const context = { 'aws:x': 'y', 'aws:SecureTransport': 'true' };
    expect(asked(role(...statements), { context }).allowed).toBe(allowed);
  });

  test('is told in words of AWS that nothing allows it', () => {
    const authority = new Authority();
    expect(() => authority.require(role(), 'dynamodb:GetItem', TABLE)).toThrow(
      `User: ${SESSION} is not authorized to perform: dynamodb:GetItem on resource: ${TABLE} because no identity-based policy allows the dynamodb:GetItem action`,
    );
    expect(authority.denied).toHaveLength(1);
  });

  test('is told in words of AWS that something forbids it', () => {
    const decision = asked(role(allow('*', '*'), deny('*', '*')));
    expect(decision).toMatchObject({ because: 'with an explicit deny in an identity-based policy' });
  });
});

describe('the policy of a resource', () => {
  test.each<[string, Caller, PolicyStatement[], boolean]>([
    ['allows a role that it names', role(), [allow('*', '*', { Principal: { AWS: ROLE } })], true],
    ['allows a session that it names', role(), [allow('*', '*', { Principal: { AWS: SESSION } })], true],
    ['allows everybody', role(), [allow('*', '*', { Principal: '*' })], true],
    ['does not allow another role', role(), [allow('*', '*', { Principal: { AWS: `${ROLE}2` } })], false],
    [
      'leaves it to the account',
      role(),
      [allow('*', '*', { Principal: { AWS: 'arn:aws:iam::000000000000:root' } })],
      false,
    ],
    ['denies what the role may', role(allow('*', '*')), [deny('*', '*', { Principal: { AWS: '*' } })], false],
    ['denies others only', role(allow('*', '*')), [deny('*', '*', { Principal: { AWS: `${ROLE}2` } })], true],
    [
      'allows a service',
      service('s3.amazonaws.com'),
      [allow('*', '*', { Principal: { Service: 's3.amazonaws.com' } })],
      true,
    ],
    [
      'does not allow another service',
      service('sns.amazonaws.com'),
      [allow('*', '*', { Principal: { Service: 's3.amazonaws.com' } })],
      false,
    ],
    ['must allow a service', service('s3.amazonaws.com'), [], false],
  ])('%s', (_, caller, resourcePolicy, allowed) => {
    expect(asked(caller, { resourcePolicy }).allowed).toBe(allowed);
  });

  test('of a key must hand the decision to the account', () => {
    const root = { Principal: { AWS: 'arn:aws:iam::000000000000:root' } };
    const caller = role(allow('dynamodb:GetItem', TABLE));
    expect(asked(caller, { needsDelegation: true }).allowed).toBe(false);
    expect(asked(caller, { needsDelegation: true, resourcePolicy: [allow('*', '*', root)] }).allowed).toBe(
      true,
    );
  });

  test('says that it is the one that is missing or forbids', () => {
    expect(asked(service('s3.amazonaws.com'))).toMatchObject({
      because: 'because no resource-based policy allows the dynamodb:GetItem action',
    });
    expect(
      asked(role(allow('*', '*')), { resourcePolicy: [deny('*', '*', { Principal: '*' })] }),
    ).toMatchObject({
      because: 'with an explicit deny in a resource-based policy',
    });
  });
});

describe('conditions', () => {
  const context = {
    'kms:ViaService': 'dynamodb.eu-west-1.amazonaws.com',
    'aws:SourceArn': 'arn:aws:execute-api:eu-west-1:0:api/prod/GET/v1',
    's3:TlsVersion': '1.3',
    tags: ['a', 'b'],
  };
  test.each<[string, Record<string, Record<string, unknown>>, boolean]>([
    ['a text', { StringEquals: { 'kms:ViaService': 'dynamodb.eu-west-1.amazonaws.com' } }, true],
    [
      'one of many texts',
      { StringEquals: { 'kms:ViaService': ['x', 'dynamodb.eu-west-1.amazonaws.com'] } },
      true,
    ],
    [
      'a key in another case',
      { StringEquals: { 'KMS:viaservice': 'dynamodb.eu-west-1.amazonaws.com' } },
      true,
    ],
    [
      'a text in another case',
      { StringEquals: { 'kms:ViaService': 'DynamoDB.eu-west-1.amazonaws.com' } },
      false,
    ],
    [
      'a text of any case',
      { StringEqualsIgnoreCase: { 'kms:ViaService': 'DynamoDB.eu-west-1.amazonaws.com' } },
      true,
    ],
    ['a pattern', { StringLike: { 'kms:ViaService': 'dynamodb.*.amazonaws.com' } }, true],
    ['a pattern where a text is meant', { StringEquals: { 'kms:ViaService': 'dynamodb.*' } }, false],
    ['what it is not', { StringNotEquals: { 'kms:ViaService': 's3' } }, true],
    ['what a missing key is not', { StringNotEquals: { none: 's3' } }, true],
    ['a missing key', { StringEquals: { none: 's3' } }, false],
    ['a missing key that may be missing', { StringEqualsIfExists: { none: 's3' } }, true],
    ['a key that must be missing', { Null: { none: 'true' } }, true],
    ['a key that must be there', { Null: { none: 'false' } }, false],
    ['an ARN with wildcards', { ArnLike: { 'aws:SourceArn': 'arn:aws:execute-api:*:0:api/*/GET/*' } }, true],
    [
      'an ARN whose wildcard would reach over a colon',
      { ArnLike: { 'aws:SourceArn': 'arn:aws:*:api/*' } },
      false,
    ],
    ['a number below', { NumericLessThan: { 's3:TlsVersion': 1.2 } }, false],
    ['a number above', { NumericGreaterThanEquals: { 's3:TlsVersion': '1.2' } }, true],
    ['all of two', { StringLike: { 'kms:ViaService': 'dynamodb*' }, Null: { none: 'false' } }, false],
    ['any of many values', { 'ForAnyValue:StringEquals': { tags: 'b' } }, true],
    ['any value of a key that is not there', { 'ForAnyValue:StringNotEquals': { other: 'b' } }, false],
    ['all of many values', { 'ForAllValues:StringEquals': { tags: 'b' } }, false],
  ])('%s', (_, conditions, expected) => {
    expect(conditionsHold(conditions, context)).toBe(expected);
  });

  test('with an operator that is not evaluated are an error', () => {
    expect(() => conditionsHold({ DateLessThan: { a: '1' } }, {})).toThrow('DateLessThan is not evaluated');
    expect(() => statementsOf({ Statement: { Effect: 'Allow', NotPrincipal: '*' } as never })).toThrow(
      'NotPrincipal',
    );
  });

  test('match whole texts, also of more than one line', () => {
    expect([matches('a*', 'ba'), matches('a.c', 'abc'), matches('a*c', 'a\nc')]).toEqual([
      false,
      false,
      true,
    ]);
    expect(matchesArn('arn:aws:s3:::b/*', 'arn:aws:s3:::b/k:1')).toBe(true);
  });
});

describe('the ledger of grants', () => {
  const statements = [allow(['dynamodb:GetItem', 'dynamodb:PutItem'], [TABLE, `${TABLE}/index/*`])];

  test('lists each action on each resource that no call has used', () => {
    const authority = new Authority();
    authority.expect(ROLE, statements);
    expect(authority.unused()).toHaveLength(4);
    authority.require(role(...statements), 'dynamodb:PutItem', TABLE);
    expect(authority.unused()).toEqual([
      { role: ROLE, action: 'dynamodb:GetItem', resource: TABLE },
      { role: ROLE, action: 'dynamodb:GetItem', resource: `${TABLE}/index/*` },
      { role: ROLE, action: 'dynamodb:PutItem', resource: `${TABLE}/index/*` },
    ]);
  });

  test('does not take a refusal for a use', () => {
    const authority = new Authority();
    const all = [...statements, deny('*', '*')];
    authority.expect(ROLE, all);
    expect(() => authority.require(role(...all), 'dynamodb:PutItem', TABLE)).toThrow('explicit deny');
    expect(authority.unused()).toEqual(grantsOf(statements).map((grant) => ({ role: ROLE, ...grant })));
  });
});

describe('errors', () => {
  const error = { name: 'AccessDeniedException', message: 'User: <a> may not' };
  test.each([
    ['json', 'dynamodb', 400, '"__type":"com.amazon.coral.service#AccessDeniedException"'],
    ['json', 'states', 400, '{"__type":"AccessDeniedException","Message":"User: <a> may not"}'],
    ['rest-json', 'batch', 403, '{"message":"User: <a> may not"}'],
    ['s3', 's3', 403, '<Error><Code>AccessDenied</Code><Message>User: &lt;a&gt; may not</Message>'],
    ['query', 'sts', 403, '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code>'],
  ] as const)('speak %s for %s', (protocol, name, status, part) => {
    const answer = errorAnswer(protocol, error, { service: name, requestId: 'r' });
    expect(answer.status).toBe(status);
    expect(answer.body).toContain(part);
  });

  test('of SQS name the error of its older protocol', () => {
    const { headers } = errorAnswer('json', error, { service: 'sqs', requestId: 'r' });
    expect(headers['x-amzn-query-error']).toBe('AccessDenied;Sender');
  });
});

describe('sessions of roles', () => {
  const document = (...Statement: PolicyStatement[]) => ({ Statement });
  const trust = document({
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { Service: 'lambda.amazonaws.com' },
  });
  const open = (properties: object, more: object = {}) => {
    const authority = new Authority();
    const template = {
      Resources: {
        R: {
          Type: 'AWS::IAM::Role',
          Properties: { RoleName: 'Work', AssumeRolePolicyDocument: trust, ...properties },
        },
        ...more,
      },
    };
    const stack = { name: 'S', account: '000000000000', region: 'eu-west-1', assets: new Map(), template };
    const deployment = new Deployment([stack], { addresses: { gateway: '', api: () => '' } });
    return new Principals(deployment, authority);
  };

  test('have the inline and the attached policies of the role', () => {
    const attached = {
      P: {
        Type: 'AWS::IAM::Policy',
        Properties: { Roles: [{ Ref: 'R' }], PolicyDocument: document(allow('b', '*')) },
      },
    };
    const principals = open({ Policies: [{ PolicyDocument: document(allow('a', '*')) }] }, attached);
    const session = principals.assume('lambda.amazonaws.com', ROLE, 'work');
    expect(session.caller.session).toBe(SESSION);
    expect(session.caller.statements.map(({ Action }) => Action)).toEqual(['a', 'b']);
    expect(principals.byAccessKey(session.credentials.accessKeyId)).toBe(session);
  });

  test('are refused to a service that the role does not trust', () => {
    expect(() => open({}).assume('states.amazonaws.com', ROLE, 'x')).toThrow('sts:AssumeRole');
  });

  test('are refused of roles whose policies are not in the template', () => {
    const principals = open({ ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] });
    expect(() => principals.assume('lambda.amazonaws.com', ROLE, 'x')).toThrow('cannot be read');
  });
});

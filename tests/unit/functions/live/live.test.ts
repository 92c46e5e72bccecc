import fc from 'fast-check';
import { expect, test } from 'vitest';
import { handler as authorize } from '#functions/live/authorize.ts';
import { handler as serve } from '#functions/live/serve.ts';
import { LocalLive } from '#local/live.ts';
import type { StoredEvent } from '#shared/domain/events.ts';
import { RunId } from '#shared/domain/identity.ts';
import { call, OURS, openFunctionHome, THEIRS } from '#tests/unit/functions/function-home.ts';
import { runRecord } from '#tests/unit/functions/run-record.ts';

const RUN = runRecord();
const methodArn = 'arn:aws:execute-api:eu-central-1:000000000000:api/live/$connect';
const opening = (more: object) => ({
  type: 'REQUEST',
  methodArn,
  requestContext: { connectionId: 'c1' },
  ...more,
});

test.each([
  ['the header', { headers: { Authorization: 'Bearer token-of-ours' } }],
  ['the protocols, as a browser must', { headers: { 'Sec-WebSocket-Protocol': 'bearer, token-of-ours' } }],
  ['the address', { queryStringParameters: { token: 'token-of-ours' } }],
])('a token in %s opens a connection for its tenant', async (_, more) => {
  await openFunctionHome();
  expect(await call(authorize, opening(more))).toEqual({
    principalId: 'ada',
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: methodArn }],
    },
    context: { tenant: 'ours', subject: 'ada' },
  });
});

test.each([
  ['no token', {}],
  ['a token that is not valid', { headers: { authorization: 'Bearer other' } }],
  ['another scheme', { headers: { authorization: 'Basic token-of-ours' } }],
  ['another protocol', { headers: { 'sec-websocket-protocol': 'graphql-ws, token-of-ours' } }],
])('%s is answered with the one word that becomes 401', async (_, more) => {
  await openFunctionHome();
  await expect(call(authorize, opening(more))).rejects.toThrow(/^Unauthorized$/);
});

test('a token of nobody is denied', async () => {
  await openFunctionHome();
  expect(await call(authorize, opening({ headers: { authorization: 'Bearer token-of-' } }))).toMatchObject({
    policyDocument: { Statement: [{ Effect: 'Deny' }] },
  });
});

async function connected() {
  const live = new LocalLive();
  const sent: { type: string; run?: string; events?: StoredEvent[]; code?: string }[] = [];
  const sizes: number[] = [];
  const home = await openFunctionHome({ live });
  await home.runs.create(OURS, RUN);
  live.attach('c1', {
    bufferedAmount: 0,
    send: (text) => {
      sizes.push(Buffer.byteLength(text));
      sent.push(JSON.parse(text));
    },
    terminate: () => undefined,
  });
  const authorizer = { tenant: OURS, subject: 'ada', principalId: 'ada' };
  const happen = (routeKey: string, more: object = {}) =>
    call(serve, {
      requestContext: { routeKey, connectionId: 'c1', authorizer },
      isBase64Encoded: false,
      ...more,
    });
  await happen('$connect');
  const say = (message: unknown) =>
    happen('$default', { body: typeof message === 'string' ? message : JSON.stringify(message) });
  return { home, live, sent, sizes, happen, say };
}

test('whoever watches a run gets what it has done so far, in messages of at most 32 KiB, in order', async () => {
  const { home, live, sent, sizes, say } = await connected();
  const events = Array.from({ length: 1_500 }, (_, at) => ({
    id: `e${at}`,
    event: { type: 'notice' as const, code: 'N', message: `${at} ${'ü'.repeat(40)}` },
  }));
  await home.journal.append(OURS, RUN.id, events);
  await say({ action: 'watch', run: RUN.id });
  expect(await live.watchers(OURS, RUN.id)).toEqual(['c1']);
  expect(sent.flatMap((message) => message.events ?? []).map(({ version }) => version)).toEqual(
    Array.from({ length: 1_500 }, (_, at) => at + 1),
  );
  expect(new Set(sent.map(({ type, run }) => `${type} ${run}`))).toEqual(new Set(['backlog run-1']));
  expect(sent.length).toBeGreaterThan(3);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(32 * 1024);
});

test('whoever comes back gets only what came after', async () => {
  const { home, sent, say } = await connected();
  await home.journal.append(OURS, RUN.id, [
    { id: 'a', event: { type: 'run.resumed' } },
    { id: 'b', event: { type: 'run.succeeded' } },
  ]);
  await say({ action: 'watch', run: RUN.id, after: 1 });
  expect(sent).toMatchObject([{ events: [{ version: 2 }] }]);
});

test.each([
  ['no JSON', '{', 'REQUEST_INVALID'],
  ['another action', { action: 'delete', run: 'run-1' }, 'REQUEST_INVALID'],
  ['a field too many', { action: 'watch', run: 'run-1', tenant: THEIRS }, 'REQUEST_INVALID'],
  ['an id that is none', { action: 'watch', run: '../run-1' }, 'REQUEST_INVALID'],
  ['a run that is not there', { action: 'watch', run: 'run-9' }, 'NOT_FOUND'],
  ['a run of another tenant', { action: 'watch', run: 'theirs-1' }, 'NOT_FOUND'],
])('%s is answered with a problem, and nothing is watched', async (_, message, code) => {
  const { home, live, sent, say } = await connected();
  const theirs = RunId.parse('theirs-1');
  await home.runs.create(THEIRS, runRecord({ id: theirs }));
  expect(await say(message)).toEqual({ statusCode: 200 });
  expect(sent).toEqual([{ type: 'problem', code, detail: expect.any(String) }]);
  expect(await live.watchers(THEIRS, theirs)).toEqual([]);
});

test('a protocol that carried the token is taken, as browsers want it', async () => {
  const { happen } = await connected();
  const headers = { 'Sec-WebSocket-Protocol': 'bearer, token-of-ours' };
  expect(await happen('$connect', { headers })).toEqual({
    statusCode: 200,
    headers: { 'Sec-WebSocket-Protocol': 'bearer' },
  });
});

test('a connection that ends watches nothing', async () => {
  const { live, say, happen } = await connected();
  await say({ action: 'watch', run: RUN.id });
  await happen('$disconnect');
  expect(await live.watchers(OURS, RUN.id)).toEqual([]);
});

test('whatever is said on a connection, the answer is a message, not an error', async () => {
  const { sent, say } = await connected();
  const nearlyRight = fc.record({
    action: fc.constantFrom('watch', 'unwatch', 1),
    run: fc.oneof(fc.string(), fc.constantFrom('run-1', '__proto__')),
    after: fc.oneof(fc.double(), fc.maxSafeInteger(), fc.string()),
  });
  const message = fc.oneof(
    fc.json(),
    fc.string({ unit: 'binary' }),
    nearlyRight.map((one) => JSON.stringify(one)),
  );
  await fc.assert(
    fc.asyncProperty(message, async (text) => {
      expect(await say(text)).toEqual({ statusCode: 200 });
    }),
    { numRuns: 200 },
  );
  expect(sent.length).toBeGreaterThan(100);
  expect(new Set(sent.map(({ type }) => type))).toEqual(new Set(['problem']));
});

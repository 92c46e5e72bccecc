import { once } from 'node:events';
import { request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import type { Functions } from '#local/host/host.ts';
import { createHttpServer } from '#local/server/http-server.ts';
import { AppError } from '#shared/errors.ts';
import type { Access } from '#shared/ports/access.ts';
import { openLocalPorts } from '#tests/local-ports.ts';

const TOKEN = 'the-right-token';
const access: Access = {
  verify: async (token) => {
    if (token === TOKEN) return { sub: 'owner', groups: ['a', 'b'], exp: 12 };
    throw new AppError('UNAUTHENTICATED', 'This token is not valid here.');
  },
  member: () => {
    throw new Error('the server asks nobody who they are');
  },
};

interface Asked {
  name: string;
  event: Record<string, unknown> & { requestContext: Record<string, unknown> };
}

async function openServer(answer: (asked: Asked) => unknown = () => ({ ok: true })) {
  const asked: Asked[] = [];
  const invoke: Functions['invoke'] = async (name, event) => {
    asked.push({ name, event: event as Asked['event'] });
    return answer({ name, event: event as Asked['event'] });
  };
  const server = createHttpServer({
    ports: { ...(await openLocalPorts()), access },
    invoke,
    hostname: 'studio.test',
    serveLink: async () => false,
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const call = async (
    method: string,
    path: string,
    given: { headers?: Record<string, string>; body?: string | Buffer } = {},
  ) => {
    const sent = request({
      host: '127.0.0.1',
      port,
      method,
      path,
      headers: given.headers ?? {},
      agent: false,
    });
    sent.end(given.body);
    const [response] = await once(sent, 'response');
    const body = await text(response);
    return { status: response.statusCode as number, headers: response.headers, body };
  };
  return { asked, call, port };
}

const bearer = { authorization: `Bearer ${TOKEN}` };

test('a route of the manifest gets the event of an HTTP API, and its answer is sent', async () => {
  // Prepare
  const { asked, call } = await openServer(() => ({
    statusCode: 202,
    headers: { 'x-a': 'b' },
    body: 'héllo',
  }));
  // Act
  const answer = await call('GET', '/v1/productions/A%20b/files/film.mp4?x=1&x=2&y=', { headers: bearer });
  // Assess
  expect(answer).toMatchObject({ status: 202, body: 'héllo', headers: { 'x-a': 'b' } });
  expect(asked[0]?.name).toBe('api-download');
  expect(asked[0]?.event).toMatchObject({
    version: '2.0',
    routeKey: 'GET /v1/productions/{id}/files/{name}',
    rawPath: '/v1/productions/A%20b/files/film.mp4',
    rawQueryString: 'x=1&x=2&y=',
    pathParameters: { id: 'A b', name: 'film.mp4' },
    queryStringParameters: { x: '1,2', y: '' },
    requestContext: { authorizer: { jwt: { claims: { sub: 'owner', groups: '[a b]', exp: '12' } } } },
  });
});

test('a body arrives as text, or in base64 when it is none', async () => {
  const { asked, call } = await openServer();
  await call('POST', '/v1/productions', { headers: bearer, body: '{"topic":"Bienenkönigin"}' });
  await call('POST', '/v1/productions', { headers: bearer, body: Buffer.from([0xff, 0xfe, 0]) });
  expect(asked.map(({ event }) => [event.body, event.isBase64Encoded])).toEqual([
    ['{"topic":"Bienenkönigin"}', false],
    ['//4A', true],
  ]);
});

test('an answer without a status is the body itself', async () => {
  const { call } = await openServer(() => ({ status: 'fine' }));
  expect(await call('GET', '/health')).toMatchObject({ status: 200, body: '{"status":"fine"}' });
});

test.each([
  ['no token', {}],
  ['a wrong token', { authorization: 'Bearer wrong' }],
  ['another scheme', { authorization: `Basic ${TOKEN}` }],
])('a member route with %s is a 401 that says so, and calls nothing', async (_, headers) => {
  const { asked, call } = await openServer();
  const answer = await call('GET', '/v1/productions', { headers: headers as Record<string, string> });
  expect(answer.status).toBe(401);
  expect(answer.headers).toMatchObject({
    'content-type': 'application/problem+json',
    'www-authenticate': 'Bearer',
  });
  expect(JSON.parse(answer.body)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  expect(asked).toEqual([]);
});

test.each([
  ['GET', '/'],
  ['GET', '/v1/productions/'],
  ['GET', '/v1/productions/a/b'],
  ['GET', '/v1/productions/%E0%A4%A'],
  ['DELETE', '/v1/productions'],
  ['HEAD', '/health'],
  ['OPTIONS', '/v1/productions'],
  ['GET', '//evil.example/health'],
])('%s %s is a 404', async (method, path) => {
  const { asked, call } = await openServer();
  const answer = await call(method, path, { headers: bearer });
  expect(answer.status).toBe(404);
  expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  expect(asked).toEqual([]);
});

test.each([
  ['127.0.0.1:4400', 200],
  ['localhost', 200],
  ['[::1]:4400', 200],
  ['studio.test:80', 200],
  ['attacker.example', 404],
  ['127.0.0.1.attacker.example', 404],
  ['localhost@attacker.example', 404],
  ['studio.test/x', 404],
])('a request for the host %s is answered with %i', async (host, status) => {
  const { call } = await openServer();
  expect((await call('GET', '/health', { headers: { host } })).status).toBe(status);
});

test.each([
  ['that says how long it is', true],
  ['that does not', false],
])('a body of more than 10 MiB %s is a 413, and the client gets to see it', async (_, told) => {
  const { asked, call } = await openServer();
  const body = Buffer.alloc(11 * 1024 * 1024, 'a');
  const headers: Record<string, string> = told
    ? { ...bearer }
    : { ...bearer, 'transfer-encoding': 'chunked' };
  const answer = await call('POST', '/v1/productions', { headers, body });
  expect(answer.status).toBe(413);
  expect(JSON.parse(answer.body)).toMatchObject({ code: 'REQUEST_TOO_LARGE' });
  expect(asked).toEqual([]);
});

test('a function that breaks down is a 500 that tells nothing of it', async () => {
  const { call } = await openServer(() => {
    throw new Error('the key is hunter2');
  });
  const answer = await call('GET', '/health');
  expect(answer.status).toBe(500);
  expect(answer.body).not.toContain('hunter2');
});

test('every answer forbids a browser to do anything with it', async () => {
  const { call } = await openServer();
  for (const path of ['/health', '/nothing']) {
    expect((await call('GET', path)).headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
  }
});

test('more requests at a time than are answered are told to come again', async () => {
  // Prepare
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { asked, call } = await openServer(() => held);
  const many = Array.from({ length: 64 }, () => call('GET', '/health'));
  while (asked.length < 64) await new Promise((resolve) => setTimeout(resolve, 5));
  // Act
  const refused = await call('GET', '/health');
  release();
  // Assess
  expect(refused).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
  expect((await Promise.all(many)).every(({ status }) => status === 200)).toBe(true);
  expect((await call('GET', '/health')).status).toBe(200);
});

test('a client that goes away in the middle of its body leaves the server as it was', async () => {
  const { asked, call, port } = await openServer();
  const socket = connect(port, '127.0.0.1');
  socket.write(
    `POST /v1/productions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${TOKEN}\r\nContent-Length: 100\r\n\r\nhalf`,
  );
  await new Promise((resolve) => setTimeout(resolve, 50));
  socket.destroy();
  expect((await call('GET', '/health')).status).toBe(200);
  expect(asked.map(({ name }) => name)).toEqual(['api-health']);
});

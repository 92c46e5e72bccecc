import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { HomeChanges } from '#local/host/home-changes.ts';
import type { Functions } from '#local/host/host.ts';
import { LocalLive } from '#local/live.ts';
import { serveLive } from '#local/server/live-server.ts';
import { relayJournal } from '#local/triggers/relay-journal.ts';
import { systemClock } from '#shared/node/clock.ts';
import { RUN, TENANT } from '#tests/ids.ts';
import { openLocalPorts, silentLog } from '#tests/local-ports.ts';

interface LiveEvent {
  requestContext: { routeKey: string; connectionId: string; authorizer?: Record<string, unknown> };
  headers?: Record<string, string>;
  body?: string;
}

const allow = (Effect: string) => ({
  principalId: 'ada',
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{ Action: 'execute-api:Invoke', Effect, Resource: '*' }],
  },
  context: { tenant: TENANT, subject: 'ada' },
});

/** Stands for the two functions: lets `good` in, watches the run that a message names. */
async function openLive(serve?: (event: LiveEvent, live: LocalLive) => Promise<unknown>) {
  const ports = await openLocalPorts();
  const live = new LocalLive();
  const changes = new HomeChanges();
  const { journal } = changes.announce(ports);
  const routes: string[] = [];
  const invoke: Functions['invoke'] = async (name, payload) => {
    const event = payload as LiveEvent;
    const { routeKey, connectionId } = event.requestContext;
    if (name === 'live-authorize') {
      const token = event.headers?.authorization;
      if (token === 'Bearer good') return allow('Allow');
      if (token === 'Bearer stranger') return allow('Deny');
      throw new Error(token === 'Bearer broken' ? 'struck' : 'Unauthorized');
    }
    routes.push(routeKey);
    expect(event.requestContext.authorizer).toMatchObject({ tenant: TENANT, subject: 'ada' });
    if (routeKey === '$connect') await live.open(TENANT, connectionId);
    if (routeKey === '$disconnect') await live.close(TENANT, connectionId);
    if (routeKey === '$default' && !serve) await live.watch(TENANT, connectionId, RUN);
    return (await serve?.(event, live)) ?? { statusCode: 200 };
  };
  const server = createServer();
  const closeLive = serveLive({
    server,
    ports: { ...ports, log: silentLog },
    invoke,
    live,
    hostname: 'localhost',
  });
  const endRelay = relayJournal({ live, journal, changes, log: silentLog });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    await endRelay();
    await closeLive();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const connect = (
    token: string,
    path = '/live',
    headers: Record<string, string> = {},
    protocols: string[] = [],
  ) =>
    new WebSocket(`ws://127.0.0.1:${port}${path}`, protocols, {
      headers: { authorization: `Bearer ${token}`, ...headers },
    });
  return { connect, routes, live, journal, closeLive };
}

const said = (run: string) => ({ id: run, event: { type: 'notice' as const, code: 'A', message: run } });

test('who goes away while the connection is being opened is told of as gone', async () => {
  const opening = Promise.withResolvers<void>();
  const left = Promise.withResolvers<void>();
  const { connect, routes } = await openLive(async ({ requestContext: { routeKey } }) => {
    if (routeKey !== '$connect') return undefined;
    opening.resolve();
    await left.promise;
    return undefined;
  });
  const socket = connect('good');
  socket.on('error', () => undefined);
  await opening.promise;
  socket.terminate();
  await systemClock.sleep(50);
  left.resolve();
  await vi.waitFor(() => expect(routes).toEqual(['$connect', '$disconnect']));
});

test('who watches a run hears what is written from then on, in order', async () => {
  // Prepare
  const { connect, routes, live, journal } = await openLive();
  await journal.append(TENANT, RUN, [said('before')]);
  const socket = connect('good');
  const heard: string[] = [];
  socket.on('message', (data) => heard.push(JSON.parse(String(data)).event.event.message));
  await once(socket, 'open');
  // Act
  socket.send('watch');
  await vi.waitFor(async () => expect(await live.watchers(TENANT, RUN)).toHaveLength(1));
  for (const word of ['one', 'two', 'three']) await journal.append(TENANT, RUN, [said(word)]);
  await vi.waitFor(() => expect(heard).toHaveLength(3));
  socket.close();
  await once(socket, 'close');
  // Assess
  expect(heard).toEqual(['one', 'two', 'three']);
  await vi.waitFor(() => expect(routes).toEqual(['$connect', '$default', '$disconnect']));
  expect(await live.watchers(TENANT, RUN)).toEqual([]);
});

test.each([
  ['no valid token', 'bad', '/live', {}, 401],
  ['a token of somebody else', 'stranger', '/live', {}, 403],
  ['an authorizer that breaks down', 'broken', '/live', {}, 500],
  ['another path', 'good', '/other', {}, 404],
  ['a host of the web', 'good', '/live', { host: 'attacker.example' }, 404],
])('a connection with %s is refused', async (_, token, path, headers, status) => {
  const { connect, routes } = await openLive();
  const socket = connect(token, path, headers);
  const [, response] = await once(socket, 'unexpected-response');
  expect(response.statusCode).toBe(status);
  expect(routes).toEqual([]);
});

test('a function that does not take the connection closes the door', async () => {
  const { connect } = await openLive(async () => ({ statusCode: 429 }));
  const [, response] = await once(connect('good'), 'unexpected-response');
  expect(response.statusCode).toBe(429);
});

test('of the protocols that are offered the one that the function takes is taken', async () => {
  const { connect } = await openLive(async () => ({
    statusCode: 200,
    headers: { 'Sec-WebSocket-Protocol': 'bearer' },
  }));
  const socket = connect('good', '/live', {}, ['bearer', 'good']);
  await once(socket, 'open');
  expect(socket.protocol).toBe('bearer');
});

test('messages are handled one after the other, and a message that is too long ends the connection', async () => {
  const bodies: string[] = [];
  const { connect } = await openLive(async ({ requestContext, body = '' }) => {
    if (requestContext.routeKey !== '$default') return undefined;
    await new Promise((resolve) => setTimeout(resolve, body === 'slow' ? 60 : 0));
    bodies.push(body);
    return undefined;
  });
  const socket = connect('good');
  await once(socket, 'open');
  socket.send('slow');
  socket.send('fast');
  await vi.waitFor(() => expect(bodies).toEqual(['slow', 'fast']));
  socket.send('x'.repeat(33 * 1024));
  const [code] = await once(socket, 'close');
  expect(code).toBe(1009);
});

test('the end of the server says farewell to everybody', async () => {
  const { connect, closeLive } = await openLive();
  const socket = connect('good');
  await once(socket, 'open');
  const [[code]] = await Promise.all([once(socket, 'close'), closeLive()]);
  expect(code).toBe(1001);
});

test('who reads too slowly is cut off, and others are not', async () => {
  const live = new LocalLive();
  const sent: string[] = [];
  const ended: string[] = [];
  const socket = (name: string, bufferedAmount: number) => ({
    bufferedAmount,
    send: () => void sent.push(name),
    terminate: () => void ended.push(name),
  });
  live.attach('slow', socket('slow', 5 * 1024 * 1024));
  live.attach('quick', socket('quick', 0));
  expect([await live.send('slow', {}), await live.send('quick', {}), await live.send('gone', {})]).toEqual([
    false,
    true,
    false,
  ]);
  expect({ sent, ended }).toEqual({ sent: ['quick'], ended: ['slow'] });
  await expect(live.send('quick', 'x'.repeat(33 * 1024))).rejects.toMatchObject({ code: 'OPTION_INVALID' });
});

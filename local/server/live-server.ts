import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import * as z from 'zod';
import type { Functions } from '#local/host/host.ts';
import type { LocalLive } from '#local/live.ts';
import { readUrl } from '#local/server/http-server.ts';
import { isKnownHost } from '#local/server/known-host.ts';
import {
  type LiveConnection,
  type LiveHappening,
  readPolicy,
  toAuthorizerEvent,
  toLiveEvent,
} from '#local/server/live-event.ts';
import { functionsStartedBy } from '#local/triggers/started-by.ts';
import type { Ports } from '#shared/ports/ports.ts';

const PATH = '/live';
/** The limit of API Gateway for one frame, in bytes. */
const MAX_MESSAGE_BYTES = 32 * 1024;
const MAX_CONNECTIONS = 200;
/** Messages of one connection that wait to be handled; who sends more is cut off. */
const MAX_WAITING = 32;
/** How often the other side must show that it is there, in ms. */
const PING_MS = 30_000;
/** Close codes (RFC 6455, 7.4.1): the server goes away; the other side breaks the rules. */
const GOING_AWAY = 1001;
const POLICY = 1008;

const Answer = z.looseObject({ statusCode: z.int(), headers: z.record(z.string(), z.string()).optional() });

/** What live connections work with. */
export interface LiveServerParts {
  server: Server;
  ports: Pick<Ports, 'clock' | 'ids' | 'log'>;
  invoke: Functions['invoke'];
  live: LocalLive;
  hostname: string;
}

/**
 * Takes WebSocket connections at `/live` of the server, with the functions that a WebSocket API of API Gateway calls: its
 * authorizer first, then the one that serves. The returned function ends all of them.
 */
export function serveLive({ server, ports, invoke, live, hostname }: LiveServerParts): () => Promise<void> {
  const { clock, ids, log } = ports;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  const [authorizer] = functionsStartedBy('authorizer');
  const [serving] = functionsStartedBy('live');
  const handling = new Set<Promise<void>>();
  const call = (name: (typeof serving & object)['name'], event: object) =>
    invoke(name, event, new AbortController().signal);

  async function open(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const url = isKnownHost(request.headers.host, hostname) ? readUrl(request) : undefined;
    if (url?.pathname !== PATH || !authorizer || !serving) return refuse(socket, 404);
    if (sockets.clients.size >= MAX_CONNECTIONS) return refuse(socket, 503);
    const now = clock.now();
    const connection: LiveConnection = { id: ids.next(), request, url, openedAt: now, context: {} };
    const policy = await call(authorizer.name, toAuthorizerEvent(connection, now)).catch((error: Error) => {
      // API Gateway takes this very word of an authorizer for a 401, and any other error for its own fault.
      if (error.message === 'Unauthorized') return undefined;
      throw error;
    });
    if (policy === undefined) return refuse(socket, 401);
    const context = readPolicy(policy);
    if (!context) return refuse(socket, 403);
    connection.context = context;
    const answer = Answer.parse(await tell(connection, { routeKey: '$connect' }));
    if (answer.statusCode !== 200) return refuse(socket, answer.statusCode);
    const protocol = Object.entries(answer.headers ?? {}).find(([name]) =>
      /^sec-websocket-protocol$/i.test(name),
    )?.[1];
    sockets.options.handleProtocols = (offered) =>
      protocol !== undefined && offered.has(protocol) ? protocol : false;
    let isOpen = false;
    sockets.handleUpgrade(request, socket, head, (opened) => {
      isOpen = true;
      attend(connection, opened);
    });
    // Who went away in the meantime has been let in, and is to be forgotten.
    if (!isOpen) await tell(connection, { routeKey: '$disconnect' });
  }

  async function tell(connection: LiveConnection, happening: LiveHappening): Promise<unknown> {
    if (serving) return await call(serving.name, toLiveEvent(connection, happening, clock.now()));
  }

  function attend(connection: LiveConnection, socket: WebSocket): void {
    live.attach(connection.id, socket);
    let waiting = 0;
    let handled: Promise<unknown> = Promise.resolve();
    const next = (happening: LiveHappening) => {
      waiting += 1;
      handled = handled
        .then(() => tell(connection, happening))
        .catch((error) => log.error('live.failed', { connection: connection.id, error }))
        .finally(() => {
          waiting -= 1;
        });
      const done = handled.then(() => undefined);
      handling.add(done);
      void done.then(() => handling.delete(done));
    };
    let alive = true;
    const ping = setInterval(() => {
      if (!alive) return socket.terminate();
      alive = false;
      socket.ping();
    }, PING_MS);
    socket.on('pong', () => {
      alive = true;
    });
    socket.on('message', (data, isBinary) => {
      if (waiting >= MAX_WAITING || isBinary) return socket.close(POLICY);
      next({ routeKey: '$default', messageId: ids.next(), body: String(data) });
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(ping);
      live.detach(connection.id);
      next({ routeKey: '$disconnect' });
    });
  }

  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => undefined);
    open(request, socket, head).catch((error) => {
      log.error('live.failed', { error });
      refuse(socket, 500);
    });
  });
  return async () => {
    for (const socket of sockets.clients) socket.close(GOING_AWAY);
    // Who does not say farewell within a second is cut off.
    const force = setTimeout(() => {
      for (const socket of sockets.clients) socket.terminate();
    }, 1_000);
    await Promise.all(
      [...sockets.clients].map((socket) => new Promise((closed) => socket.once('close', closed))),
    );
    clearTimeout(force);
    await Promise.allSettled([...handling]);
  };
}

function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

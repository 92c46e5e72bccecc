import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Deployment } from '#tests/rehearsal/assembly/deployment.ts';
import { type Api, type Authorizer, apiOf } from '#tests/rehearsal/entrances/api-resources.ts';
import type { ServiceAnswer, ServiceCall } from '#tests/rehearsal/gateway/service-call.ts';
import type { Tally } from '#tests/rehearsal/gateway/tally.ts';
import type { Authority } from '#tests/rehearsal/iam/authority.ts';
import type { LambdaHost } from '#tests/rehearsal/lambda/lambda-host.ts';

/** What stands behind the API. */
export interface LiveApiParts {
  deployment: Deployment;
  lambda: LambdaHost;
  authority: Authority;
  tally: Tally;
  onError(error: Error): void;
}

interface Policy {
  policyDocument: { Statement: { Effect: string }[] };
  context?: Record<string, unknown>;
}

const GATEWAY = { kind: 'service', service: 'apigateway.amazonaws.com' } as const;

/** The template's WebSocket API: authorizer, routes, and the management API that functions send through. */
export class LiveApi {
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #connections = new Map<string, WebSocket>();
  readonly #underWay = new Set<Promise<void>>();
  #api: Api | undefined;
  #parts: LiveApiParts | undefined;
  #url = '';

  constructor() {
    this.#server = createServer((_, response) => response.writeHead(426).end());
    this.#server.on('upgrade', (request, socket, head) => {
      this.#open(request, socket, head).catch((error: Error) => {
        this.#parts?.onError(error);
        refuse(socket, 500);
      });
    });
  }

  /** `ws://127.0.0.1:PORT`, without the stage. */
  get url(): string {
    return this.#url;
  }

  /** Address at which it is opened: with the stage of the template. */
  get address(): string {
    return `${this.#url}/${this.#api?.stage ?? ''}`;
  }

  /** How many connections are open. */
  get connections(): number {
    return this.#connections.size;
  }

  /** Resolves when every message and end that came has been handed over. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  /** Listens on a free port of this machine. */
  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.#url = `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Sets the template's routes to work; a template without such an API, or without a stage, has none. */
  serve(parts: LiveApiParts): void {
    this.#parts = parts;
    this.#api = apiOf(parts.deployment, 'WEBSOCKET');
  }

  /** Ends it with its connections. */
  async close(): Promise<void> {
    for (const socket of this.#connections.values()) socket.terminate();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Loses every connection without a word, as networks do: nobody is told of its end. */
  vanish(): void {
    for (const socket of this.#connections.values()) {
      socket.removeAllListeners('close');
      socket.terminate();
    }
    this.#connections.clear();
  }

  /** The management API: `POST /STAGE/@connections/ID` sends, `DELETE` ends. Throws `AccessDenied`. */
  async manage({ method, url, body, session }: ServiceCall): Promise<ServiceAnswer> {
    const api = this.#api;
    const [, stage = '', id = ''] = /^\/([^/]+)\/@connections\/([^/?]+)/.exec(decodeURIComponent(url)) ?? [];
    const resource = `${api?.arn}/${stage}/${method}/@connections/${id}`;
    this.#parts?.authority.require(session.caller, 'execute-api:ManageConnections', resource);
    this.#parts?.tally.add('live-messages');
    const socket = this.#connections.get(id);
    const headers = { 'content-type': 'application/json' };
    if (socket === undefined || socket.readyState !== socket.OPEN) {
      return { status: 410, headers: { ...headers, 'x-amzn-errortype': 'GoneException' }, body: '{}' };
    }
    if (method === 'POST') socket.send(body.toString());
    else socket.close();
    return { status: 200, headers, body: '' };
  }

  async #open(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const api = this.#api;
    const connect = api?.routes.find(({ key }) => key === '$connect');
    if (api === undefined || connect === undefined || url.pathname !== `/${api.stage}`)
      return refuse(socket, 403);
    const id = randomBytes(9).toString('base64url');
    const base = this.#event(api, id, request, url);
    const context = await this.#authorize(api, connect.authorizer, base);
    if (typeof context === 'number') return refuse(socket, context);
    const answer = await this.#call(api, '$connect', 'CONNECT', base, context);
    if ((answer?.statusCode ?? 200) >= 400) return refuse(socket, answer?.statusCode ?? 500);
    this.#sockets.handleUpgrade(request, socket, head, (opened) => {
      this.#connections.set(id, opened);
      opened.on('message', (data) => {
        this.#parts?.tally.add('live-messages');
        const event = { ...base, body: String(data) };
        this.#beside(this.#call(api, '$default', 'MESSAGE', event, context));
      });
      opened.on('close', () => {
        this.#connections.delete(id);
        this.#beside(this.#call(api, '$disconnect', 'DISCONNECT', base, context));
      });
    });
  }

  #beside(call: Promise<unknown>): void {
    const work = call.then(
      () => undefined,
      (error) => this.#parts?.onError(error),
    );
    this.#underWay.add(work);
    void work.finally(() => this.#underWay.delete(work));
  }

  /** What the authorizer tells the routes, or the status that it refuses with. */
  async #authorize(
    api: Api,
    authorizer: Authorizer | undefined,
    base: LiveEventBase,
  ): Promise<Record<string, unknown> | number> {
    if (authorizer === undefined) return {};
    if (authorizer.kind !== 'request')
      throw new Error('Only function authorizers are rehearsed for WebSocket APIs.');
    // A source of identity that is not there is refused without a call.
    if (!authorizer.sources.every((source) => isGiven(source, base))) return 401;
    const methodArn = `${api.arn}/${api.stage}/$connect`;
    const event = {
      ...base,
      type: 'REQUEST',
      methodArn,
      requestContext: { ...base.requestContext, routeKey: '$connect', eventType: 'CONNECT' },
    };
    const sourceArn = `${api.arn}/authorizers/${authorizer.id}`;
    try {
      const policy = (await this.#parts?.lambda.invoke(GATEWAY, authorizer.functionArn, event, {
        sourceArn,
      })) as Policy;
      const allowed = policy.policyDocument.Statement.every(({ Effect }) => Effect === 'Allow');
      return allowed ? (policy.context ?? {}) : 403;
    } catch (error) {
      if ((error as Error).message === 'Unauthorized') return 401;
      throw error;
    }
  }

  async #call(
    api: Api,
    key: string,
    eventType: string,
    base: LiveEventBase,
    authorizer: Record<string, unknown>,
  ): Promise<{ statusCode?: number } | undefined> {
    const route = api.routes.find((one) => one.key === key);
    if (route === undefined) return undefined;
    const requestContext = {
      ...base.requestContext,
      routeKey: key,
      eventType,
      authorizer,
      messageId: randomUUID(),
    };
    const sourceArn = `${api.arn}/${api.stage}/${key}`;
    const event = { ...base, requestContext };
    return (await this.#parts?.lambda.invoke(GATEWAY, route.functionArn, event, { sourceArn })) as
      | { statusCode?: number }
      | undefined;
  }

  #event(api: Api, connectionId: string, request: IncomingMessage, url: URL): LiveEventBase {
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(request.headers)) headers[name] = [value].flat().join(',');
    const query = Object.fromEntries(url.searchParams);
    return {
      headers,
      queryStringParameters: url.search === '' ? null : query,
      requestContext: {
        connectionId,
        apiId: api.id,
        stage: api.stage,
        domainName: request.headers.host ?? '',
        connectedAt: Date.now(),
        requestId: randomUUID(),
      },
      isBase64Encoded: false,
    };
  }
}

interface LiveEventBase {
  headers: Record<string, string>;
  queryStringParameters: Record<string, string> | null;
  requestContext: Record<string, unknown>;
  isBase64Encoded: boolean;
}

/** `route.request.header.Authorization`, `route.request.querystring.token`. */
function isGiven(source: string, { headers, queryStringParameters }: LiveEventBase): boolean {
  const [, , from, name = ''] = source.split('.');
  return from === 'header' ? name.toLowerCase() in headers : name in (queryStringParameters ?? {});
}

function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

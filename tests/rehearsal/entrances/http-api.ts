import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JWTPayload } from 'jose';
import type { Deployment } from '#tests/rehearsal/assembly/deployment.ts';
import { type Api, apiOf, type Route } from '#tests/rehearsal/entrances/api-resources.ts';
import { corsHeaders, preflight } from '#tests/rehearsal/entrances/cors.ts';
import type { Tokens } from '#tests/rehearsal/entrances/tokens.ts';
import type { Tally } from '#tests/rehearsal/gateway/tally.ts';
import { type LambdaHost, newTrace } from '#tests/rehearsal/lambda/lambda-host.ts';

/** What stands behind the API. */
export interface HttpApiParts {
  deployment: Deployment;
  lambda: LambdaHost;
  tokens: Tokens;
  tally: Tally;
  onError(error: Error): void;
}

interface Answer {
  statusCode?: number;
  headers?: Record<string, string>;
  body?: string;
  isBase64Encoded?: boolean;
}

/** Longest body of a request, in bytes: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const LONGEST_BODY = 10 * 1024 * 1024;

/** The template's HTTP API: its routes, authorizer and CORS, with events of format 2.0. Throttling is not rehearsed. */
export class HttpApi {
  readonly #server: Server;
  #api: Api | undefined;
  #parts: HttpApiParts | undefined;
  #url = '';

  constructor() {
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: Error) => {
        this.#parts?.onError(error);
        send(response, 500, { message: 'Internal Server Error' });
      });
    });
  }

  /** `http://127.0.0.1:PORT`. */
  get url(): string {
    return this.#url;
  }

  /** Listens on a free port of this machine. */
  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.#url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Sets the template's routes to work; a template without an API has none. */
  serve(parts: HttpApiParts): void {
    this.#parts = parts;
    this.#api = apiOf(parts.deployment, 'HTTP');
  }

  /** Ends it with its connections. */
  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [api, parts] = [this.#api, this.#parts];
    if (api === undefined || parts === undefined) return send(response, 404, { message: 'Not Found' });
    const { method = 'GET', headers } = request;
    if (method === 'OPTIONS' && api.cors)
      return void response.writeHead(204, preflight(api.cors, headers)).end();
    const cors = corsHeaders(api.cors, headers);
    const url = new URL(request.url ?? '/', this.#url);
    const found = match(api, method, url.pathname);
    if (found === undefined) return send(response, 404, { message: 'Not Found' }, cors);
    const claims = await this.#claims(found.route, headers.authorization ?? '');
    if (claims === undefined) {
      return send(response, 401, { message: 'Unauthorized' }, { ...cors, 'www-authenticate': 'Bearer' });
    }
    const body = await read(request);
    if (body === undefined) return send(response, 413, { message: 'Request Entity Too Large' }, cors);
    parts.tally.add('http-requests');
    const trace = newTrace();
    const event = toEvent({ api, ...found, request, url, body, claims, trace });
    const [, path = ''] = found.route.key.split(' ');
    const sourceArn = `${api.arn}/${api.stage}/${method}${path}`;
    const gateway = { kind: 'service', service: 'apigateway.amazonaws.com' } as const;
    const answer = (await parts.lambda.invoke(gateway, found.route.functionArn, event, {
      sourceArn,
      trace,
    })) as Answer;
    const bytes = Buffer.from(answer.body ?? '', answer.isBase64Encoded ? 'base64' : 'utf8');
    response.writeHead(answer.statusCode ?? 200, { ...answer.headers, ...cors }).end(bytes);
  }

  /** Claims of the token; none where nobody asks for one, undefined when it is not taken. */
  async #claims({ authorizer }: Route, authorization: string): Promise<JWTPayload | undefined> {
    if (authorizer === undefined) return {};
    if (authorizer.kind !== 'jwt') throw new Error('Only tokens are rehearsed for HTTP APIs.');
    const token = authorization.replace(/^Bearer /i, '');
    return this.#parts?.tokens.verify(token, authorizer.issuer, authorizer.audiences);
  }
}

/** The route for a request with the parameters of its path: one without parameters goes before one with them. */
function match(
  { routes }: Api,
  method: string,
  path: string,
): { route: Route; parameters: Record<string, string> } | undefined {
  const found = routes.flatMap((route) => {
    const [routeMethod = '', routePath = ''] = route.key.split(' ');
    if (routeMethod !== 'ANY' && routeMethod !== method) return [];
    const pattern = routePath.replace(
      /\{(\w+)(\+?)\}/g,
      (_, name, greedy) => `(?<${name}>${greedy ? '.+' : '[^/]+'})`,
    );
    const groups = new RegExp(`^${pattern}$`).exec(path);
    if (groups === null) return [];
    const parameters = Object.fromEntries(
      Object.entries(groups.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
    );
    return [{ route, parameters }];
  });
  return found.sort((a, b) => Object.keys(a.parameters).length - Object.keys(b.parameters).length)[0];
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
function toEvent(of: {
  api: Api;
  route: Route;
  parameters: Record<string, string>;
  request: IncomingMessage;
  url: URL;
  body: Buffer;
  claims: JWTPayload;
  trace: string;
}): object {
  const { api, route, parameters, request, url, body, claims, trace } = of;
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) headers[name] = [value].flat().join(',');
  headers['x-amzn-trace-id'] = trace;
  const query = Object.fromEntries(
    [...new Set(url.searchParams.keys())].map((name) => [name, url.searchParams.getAll(name).join(',')]),
  );
  const text = /json|text/.test(headers['content-type'] ?? '');
  const now = new Date();
  const jwt = {
    claims: Object.fromEntries(Object.entries(claims).map(([key, value]) => [key, String(value)])),
    scopes: null,
  };
  return {
    version: '2.0',
    routeKey: route.key,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers,
    ...(url.search === '' ? {} : { queryStringParameters: query }),
    ...(Object.keys(parameters).length === 0 ? {} : { pathParameters: parameters }),
    requestContext: {
      accountId: api.arn.split(':')[4],
      apiId: api.id,
      ...(route.authorizer === undefined ? {} : { authorizer: { jwt } }),
      domainName: headers.host,
      domainPrefix: api.id,
      http: {
        method: request.method,
        path: url.pathname,
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: route.key,
      stage: api.stage,
      time: now.toUTCString(),
      timeEpoch: now.getTime(),
    },
    ...(body.length === 0 ? {} : { body: body.toString(text ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !text,
  };
}

async function read(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    if (bytes > LONGEST_BODY) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function send(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

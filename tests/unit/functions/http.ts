import type { LambdaHandler } from '#functions/lambda-handler.ts';
import { call } from '#tests/unit/functions/function-home.ts';

/** A request, in short. */
export interface Asked {
  method?: string;
  path?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  /** The body as it is sent, where it is no JSON. */
  rawBody?: string;
  headers?: Record<string, string>;
  /** Claims of the token; null for none. */
  claims?: Record<string, unknown> | null;
}

/** What came back. */
export interface Answered {
  status: number;
  headers: Record<string, string>;
  // biome-ignore lint/suspicious/noExplicitAny: an answer of any route
  body: any;
}

/** Calls the function of a route as API Gateway does (payload format 2.0). */
export async function request(handler: LambdaHandler, asked: Asked = {}): Promise<Answered> {
  const { path, query, body, rawBody, headers = {}, claims = { sub: 'ada', tenant: 'ours' } } = asked;
  const answer = (await call(handler, {
    version: '2.0',
    routeKey: '$default',
    rawPath: '/',
    rawQueryString: '',
    headers: { 'content-type': 'application/json', ...headers },
    ...(path ? { pathParameters: path } : {}),
    ...(query ? { queryStringParameters: query } : {}),
    requestContext: {
      accountId: '000000000000',
      requestId: 'request-1',
      http: {
        method: asked.method ?? 'GET',
        path: '/',
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: 't',
      },
      ...(claims ? { authorizer: { jwt: { claims, scopes: null } } } : {}),
    },
    ...(rawBody === undefined
      ? body === undefined
        ? {}
        : { body: JSON.stringify(body) }
      : { body: rawBody }),
    isBase64Encoded: false,
  })) as { statusCode: number; headers: Record<string, string>; body: string };
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: answer.body === '' ? undefined : JSON.parse(answer.body),
  };
}

import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import type { MatchedRoute } from '#local/server/routes.ts';
import type { Claims } from '#shared/ports/access.ts';

/** Name of the one stage, as HTTP APIs of API Gateway have it. */
const STAGE = '$default';

/** A request and what was found out about it. */
export interface RoutedRequest {
  request: IncomingMessage;
  url: URL;
  route: MatchedRoute;
  body: Uint8Array;
  /** Of the verified token, where the route wants one. */
  claims: Claims | undefined;
  requestId: string;
  /** Epoch ms. */
  now: number;
}

/**
 * The event that an HTTP API of API Gateway makes of a request: payload format 2.0
 * (docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).
 */
export function toGatewayEvent(
  routed: RoutedRequest,
): Omit<APIGatewayProxyEventV2WithJWTAuthorizer, 'requestContext'> & { requestContext: object } {
  const { request, url, route, body, claims, requestId, now } = routed;
  const { cookie, ...headers } = joinedHeaders(request);
  const query = joinedQuery(url);
  const { method, path } = route.trigger;
  const isText = isValidText(body);
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    ...(cookie === undefined ? {} : { cookies: cookie.split('; ') }),
    headers,
    ...(Object.keys(query).length > 0 ? { queryStringParameters: query } : {}),
    ...(Object.keys(route.parameters).length > 0 ? { pathParameters: route.parameters } : {}),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: url.hostname,
      domainPrefix: url.hostname.split('.')[0],
      http: {
        method,
        path: url.pathname,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: `${method} ${path}`,
      stage: STAGE,
      time: new Date(now).toISOString(),
      timeEpoch: now,
      ...(claims === undefined ? {} : { authorizer: { jwt: { claims: claimTexts(claims), scopes: null } } }),
    },
    ...(body.byteLength === 0 ? {} : { body: Buffer.from(body).toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: !isText,
  };
}

/** Headers by their names in lower case; those that came more than once are joined. */
export function joinedHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headersDistinct).map(([name, values = []]) => [
      name,
      values.join(name === 'cookie' ? '; ' : ','),
    ]),
  );
}

/** Parameters of the query; those that came more than once are joined by commas. */
export function joinedQuery(url: URL): Record<string, string> {
  const names = [...new Set(url.searchParams.keys())];
  return Object.fromEntries(names.map((name) => [name, url.searchParams.getAll(name).join(',')]));
}

/** API Gateway hands every claim over as text: numbers in digits, lists in brackets. */
function claimTexts(claims: Claims): Record<string, string> {
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      Array.isArray(value) ? `[${value.join(' ')}]` : String(value),
    ]),
  );
}

function isValidText(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

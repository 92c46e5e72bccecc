import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import { joinedHeaders, joinedQuery } from '#local/server/gateway-event.ts';
import { LOCAL_TENANT } from '#local/tenant.ts';

/** A connection as the events of its functions describe it. */
export interface LiveConnection {
  id: string;
  /** The request that opened it. */
  request: IncomingMessage;
  url: URL;
  /** Epoch ms. */
  openedAt: number;
  /** What the authorizer said of who it is; empty before it has. */
  context: Record<string, unknown>;
}

/** What happens to a connection, in the words of API Gateway. */
export type LiveHappening =
  | { routeKey: '$connect' }
  | { routeKey: '$disconnect' }
  | { routeKey: '$default'; messageId: string; body: string };

const EVENT_TYPES = { $connect: 'CONNECT', $disconnect: 'DISCONNECT', $default: 'MESSAGE' } as const;

/**
 * The event that a WebSocket API of API Gateway makes of what happens to a connection
 * (docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html).
 */
export function toLiveEvent(connection: LiveConnection, happening: LiveHappening, now: number): object {
  const { routeKey } = happening;
  const message = routeKey === '$default' ? happening : undefined;
  return {
    ...(routeKey === '$connect' ? requestParts(connection) : {}),
    requestContext: {
      ...commonContext(connection, now),
      routeKey,
      eventType: EVENT_TYPES[routeKey],
      ...(message ? { messageId: message.messageId } : {}),
      authorizer: connection.context,
    },
    ...(message ? { body: message.body } : {}),
    isBase64Encoded: false,
  };
}

/** The event that its REQUEST authorizer gets before a connection is opened. */
export function toAuthorizerEvent(connection: LiveConnection, now: number): object {
  return {
    type: 'REQUEST',
    methodArn: 'arn:aws:execute-api:local:000000000000:live/local/$connect',
    ...requestParts(connection),
    requestContext: { ...commonContext(connection, now), routeKey: '$connect', eventType: 'CONNECT' },
  };
}

function requestParts({ request, url }: LiveConnection): object {
  const headers = joinedHeaders(request);
  const query = joinedQuery(url);
  const several = (texts: Record<string, string>) =>
    Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, [value]]));
  return {
    headers,
    multiValueHeaders: several(headers),
    ...(Object.keys(query).length > 0
      ? { queryStringParameters: query, multiValueQueryStringParameters: several(query) }
      : {}),
  };
}

function commonContext({ id, request, url, openedAt }: LiveConnection, now: number): object {
  return {
    connectionId: id,
    connectedAt: openedAt,
    apiId: 'live',
    stage: LOCAL_TENANT,
    domainName: url.hostname,
    messageDirection: 'IN',
    requestId: `${id}-${now}`,
    extendedRequestId: `${id}-${now}`,
    requestTime: new Date(now).toISOString(),
    requestTimeEpoch: now,
    identity: { sourceIp: request.socket.remoteAddress ?? '' },
  };
}

const Policy = z.looseObject({
  principalId: z.string(),
  policyDocument: z.looseObject({
    Statement: z.array(z.looseObject({ Effect: z.enum(['Allow', 'Deny']) })).min(1),
  }),
  context: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
});

/** What an authorizer's answer says of who it is; undefined when it does not let them in. */
export function readPolicy(answer: unknown): Record<string, unknown> | undefined {
  const { principalId, policyDocument, context } = Policy.parse(answer);
  const allowed = policyDocument.Statement.every(({ Effect }) => Effect === 'Allow');
  return allowed ? { ...context, principalId } : undefined;
}

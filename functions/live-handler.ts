import { type Call, type LambdaHandler, lambdaHandler, type StartedBy } from '#functions/lambda-handler.ts';
import { header, LiveEvent, OpeningEvent, TOKEN_PROTOCOL } from '#functions/live-event.ts';
import { TenantId } from '#shared/domain/identity.ts';
import { AppError, errorCode } from '#shared/errors.ts';
import type { Member } from '#shared/ports/access.ts';

/** What the work of a live connection gets. */
export interface LiveCall<N extends StartedBy<'live'>> extends Call<N> {
  tenant: TenantId;
  connection: string;
  /** The message as it came; empty at opening and end. */
  body: string;
}

/** What is done at the opening of a connection, with each of its messages, and at its end. */
export interface LiveWork<N extends StartedBy<'live'>> {
  $connect(call: LiveCall<N>): Promise<void>;
  $default(call: LiveCall<N>): Promise<void>;
  $disconnect(call: LiveCall<N>): Promise<void>;
}

/** Makes the Lambda handler of the routes of a WebSocket API. */
export function liveHandler<N extends StartedBy<'live'>>(name: N, work: LiveWork<N>): LambdaHandler {
  return lambdaHandler(name, async (rawEvent, call) => {
    const { headers, body, requestContext } = LiveEvent.parse(rawEvent);
    const { routeKey, connectionId: connection, authorizer } = requestContext;
    await work[routeKey]({
      ...call,
      tenant: TenantId.parse(authorizer.tenant),
      connection,
      body: body ?? '',
    });
    const protocols = header(headers, 'sec-websocket-protocol');
    // Who offers protocols is cut off when none of them is taken (RFC 6455, 4.2.2).
    const taken = routeKey === '$connect' && protocolToken(protocols) !== undefined;
    return { statusCode: 200, ...(taken ? { headers: { 'Sec-WebSocket-Protocol': TOKEN_PROTOCOL } } : {}) };
  });
}

/** The policy by which a WebSocket API lets somebody in or not, and what it tells the routes of them. */
export interface Policy {
  principalId: string;
  policyDocument: {
    Version: '2012-10-17';
    Statement: { Action: 'execute-api:Invoke'; Effect: 'Allow' | 'Deny'; Resource: string }[];
  };
  context?: { tenant: string; subject: string };
}

/**
 * Makes the Lambda authorizer of a WebSocket API. The token comes as `Authorization: Bearer`, as the protocols `bearer, TOKEN`
 * or as `?token=`. No valid token is answered with 401, one of somebody else with 403.
 */
export function authorizerHandler<N extends StartedBy<'authorizer'>>(
  name: N,
  work: (token: string, call: Call<N>) => Promise<Member>,
): LambdaHandler {
  return lambdaHandler(
    name,
    async (rawEvent, call): Promise<Policy> => {
      const { methodArn, headers, queryStringParameters } = OpeningEvent.parse(rawEvent);
      const token =
        /^Bearer +(\S+)$/i.exec(header(headers, 'authorization'))?.[1] ??
        protocolToken(header(headers, 'sec-websocket-protocol')) ??
        queryStringParameters?.token ??
        '';
      const policy = (Effect: 'Allow' | 'Deny'): Policy['policyDocument'] => ({
        Version: '2012-10-17',
        Statement: [{ Action: 'execute-api:Invoke', Effect, Resource: methodArn }],
      });
      try {
        if (token === '') throw new AppError('UNAUTHENTICATED', 'A live connection needs a token.');
        const { tenant, subject } = await work(token, call);
        return { principalId: subject, policyDocument: policy('Allow'), context: { tenant, subject } };
      } catch (error) {
        const code = errorCode(error);
        call.ports.log.info('connection refused', { code });
        if (code === 'ACCESS_DENIED') return { principalId: 'nobody', policyDocument: policy('Deny') };
        // API Gateway answers 401 to this very word, and 500 to any other error.
        if (code === 'UNAUTHENTICATED') throw new Error('Unauthorized', { cause: error });
        throw error;
      }
    },
    rethrowPlain,
  );
}

function protocolToken(protocols: string): string | undefined {
  const [scheme, token] = protocols.split(',').map((part) => part.trim());
  return scheme === TOKEN_PROTOCOL ? token : undefined;
}

function rethrowPlain(error: AppError): never {
  throw error.cause instanceof Error && error.cause.message === 'Unauthorized' ? error.cause : error;
}

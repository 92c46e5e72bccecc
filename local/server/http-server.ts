import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { problem } from '#functions/problem.ts';
import type { Functions } from '#local/host/host.ts';
import { sendAnswer, sendProblem } from '#local/server/answer.ts';
import { joinedHeaders, toGatewayEvent } from '#local/server/gateway-event.ts';
import { isKnownHost } from '#local/server/known-host.ts';
import { readBody } from '#local/server/read-body.ts';
import { matchRoute } from '#local/server/routes.ts';
import { AppError, ERRORS, toAppError } from '#shared/errors.ts';
import type { Claims } from '#shared/ports/access.ts';
import type { Ports } from '#shared/ports/ports.ts';

/** How long a client may take: for its headers, for its whole request (a film's picture comes here too), between two; in ms. */
const LIMITS = { headersTimeout: 10_000, requestTimeout: 300_000, keepAliveTimeout: 5_000 } as const;
const MAX_HEADER_BYTES = 16 * 1024;
/** Requests that are answered at a time; one more is told to come again. */
const MAX_AT_ONCE = 64;

/** What the server works with. */
export interface HttpServerParts {
  ports: Pick<Ports, 'access' | 'clock' | 'ids' | 'log'>;
  invoke: Functions['invoke'];
  /** The name or address that it listens under. */
  hostname: string;
  /** Answers requests for what links give; false when the request is for something else. */
  serveLink: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
}

/**
 * Makes the server of the manifest's routes. It does what an HTTP API of API Gateway does in front of the functions, and gives
 * them the same events: routes, tokens, limits. There is no CORS; nothing but the routes is answered.
 */
export function createHttpServer({ ports, invoke, hostname, serveLink }: HttpServerParts): Server {
  const { access, clock, ids, log } = ports;
  let atOnce = 0;

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): Promise<void> {
    if (!isKnownHost(request.headers.host, hostname)) throw unknownAddress();
    if (await serveLink(request, response)) return;
    const url = readUrl(request);
    const route = url && matchRoute(request.method ?? '', url.pathname);
    if (!url || !route) throw unknownAddress();
    const claims = route.trigger.access === 'member' ? await verify(request) : undefined;
    const body = await readBody(request);
    const event = toGatewayEvent({ request, url, route, body, claims, requestId, now: clock.now() });
    // Who goes away stops nothing: what was asked for may be half done.
    sendAnswer(response, await invoke(route.name, event, new AbortController().signal));
  }

  async function verify(request: IncomingMessage): Promise<Claims> {
    const [, token] = /^Bearer +(\S+)$/i.exec(joinedHeaders(request).authorization ?? '') ?? [];
    if (token !== undefined) return await access.verify(token);
    throw new AppError('UNAUTHENTICATED', 'This request needs a token.', {
      hint: 'Send the header Authorization: Bearer <token>.',
    });
  }

  return createServer({ ...LIMITS, maxHeaderSize: MAX_HEADER_BYTES }, (request, response) => {
    const requestId = ids.next();
    response.on('error', () => undefined);
    const full = atOnce >= MAX_AT_ONCE;
    const answered = full ? Promise.reject(busy()) : answer(request, response, requestId);
    atOnce += 1;
    answered
      .catch((thrown: unknown) => {
        if (request.destroyed && !request.complete) return;
        const error = toAppError(thrown);
        const level = ERRORS[error.code].httpStatus >= 500 ? 'error' : 'info';
        log[level]('request.refused', { requestId, code: error.code, error: thrown });
        sendProblem(response, problem(error, requestId));
      })
      .finally(() => {
        atOnce -= 1;
      });
  });
}

/** The address that was asked for, with the host that was named. */
export function readUrl({ url = '/', headers }: IncomingMessage): URL | undefined {
  const base = `http://${headers.host}`;
  return url.startsWith('/') && URL.canParse(url, base) ? new URL(`${base}${url}`) : undefined;
}

function unknownAddress(): AppError {
  return new AppError('NOT_FOUND', 'There is nothing at this address.');
}

function busy(): AppError {
  return new AppError('STORE_UNAVAILABLE', 'There are too many requests at the moment.', { afterMs: 1_000 });
}

import * as z from 'zod';
import { type Call, type LambdaHandler, lambdaHandler, type StartedBy } from '#functions/lambda-handler.ts';
import { manifest } from '#functions/manifest.ts';
import { ANSWER_HEADERS, type HttpAnswer, problem } from '#functions/problem.ts';
import { claimsOf, RouteEvent } from '#functions/route-event.ts';
import { platform } from '#platform';
import { describeIssues } from '#shared/brief/describe-issues.ts';
import { AppError, ERRORS } from '#shared/errors.ts';
import type { Member } from '#shared/ports/access.ts';
import { parseJson } from '#shared/security/parse-json.ts';

/** Largest body of a request, in bytes: the longest inline text in three-byte letters, and 700 references. */
export const MAX_BODY_BYTES = 1024 * 1024;

const IdempotencyKey = z.string().regex(/^[\x21-\x7e]{1,200}$/, 'give 1 to 200 printable ASCII characters');

/** What a route takes and gives; everything is strict, so that a misspelt field is an error and no field leaves by accident. */
export interface RouteSchemas<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  /** Parameters of the path; one that does not fit is one that does not exist. */
  path?: P;
  query?: Q;
  body?: B;
  answer: z.ZodType;
}

/** A request whose every part has been checked. */
export interface RouteRequest<P, Q, B> {
  path: P;
  query: Q;
  body: B;
  /** The client's name for this request, so that sending it again is harmless; empty without. */
  idempotencyKey: string;
  /** Root of the trace that the request belongs to; empty without. */
  trace: string;
}

/** What the work of a route gets beside the request; who asks is undefined where anybody may. */
export interface RouteCall<N extends StartedBy<'route'>> extends Call<N> {
  member: (typeof manifest)[N]['trigger'] extends { access: 'member' } ? Member : undefined;
}

/** What the work of a route gives: something to be said, or where else to look. */
export type RouteAnswer =
  | { status: 200 | 201 | 202; body: unknown; location?: string }
  | { status: 303; location: string };

const Nothing = z.strictObject({});
type Nothing = z.ZodObject<Record<never, never>>;

/** Makes the Lambda handler of a route of the HTTP API (payload format 2.0). Errors become problems with their own status. */
export function routeHandler<
  N extends StartedBy<'route'>,
  P extends z.ZodType = Nothing,
  Q extends z.ZodType = Nothing,
  B extends z.ZodType = z.ZodUndefined,
>(
  name: N,
  schemas: RouteSchemas<P, Q, B>,
  work: (
    request: RouteRequest<z.infer<P>, z.infer<Q>, z.infer<B>>,
    call: RouteCall<N>,
  ) => Promise<RouteAnswer>,
): LambdaHandler {
  const { access } = manifest[name].trigger;
  return lambdaHandler(
    name,
    async (rawEvent, call) => {
      const event = RouteEvent.parse(rawEvent);
      const member = access === 'member' ? call.ports.access.member(claimsOf(event)) : undefined;
      const path = (schemas.path ?? Nothing).safeParse(event.pathParameters);
      if (!path.success) throw new AppError('NOT_FOUND', 'There is nothing at this address.');
      const answer = await work(
        {
          path: path.data as z.infer<P>,
          query: parse(schemas.query ?? Nothing, event.queryStringParameters) as z.infer<Q>,
          body: (schemas.body ? parse(schemas.body, readBody(event)) : undefined) as z.infer<B>,
          idempotencyKey: parse(IdempotencyKey.or(z.literal('')), event.headers['idempotency-key'] ?? ''),
          trace: /Root=([\w-]{1,64})/.exec(event.headers['x-amzn-trace-id'] ?? '')?.[1] ?? '',
        },
        { ...call, member: member as RouteCall<N>['member'] },
      );
      return toHttp(answer, schemas.answer);
    },
    (error, rawEvent) => {
      const requestId = RouteEvent.safeParse(rawEvent).data?.requestContext.requestId ?? 'unknown';
      const log = ERRORS[error.code].httpStatus >= 500 ? 'error' : 'info';
      platform().log[log]('request failed', { function: name, requestId, error });
      return problem(error, requestId);
    },
  );
}

function parse<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError('REQUEST_INVALID', `The request is not right: ${describeIssues(parsed.error)}.`, {
    hint: 'docs/reference/api.md names every field and what it takes.',
    cause: parsed.error,
  });
}

function readBody({ body = '', isBase64Encoded }: RouteEvent): unknown {
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.byteLength > MAX_BODY_BYTES) {
    throw new AppError('REQUEST_TOO_LARGE', `A request has at most ${MAX_BODY_BYTES / 1024} KiB.`, {
      hint: 'Upload long texts and pictures first, and name them in the request.',
    });
  }
  try {
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new AppError('REQUEST_INVALID', 'The body of the request is not JSON in UTF-8.', {
      hint: 'Send one JSON object, as the examples of docs/reference/api.md do.',
      cause,
    });
  }
}

function toHttp(answer: RouteAnswer, schema: z.ZodType): HttpAnswer {
  const location = answer.location === undefined ? {} : { location: answer.location };
  const headers = { ...ANSWER_HEADERS, ...location };
  if (answer.status === 303) return { statusCode: 303, headers, body: '' };
  return {
    statusCode: answer.status,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(schema.parse(answer.body)),
  };
}

import * as z from 'zod';
import { AppError } from '#shared/errors.ts';
import type { Claims } from '#shared/ports/access.ts';

const Texts = z.record(z.string(), z.string()).nullish();

/**
 * What we need of a request as an HTTP API hands it over (payload format 2.0). Its authorizer has verified the token, so the
 * claims are genuine; header names are in lower case.
 */
export const RouteEvent = z
  .object({
    headers: Texts,
    pathParameters: Texts,
    queryStringParameters: Texts,
    body: z.string().nullish(),
    isBase64Encoded: z.boolean().default(false),
    requestContext: z.object({
      requestId: z.string(),
      authorizer: z.object({ jwt: z.object({ claims: z.record(z.string(), z.unknown()) }) }).nullish(),
    }),
  })
  .transform((event) => ({
    headers: event.headers ?? {},
    pathParameters: event.pathParameters ?? {},
    queryStringParameters: event.queryStringParameters ?? {},
    body: event.body ?? '',
    isBase64Encoded: event.isBase64Encoded,
    requestContext: event.requestContext,
  }));
export type RouteEvent = z.infer<typeof RouteEvent>;

/** Claims of the request's token; throws `UNAUTHENTICATED` when it had none. */
export function claimsOf({ requestContext: { authorizer } }: RouteEvent): Claims {
  if (authorizer) return authorizer.jwt.claims;
  throw new AppError('UNAUTHENTICATED', 'This request needs a token.', {
    hint: 'Send the header Authorization: Bearer <token>.',
  });
}

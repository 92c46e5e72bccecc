import * as z from 'zod';

const Texts = z.record(z.string(), z.string()).nullish();

/** What we need of the opening of a live connection, as a WebSocket API hands it to its authorizer. */
export const OpeningEvent = z.object({
  methodArn: z.string(),
  headers: Texts,
  queryStringParameters: Texts,
});

/** What we need of a message of a live connection; the context is what the authorizer gave when it was opened. */
export const LiveEvent = z.object({
  headers: Texts,
  body: z.string().nullish(),
  requestContext: z.object({
    routeKey: z.enum(['$connect', '$disconnect', '$default']),
    connectionId: z.string(),
    authorizer: z.object({ tenant: z.string(), subject: z.string() }),
  }),
});

/** How a browser, which cannot set headers here, gives its token: as the protocols `bearer, TOKEN`. */
export const TOKEN_PROTOCOL = 'bearer';

/** A header whatever its case: a WebSocket API passes names on as they came. */
export function header(headers: Readonly<Record<string, string>> | null | undefined, name: string): string {
  return Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1] ?? '';
}

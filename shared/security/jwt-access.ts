import { createRemoteJWKSet, customFetch, type JWTPayload, jwtVerify } from 'jose';
import * as z from 'zod';
import { AppError } from '#shared/errors.ts';
import type { Claims } from '#shared/ports/access.ts';
import type { Clock } from '#shared/ports/clock.ts';
import { isAccessToken } from '#shared/security/access-token.ts';

/** What signs tokens: asymmetric only, so that no public key can serve as a secret. A token never chooses beyond these. */
const ALGORITHMS = ['RS256', 'ES256'];
/** How far clocks may be apart, in seconds. */
const CLOCK_SKEW_S = 60;
/** Longer than any access token, shorter than what is worth parsing. */
const LONGEST_TOKEN = 8_192;
/** Of a single answer of the issuer, in ms; it is asked once per process and when it has changed its keys. */
const ISSUER_TIMEOUT_MS = 5_000;

const Discovery = z.looseObject({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });

/** Whose tokens are taken, and how its keys are fetched. */
export interface JwtIssuer {
  /** Exactly as tokens have it in `iss`; its keys are found through `/.well-known/openid-configuration` below it. */
  issuer: string;
  /** Must be in `aud`, or be `client_id` where there is no `aud`, as in the access tokens of Cognito. */
  audience: string;
  clock: Pick<Clock, 'now'>;
  fetch: (url: string, init?: RequestInit) => Promise<Response>;
}

/**
 * Makes the check of bearer tokens. What it gives are the claims of an access token that is signed by the issuer, meant for
 * the audience and valid now, give or take a minute. It throws `UNAUTHENTICATED` for any other token, with a message that
 * does not say why, and `STORE_UNAVAILABLE` when the issuer's keys cannot be had.
 */
export function createJwtVerifier(issuer: JwtIssuer): (token: string) => Promise<Claims> {
  let keys: Promise<ReturnType<typeof createRemoteJWKSet>> | undefined;
  return async (token) => {
    if (token.length > LONGEST_TOKEN) throw refused('it is too long');
    keys ??= findKeys(issuer).catch((error: unknown) => {
      keys = undefined;
      throw error;
    });
    const found = await keys;
    const claims = await jwtVerify(token, found, {
      algorithms: ALGORITHMS,
      issuer: issuer.issuer,
      clockTolerance: CLOCK_SKEW_S,
      currentDate: new Date(issuer.clock.now()),
      requiredClaims: ['exp', 'iat', 'sub'],
    }).then(({ payload }) => payload, failed);
    const wrong = whyNotAccess(claims, issuer.audience);
    if (wrong !== undefined) throw refused(wrong);
    return claims;
  };
}

async function findKeys({ issuer, ...from }: JwtIssuer): Promise<ReturnType<typeof createRemoteJWKSet>> {
  try {
    const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const answer = await from.fetch(url, {
      signal: AbortSignal.timeout(ISSUER_TIMEOUT_MS),
      redirect: 'error',
    });
    if (!answer.ok) throw new Error(`the issuer answered with ${answer.status}`);
    const found = Discovery.parse(await answer.json());
    if (found.issuer !== issuer) throw new Error(`the issuer calls itself ${found.issuer}`);
    const keys = new URL(found.jwks_uri);
    // Whoever is on the way could give keys of their own.
    if (keys.protocol !== 'https:' && keys.protocol !== new URL(issuer).protocol) {
      throw new Error('the issuer gives its keys without TLS');
    }
    return createRemoteJWKSet(keys, {
      timeoutDuration: ISSUER_TIMEOUT_MS,
      [customFetch]: from.fetch,
    });
  } catch (cause) {
    throw unreachable(cause);
  }
}

/** Says why valid claims are not those of an access token for the audience, or undefined when they are. */
function whyNotAccess(claims: JWTPayload, audience: string): string | undefined {
  const { aud, client_id: client } = claims;
  const meantFor = aud === undefined ? [client] : [aud].flat();
  if (!meantFor.includes(audience)) return 'it is for somebody else';
  if (!isAccessToken(claims)) return 'it is no access token';
  if (typeof claims.sub !== 'string' || claims.sub === '') return 'it names nobody';
  return undefined;
}

/** Tells the faults of tokens from those of the way to the issuer. */
function failed(error: unknown): never {
  const { code } = (error ?? {}) as { code?: string };
  const ofToken = /^ERR_(JWT|JWS|JOSE_ALG|JOSE_NOT_SUPPORTED|JWKS_NO_MATCHING_KEY|JWKS_MULTIPLE)/;
  if (code !== undefined && ofToken.test(code)) throw refused(error);
  throw unreachable(error);
}

function refused(cause: unknown): AppError {
  return new AppError('UNAUTHENTICATED', 'This token is not valid.', { cause });
}

function unreachable(cause: unknown): AppError {
  return new AppError('STORE_UNAVAILABLE', 'The keys of the issuer of tokens cannot be had at the moment.', {
    cause,
  });
}

import type { Claims } from '#shared/ports/access.ts';

/** Claims that only ID tokens have (OpenID Connect Core 1.0, sections 2 and 3.3.2.11). */
const ID_TOKEN_CLAIMS = ['nonce', 'at_hash', 'c_hash'];

/**
 * Whether claims are those of an access token. An ID token tells a program who signed in; it is no permission, though it
 * has the same issuer and signature. Cognito says which it is in `token_use`.
 */
export function isAccessToken(claims: Claims): boolean {
  const { token_use: use } = claims;
  return (use === undefined || use === 'access') && !ID_TOKEN_CLAIMS.some((name) => name in claims);
}

import { createHash, timingSafeEqual } from 'node:crypto';
import type { TokenIssuer } from '#local/config.ts';
import { readOwnerToken } from '#local/owner-token.ts';
import { LOCAL_TENANT } from '#local/tenant.ts';
import { AppError } from '#shared/errors.ts';
import type { Access, Claims } from '#shared/ports/access.ts';
import type { Clock } from '#shared/ports/clock.ts';
import { createJwtVerifier } from '#shared/security/jwt-access.ts';

/** What the owner's token says. */
const OWNER: Claims = { sub: 'owner' };

/** Access to one machine: by the owner's token that lies in the home, or by tokens of the issuer that is configured, if any. */
export function createLocalAccess({
  tokenPath,
  issuer,
  clock,
}: {
  tokenPath: string;
  issuer: TokenIssuer | undefined;
  clock: Pick<Clock, 'now'>;
}): Access {
  const verifyJwt = issuer && createJwtVerifier({ ...issuer, clock, fetch: (url, init) => fetch(url, init) });
  return {
    async verify(token) {
      const owner = await readOwnerToken(tokenPath);
      if (owner !== undefined && isSame(token, owner)) return OWNER;
      if (verifyJwt) return await verifyJwt(token);
      throw new AppError('UNAUTHENTICATED', 'This token is not valid here.', {
        hint: 'Use the token of the file owner-token in the home.',
      });
    },
    member({ sub }) {
      if (typeof sub === 'string' && sub !== '') return { tenant: LOCAL_TENANT, subject: sub };
      throw new AppError('ACCESS_DENIED', 'This token belongs to nobody of this installation.');
    },
  };
}

/** In a time that tells nothing of where they differ, nor of their lengths. */
function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}

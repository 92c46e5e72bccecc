import type { AwsConfig } from '#shared/aws/config.ts';
import { TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import type { Access } from '#shared/ports/access.ts';
import type { Clock } from '#shared/ports/clock.ts';
import { isAccessToken } from '#shared/security/access-token.ts';
import { createJwtVerifier } from '#shared/security/jwt-access.ts';

/**
 * Access by tokens of the configured issuer. Without issuer and audience every token is refused with `CONFIG_INVALID`: only
 * functions that verify tokens are told them; behind routes API Gateway has done it already.
 */
export function createAwsAccess(
  config: Pick<AwsConfig, 'issuer' | 'audience' | 'tenant' | 'tenantClaim'>,
  clock: Pick<Clock, 'now'>,
): Access {
  const { issuer, audience, tenant, tenantClaim } = config;
  const verify =
    issuer !== undefined && audience !== undefined
      ? createJwtVerifier({ issuer, audience, clock, fetch: (url, init) => fetch(url, init) })
      : async () => {
          throw new AppError('CONFIG_INVALID', 'No issuer of tokens is configured.');
        };
  return {
    verify,
    member(claims) {
      const named = tenant ?? (tenantClaim === undefined ? undefined : claims[tenantClaim]);
      const known = TenantId.safeParse(named);
      const { sub } = claims;
      // API Gateway's own check of tokens takes Cognito's ID tokens too.
      if (!isAccessToken(claims)) {
        throw new AppError('ACCESS_DENIED', 'This is no access token.', {
          hint: 'Send the access token, not the ID token.',
        });
      }
      if (!known.success || typeof sub !== 'string' || sub === '') {
        throw new AppError('ACCESS_DENIED', 'This token belongs to nobody of this installation.');
      }
      return { tenant: known.data, subject: sub };
    },
  };
}

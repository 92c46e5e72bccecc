import type { TenantId } from '#shared/domain/identity.ts';

/** What a token that was verified says. */
export type Claims = Readonly<Record<string, unknown>>;

/** Who asks. */
export interface Member {
  tenant: TenantId;
  /** Stable name of the person or program, the token's `sub`. */
  subject: string;
}

/** Who may come in. Algorithm, keys, issuer and audience come from the configuration, never from a token. */
export interface Access {
  /** Gives the claims of a bearer token that is genuine and valid now; throws `UNAUTHENTICATED`. */
  verify(token: string): Promise<Claims>;
  /** Whom the claims of a verified token name; throws `ACCESS_DENIED` when they name no tenant of this installation. */
  member(claims: Claims): Member;
}

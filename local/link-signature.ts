import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import { TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';

/** Where the server answers signed addresses. */
export const FILES_PATH = '/files/';

/** What whoever holds an address may do. */
export const LinkClaim = z.strictObject({
  method: z.enum(['PUT', 'GET']),
  tenant: TenantId,
  ref: AssetRef,
  /** Of a download: what the file is saved as. */
  name: z.string().max(1_000),
  inline: z.boolean(),
  /** Epoch ms. */
  expiresAt: z.int().positive(),
});
export type LinkClaim = z.infer<typeof LinkClaim>;

/** The path and query that stand for the claim, and as their last part the signature of all before it; `key` has 32 bytes. */
export function signClaim(key: Buffer, { method, tenant, ref, name, inline, expiresAt }: LinkClaim): string {
  const query = new URLSearchParams({
    ...{ method, type: ref.mediaType, bytes: String(ref.bytes), name },
    ...{ inline: String(inline), expires: String(expiresAt) },
  });
  const address = `${FILES_PATH}${tenant}/${ref.hash}?${query}`;
  return `${address}&signature=${signatureOf(key, address).toString('base64url')}`;
}

/** The claim that an address stands for; throws `ACCESS_DENIED` for one that was not signed here, is for another method, or old. */
export function readClaim(key: Buffer, request: { method: string; url: string; now: number }): LinkClaim {
  const [, address = '', signature = ''] = /^(.*)&signature=([\w-]{43})$/.exec(request.url) ?? [];
  if (!timingSafeEqual(signatureOf(key, address), Buffer.alloc(32, signature, 'base64url'))) {
    throw new AppError('ACCESS_DENIED', 'This link was not given out by this server, or was changed.');
  }
  const { pathname, searchParams: query } = new URL(address, 'http://localhost');
  const [tenant, hash] = pathname.slice(FILES_PATH.length).split('/');
  const claim = LinkClaim.parse({
    method: query.get('method'),
    tenant,
    ref: { hash, mediaType: query.get('type'), bytes: Number(query.get('bytes')) },
    name: query.get('name'),
    inline: query.get('inline') === 'true',
    expiresAt: Number(query.get('expires')),
  });
  if (claim.method !== request.method) {
    throw new AppError('ACCESS_DENIED', `This link is for ${claim.method} and nothing else.`);
  }
  if (claim.expiresAt <= request.now) {
    throw new AppError('ACCESS_DENIED', 'This link has expired.', { hint: 'Ask for a new one.' });
  }
  return claim;
}

function signatureOf(key: Buffer, address: string): Buffer {
  return createHmac('sha256', key).update(address).digest();
}

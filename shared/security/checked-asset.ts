import { AssetRef } from '#shared/domain/asset.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import { checkTenant } from '#shared/security/checked-names.ts';

/** Refuses a tenant or a reference that is none before it becomes part of a path or a key; throws `ASSET_PATH_REFUSED`. */
export function checkAsset(tenant: TenantId, ref: AssetRef): AssetRef {
  checkTenant(tenant, 'ASSET_PATH_REFUSED');
  const { error } = AssetRef.safeParse(ref);
  if (error) throw new AppError('ASSET_PATH_REFUSED', 'That is no reference to an asset.', { cause: error });
  return ref;
}

/** Refuses a tenant or a media type that is none; throws `ASSET_PATH_REFUSED`. */
export function checkMediaType(tenant: TenantId, mediaType: string): void {
  checkAsset(tenant, { hash: '0'.repeat(64), mediaType, bytes: 0 });
}

/** Where an asset is kept below the root of its store; of a reference that was checked. */
export function assetKey(tenant: TenantId, { hash }: AssetRef): string {
  return `${tenant}/${hash.slice(0, 2)}/${hash}`;
}

/** The error of an asset that is not there. */
export function assetMissing(ref: AssetRef, cause: unknown): AppError {
  return new AppError('ASSET_NOT_FOUND', `There is no asset ${ref.hash.slice(0, 12)}.`, { cause });
}

/** The error of an asset whose bytes are not those that its hash stands for. */
export function assetCorrupt(ref: AssetRef, cause?: unknown): AppError {
  return new AppError('ASSET_CORRUPT', `The asset ${ref.hash.slice(0, 12)} is damaged.`, {
    hint: 'Run the same command again: what was lost is made anew.',
    ...(cause === undefined ? {} : { cause }),
  });
}

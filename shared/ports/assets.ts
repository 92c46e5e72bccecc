import type { AssetRef } from '#shared/domain/asset.ts';
import type { TenantId } from '#shared/domain/identity.ts';

/** Reading bytes by content hash. Every read verifies length and hash and throws `ASSET_CORRUPT` on a difference. */
export interface AssetReader {
  /** The whole asset in memory; throws `ASSET_NOT_FOUND`. For files larger than some MiB use {@link copyTo}. */
  get(tenant: TenantId, ref: AssetRef): Promise<Uint8Array>;
  /** Puts the bytes at `path`, an absolute path that does not exist yet in a folder of the caller. */
  copyTo(tenant: TenantId, ref: AssetRef, path: string): Promise<void>;
  has(tenant: TenantId, ref: AssetRef): Promise<boolean>;
}

/** Keeping bytes. Publishing is two-phase: nothing can be read under its hash until all of it is there and verified. */
export interface AssetWriter {
  put(tenant: TenantId, bytes: Uint8Array, mediaType: string): Promise<AssetRef>;
  /** Keeps a copy of the file at the absolute path; the file stays. */
  putFile(tenant: TenantId, path: string, mediaType: string): Promise<AssetRef>;
}

/** Bytes under their content hash, apart for each tenant. */
export interface Assets extends AssetReader, AssetWriter {}

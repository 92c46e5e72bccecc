import type { AssetRef } from '#shared/domain/asset.ts';
import type { TenantId } from '#shared/domain/identity.ts';

/** How long a link lives, in seconds. */
export const LINK_SECONDS = 15 * 60;

/** A request that whoever holds it may make once or more until it expires, without a token. */
export interface UploadLink {
  url: string;
  method: 'PUT';
  /** Headers that must be sent exactly so. */
  headers: Record<string, string>;
  /** Epoch ms. */
  expiresAt: number;
}

/** An address that gives the bytes until it expires, without a token. */
export interface DownloadLink {
  url: string;
  /** Epoch ms. */
  expiresAt: number;
}

/** Signed addresses for bytes that should not pass through a function. They live for at most 15 minutes. */
export interface Links {
  /**
   * An address that takes exactly the bytes of `ref` (content hash, length, media type) and nothing else; once it has
   * answered with a status below 300 they are an asset of the tenant.
   */
  upload(tenant: TenantId, ref: AssetRef): Promise<UploadLink>;
  /** An address of the asset; a browser saves it under `name`, or shows it when `inline`. */
  download(
    tenant: TenantId,
    ref: AssetRef,
    options: { name: string; inline?: boolean },
  ): Promise<DownloadLink>;
}

import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { AssetRef } from '#shared/domain/asset.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import type { Clock } from '#shared/ports/clock.ts';
import { type DownloadLink, LINK_SECONDS, type Links, type UploadLink } from '#shared/ports/links.ts';
import { assetKey, checkAsset } from '#shared/security/checked-asset.ts';
import { contentDisposition } from '#shared/security/content-disposition.ts';

/** Signs the address of a film at another door than S3's, until `expiresAt` (epoch ms). */
export type SignFilm = (path: string, expiresAt: number) => Promise<string>;

/**
 * Presigned addresses of S3 itself: the bytes pass through no function. Signing makes no request. An address ends with the
 * credentials that signed it, too, when those end first.
 */
export class S3Links implements Links {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #clock: Clock;
  readonly #signFilm: SignFilm | undefined;

  /** The client must leave out checksums of its own, as that of `createS3Client` does. */
  constructor(parts: { client: S3Client; bucket: string; clock: Clock; signFilm?: SignFilm }) {
    this.#client = parts.client;
    this.#bucket = parts.bucket;
    this.#clock = parts.clock;
    this.#signFilm = parts.signFilm;
  }

  /** @inheritdoc The length is signed as well; whoever sends a body sends it anyway. */
  async upload(tenant: TenantId, ref: AssetRef): Promise<UploadLink> {
    const sha256 = Buffer.from(checkAsset(tenant, ref).hash, 'hex').toString('base64');
    const command = new PutObjectCommand({
      Bucket: this.#bucket,
      Key: assetKey(tenant, ref),
      ContentType: ref.mediaType,
      ContentLength: ref.bytes,
      ChecksumSHA256: sha256,
    });
    const { signingDate, expiresAt } = this.#times();
    const url = await getSignedUrl(this.#client, command, {
      signingDate,
      expiresIn: LINK_SECONDS,
      // As headers and not in the address: whoever sends something else fails at the signature already.
      signableHeaders: new Set(['content-type', 'content-length']),
      unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
    });
    const headers = { 'content-type': ref.mediaType, 'x-amz-checksum-sha256': sha256 };
    return { url, method: 'PUT', headers, expiresAt };
  }

  /** @inheritdoc */
  async download(
    tenant: TenantId,
    ref: AssetRef,
    { name, inline = false }: { name: string; inline?: boolean },
  ): Promise<DownloadLink> {
    const key = assetKey(tenant, checkAsset(tenant, ref));
    const { signingDate, expiresAt } = this.#times();
    const disposition = contentDisposition(name, inline);
    if (this.#signFilm) {
      const query = `response-content-disposition=${encodeURIComponent(disposition)}&response-content-type=${encodeURIComponent(ref.mediaType)}`;
      return { url: await this.#signFilm(`/${key}?${query}`, expiresAt), expiresAt };
    }
    const command = new GetObjectCommand({
      Bucket: this.#bucket,
      Key: key,
      ResponseContentDisposition: disposition,
      ResponseContentType: ref.mediaType,
    });
    return {
      url: await getSignedUrl(this.#client, command, { signingDate, expiresIn: LINK_SECONDS }),
      expiresAt,
    };
  }

  /** Signatures know whole seconds; rounding down never lets an address live longer than it says. */
  #times(): { signingDate: Date; expiresAt: number } {
    const second = Math.floor(this.#clock.now() / 1_000) * 1_000;
    return { signingDate: new Date(second), expiresAt: second + LINK_SECONDS * 1_000 };
  }
}

import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { verifiedBytes } from '#shared/aws/s3/body.ts';
import { isMissingKey } from '#shared/aws/s3/missing-key.ts';
import { hashParts, uploadParts } from '#shared/aws/s3/upload-parts.ts';
import { serviceError } from '#shared/aws/service-error.ts';
import type { AssetRef } from '#shared/domain/asset.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import { fileError } from '#shared/node/file-errors.ts';
import { checkPath, openPlainFile } from '#shared/node/plain-files.ts';
import type { Assets } from '#shared/ports/assets.ts';
import { assetKey, assetMissing, checkAsset, checkMediaType } from '#shared/security/checked-asset.ts';

/**
 * Assets as objects `TENANT/ab/abcd…`. S3 compares what arrives with the hash that it is kept under, and shows nothing before
 * it is whole. An asset that is there is written again rather than asked for: that is one request, heals what was damaged,
 * needs no right to read, and begins its time to live anew. Requests: one for each method, and for a file above 16 MiB one
 * for every 16 MiB and two more.
 */
export class S3Assets implements Assets {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor({ client, bucket }: { client: S3Client; bucket: string }) {
    this.#client = client;
    this.#bucket = bucket;
  }

  /** @inheritdoc */
  async put(tenant: TenantId, bytes: Uint8Array, mediaType: string): Promise<AssetRef> {
    const hash = createHash('sha256').update(bytes).digest('hex');
    return await this.#put(tenant, { hash, mediaType, bytes: bytes.byteLength }, bytes);
  }

  /** @inheritdoc */
  async putFile(tenant: TenantId, path: string, mediaType: string): Promise<AssetRef> {
    checkPath(path);
    checkMediaType(tenant, mediaType);
    try {
      const file = await openPlainFile(path);
      try {
        const { hash, bytes, parts, only } = await hashParts(file);
        const ref = { hash, mediaType, bytes };
        if (only) return await this.#put(tenant, ref, only);
        const place = { Bucket: this.#bucket, Key: assetKey(tenant, ref) };
        await uploadParts({ client: this.#client, place, ref, file, parts });
        return ref;
      } finally {
        await file.close();
      }
    } catch (error) {
      throw fileError(error);
    }
  }

  /** @inheritdoc */
  async get(tenant: TenantId, ref: AssetRef): Promise<Uint8Array> {
    checkAsset(tenant, ref);
    // Room is taken for what comes, not for what a reference says that there is.
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.#read(tenant, ref)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  /** @inheritdoc */
  async copyTo(tenant: TenantId, ref: AssetRef, path: string): Promise<void> {
    checkPath(path);
    checkAsset(tenant, ref);
    const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw fileError(error);
      throw new AppError('ASSET_PATH_REFUSED', 'There is a file at that path already.', { cause: error });
    });
    try {
      for await (const chunk of this.#read(tenant, ref)) await file.writeFile(chunk);
    } catch (error) {
      await rm(path, { force: true });
      throw fileError(error);
    } finally {
      await file.close();
    }
  }

  /** @inheritdoc As far as S3 can say: by the length and the checksum that it keeps. */
  async has(tenant: TenantId, ref: AssetRef): Promise<boolean> {
    const place = { Bucket: this.#bucket, Key: assetKey(tenant, checkAsset(tenant, ref)) };
    try {
      const head = await this.#client.send(new HeadObjectCommand({ ...place, ChecksumMode: 'ENABLED' }));
      const hash =
        head.ChecksumType === 'COMPOSITE'
          ? head.Metadata?.sha256
          : Buffer.from(head.ChecksumSHA256 ?? '', 'base64').toString('hex');
      return head.ContentLength === ref.bytes && hash === ref.hash;
    } catch (error) {
      if (isMissingKey(error)) return false;
      throw serviceError(error, 'The store of assets');
    }
  }

  async #put(tenant: TenantId, ref: AssetRef, bytes: Uint8Array): Promise<AssetRef> {
    const command = new PutObjectCommand({
      Bucket: this.#bucket,
      Key: assetKey(tenant, checkAsset(tenant, ref)),
      Body: bytes,
      ContentType: ref.mediaType,
      ChecksumSHA256: Buffer.from(ref.hash, 'hex').toString('base64'),
    });
    try {
      await this.#client.send(command);
      return ref;
    } catch (error) {
      throw serviceError(error, 'The store of assets', { BadDigest: 'ASSET_CORRUPT' });
    }
  }

  /** The bytes as they come; throws after the last of them when they are not those of the asset. */
  async *#read(tenant: TenantId, ref: AssetRef): AsyncGenerator<Uint8Array> {
    const command = new GetObjectCommand({ Bucket: this.#bucket, Key: assetKey(tenant, ref) });
    try {
      const { Body, ContentLength } = await this.#client.send(command);
      yield* verifiedBytes(Body, ContentLength, ref);
    } catch (error) {
      if (isMissingKey(error)) throw assetMissing(ref, error);
      throw serviceError(error, 'The store of assets');
    }
  }
}

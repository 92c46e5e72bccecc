import { randomBytes } from 'node:crypto';
import type { Checksum } from '#tests/emulators/s3/checksums.ts';
import { S3Error } from '#tests/emulators/s3/s3-error.ts';

/** How a bucket behaves; set when it is made, or through the API. */
export interface BucketOptions {
  versioning?: 'Enabled' | 'Suspended';
  cors?: readonly CorsRule[];
  /** ARN of the key that new objects are encrypted with; `AES256` without. Its use is authorised too. */
  kmsKeyArn?: string;
}

/** One rule of a bucket's CORS configuration. `*` may stand once in an origin or a header. */
export interface CorsRule {
  allowedOrigins: readonly string[];
  allowedMethods: readonly string[];
  allowedHeaders?: readonly string[];
  exposeHeaders?: readonly string[];
  maxAgeSeconds?: number;
}

/** One version of an object. */
export interface StoredObject {
  bytes: Buffer;
  /** With its quotes. */
  eTag: string;
  versionId: string;
  /** Epoch ms, whole seconds. */
  modified: number;
  checksum: Checksum;
  /** `content-type`, `cache-control`, `x-amz-meta-…` as they are answered. */
  headers: Record<string, string>;
  kmsKeyArn?: string;
}

/** A deletion of a versioned object. */
interface DeleteMarker {
  deleted: true;
  versionId: string;
  modified: number;
}

/** Versions of one key, the newest last. */
type Version = StoredObject | DeleteMarker;

/** A multipart upload that is neither complete nor aborted. */
export interface MultipartUpload {
  key: string;
  headers: Record<string, string>;
  /** What its parts must carry; without it they may carry anything. */
  checksum?: Pick<Checksum, 'algorithm' | 'type'>;
  parts: Map<
    number,
    Pick<StoredObject, 'bytes' | 'eTag' | 'modified'> & { checksum: Omit<Checksum, 'type'> }
  >;
}

/** A bucket in memory. */
export class Bucket {
  readonly name: string;
  readonly objects = new Map<string, Version[]>();
  readonly uploads = new Map<string, MultipartUpload>();
  options: BucketOptions;

  constructor(name: string, options: BucketOptions) {
    if (!/^(?!xn--)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) throw new S3Error('InvalidBucketName');
    this.name = name;
    this.options = options;
  }

  /** The newest version of a key; `undefined` where there is none or it is deleted. */
  latest(key: string): StoredObject | undefined {
    const version = this.objects.get(key)?.at(-1);
    return version && 'bytes' in version ? version : undefined;
  }

  /** One version; throws `NoSuchVersion`, or `MethodNotAllowed` for a delete marker. */
  version(key: string, versionId: string): StoredObject {
    const version = this.objects.get(key)?.find((one) => one.versionId === versionId);
    if (!version) throw new S3Error('NoSuchVersion', undefined, { Key: key, VersionId: versionId });
    if ('deleted' in version) throw new S3Error('MethodNotAllowed');
    return version;
  }

  /** Keeps a new version; without versioning it replaces the only one. */
  put(key: string, object: Omit<StoredObject, 'versionId'>): StoredObject {
    const stored = { ...object, versionId: this.#nextVersion() };
    this.#add(key, stored);
    return stored;
  }

  /** Deletes as S3 does: a marker where there are versions, otherwise for good. Gives the marker's version. */
  remove(key: string, versionId: string | undefined, now: number): { marker?: string } {
    const versions = this.objects.get(key) ?? [];
    if (versionId === undefined && this.options.versioning) {
      const marker: DeleteMarker = { deleted: true, versionId: this.#nextVersion(), modified: now };
      this.#add(key, marker);
      return { marker: marker.versionId };
    }
    const rest = versions.filter((one) => versionId !== undefined && one.versionId !== versionId);
    if (rest.length > 0) this.objects.set(key, rest);
    else this.objects.delete(key);
    return {};
  }

  #add(key: string, version: Version): void {
    const versions = this.objects.get(key) ?? [];
    this.objects.set(key, [...versions.filter((one) => one.versionId !== version.versionId), version]);
  }

  #nextVersion(): string {
    return this.options.versioning === 'Enabled' ? randomBytes(24).toString('base64url') : 'null';
  }
}

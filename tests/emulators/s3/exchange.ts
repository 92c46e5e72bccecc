import type { IncomingMessage } from 'node:http';
import type { Guard } from '#tests/emulators/s3/access.ts';
import { type Body, readBody } from '#tests/emulators/s3/body.ts';
import { S3Error } from '#tests/emulators/s3/s3-error.ts';
import type { Signed } from '#tests/emulators/s3/signature.ts';
import type { Bucket } from '#tests/emulators/s3/store.ts';

/** A key was written; the fields of a bucket notification. */
export interface ObjectCreated {
  eventName: 'ObjectCreated:Put' | 'ObjectCreated:CompleteMultipartUpload';
  bucket: string;
  key: string;
  size: number;
  /** Without quotes. */
  eTag: string;
  /** Of versioned buckets. */
  versionId: string | undefined;
  /** Hex; later ones of a key are greater as text. */
  sequencer: string;
  principal: string | undefined;
}

/** One request on its way through the operations. */
export interface Exchange {
  bucket: Bucket;
  key: string;
  /** In lower case; of a presigned request with what its query says in their stead. */
  headers: Readonly<Record<string, string>>;
  query: ReadonlyMap<string, string>;
  guard: Guard;
  signed: Signed | undefined;
  request: IncomingMessage;
  /** Epoch ms. */
  now: number;
  created(event: Omit<ObjectCreated, 'sequencer' | 'principal' | 'bucket'>): void;
}

/** What is sent back. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: Buffer | string;
}

const KEPT_HEADERS =
  /^(content-type|content-disposition|content-language|cache-control|expires|x-amz-meta-.+|x-amz-storage-class)$/;

/** Reads and verifies the body. */
export function bodyOf({ request, headers, signed }: Exchange): Promise<Body> {
  return readBody(request, headers, signed);
}

/** Headers that are kept with an object; `aws-chunked` is framing, not content. */
export function keptHeaders({ headers }: Exchange): Record<string, string> {
  const kept: Record<string, string> = { 'content-type': 'binary/octet-stream' };
  for (const [name, value] of Object.entries(headers)) if (KEPT_HEADERS.test(name)) kept[name] = value;
  const encoding = (headers['content-encoding'] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== 'aws-chunked');
  if (encoding.length > 0) kept['content-encoding'] = encoding.join(',');
  return kept;
}

/** Refuses a write whose condition does not hold. */
export function checkWriteConditions({ bucket, key, headers }: Exchange): void {
  const noneMatch = headers['if-none-match'];
  const match = headers['if-match'];
  const current = bucket.latest(key);
  if (noneMatch !== undefined && noneMatch !== '*') throw new S3Error('NotImplemented');
  if (noneMatch !== undefined && current) {
    throw new S3Error('PreconditionFailed', undefined, { Condition: 'If-None-Match' });
  }
  if (match === undefined) return;
  if (!current) throw new S3Error('NoSuchKey', undefined, { Key: key });
  if (unquoted(match) !== unquoted(current.eTag)) {
    throw new S3Error('PreconditionFailed', undefined, { Condition: 'If-Match' });
  }
}

/** An entity tag without its quotes. */
export function unquoted(eTag: string): string {
  return eTag.replace(/^"|"$/g, '');
}

/** How the bucket encrypts, as answers say it. */
export function encryptionHeaders(kmsKeyArn: string | undefined): Record<string, string> {
  if (kmsKeyArn === undefined) return { 'x-amz-server-side-encryption': 'AES256' };
  return {
    'x-amz-server-side-encryption': 'aws:kms',
    'x-amz-server-side-encryption-aws-kms-key-id': kmsKeyArn,
    'x-amz-server-side-encryption-bucket-key-enabled': 'true',
  };
}

/** The version header, which buckets that were never versioned do not send. */
export function versionHeader({ bucket }: Exchange, versionId: string): Record<string, string> {
  return bucket.options.versioning ? { 'x-amz-version-id': versionId } : {};
}

/** The key that a write is encrypted with: that of the request, or the bucket's. Throws for what is not supported. */
export function encryptionKey({ headers, bucket }: Exchange): string | undefined {
  const asked = headers['x-amz-server-side-encryption'];
  if (asked === undefined) return bucket.options.kmsKeyArn;
  if (asked === 'AES256') return undefined;
  if (asked !== 'aws:kms')
    throw new S3Error('InvalidArgument', 'The encryption method specified is not supported');
  return headers['x-amz-server-side-encryption-aws-kms-key-id'] ?? bucket.options.kmsKeyArn ?? 'alias/aws/s3';
}

import { S3Error } from '#tests/emulators/s3/s3-error.ts';
import type { Signed } from '#tests/emulators/s3/signature.ts';
import type { Bucket } from '#tests/emulators/s3/store.ts';

/** A question to the `authorise` hook: one IAM action on one resource. */
export interface AccessRequest {
  /** Principal of the credentials; `undefined` for a request without any. */
  principal: string | undefined;
  /** `s3:GetObject`, `kms:Decrypt`… */
  action: string;
  /** ARN. */
  resource: string;
  /** Condition keys, in lower case, as far as S3 sets them. */
  context: Readonly<Record<string, string>>;
  /** Asked only to choose between 403 and 404 for a missing key: neither a missing nor a used grant. */
  probe?: true;
}

/** Throws when the access is denied; the message becomes that of `AccessDenied`. */
export type Authorise = (request: AccessRequest) => void | Promise<void>;

/** Asks the hook about the actions of one request. */
export class Guard {
  readonly #authorise: Authorise | undefined;
  readonly #principal: string | undefined;
  readonly #context: Record<string, string>;
  readonly #region: string;

  constructor(
    authorise: Authorise | undefined,
    signed: Signed | undefined,
    headers: Readonly<Record<string, string>>,
    region: string,
  ) {
    this.#authorise = authorise;
    this.#principal = signed?.principal;
    this.#region = region;
    this.#context = {};
    if (signed) {
      this.#context['s3:authtype'] = signed.by;
      this.#context['s3:signatureversion'] = 'AWS4-HMAC-SHA256';
      this.#context['s3:x-amz-content-sha256'] = signed.payload;
    }
    for (const name of CONDITIONS)
      if (headers[name] !== undefined) this.#context[`s3:${name}`] = headers[name];
  }

  /** Throws `AccessDenied` unless the action on a key of the bucket, or on the bucket itself, is allowed. */
  async check(
    action: string,
    bucket: string,
    key?: string,
    context: Record<string, string> = {},
  ): Promise<void> {
    const resource = `arn:aws:s3:::${bucket}${key === undefined ? '' : `/${key}`}`;
    await this.#ask({ action: `s3:${action}`, resource, context: { ...this.#context, ...context } });
  }

  /** The use of the bucket's customer key, which is authorised for whoever reads or writes. */
  async checkKey(action: 'GenerateDataKey' | 'Decrypt', keyArn: string | undefined): Promise<void> {
    if (keyArn === undefined) return;
    const context = { 'kms:viaservice': `s3.${this.#region}.amazonaws.com` };
    await this.#ask({ action: `kms:${action}`, resource: keyArn, context });
  }

  /** What a missing key is answered with: 404 only for those who may list the bucket. */
  async missing(bucket: Bucket, key: string): Promise<S3Error> {
    try {
      await this.#ask({
        ...{ action: 's3:ListBucket', resource: `arn:aws:s3:::${bucket.name}`, context: this.#context },
        probe: true,
      });
    } catch (error) {
      return error as S3Error;
    }
    return new S3Error('NoSuchKey', undefined, { Key: key });
  }

  async #ask(request: Omit<AccessRequest, 'principal'>): Promise<void> {
    if (!this.#authorise) {
      if (this.#principal === undefined) throw new S3Error('AccessDenied');
      return;
    }
    try {
      await this.#authorise({ principal: this.#principal, ...request });
    } catch (error) {
      throw error instanceof S3Error ? error : new S3Error('AccessDenied', (error as Error).message);
    }
  }
}

const CONDITIONS = [
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
  'x-amz-storage-class',
  'x-amz-acl',
  'if-none-match',
  'if-match',
] as const;

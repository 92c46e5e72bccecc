import { createHash, randomBytes } from 'node:crypto';
import {
  ALGORITHMS,
  type Algorithm,
  type Checksum,
  checksumHeader,
  computeChecksum,
  verifyChecksum,
} from '#tests/emulators/s3/checksums.ts';
import {
  type Answer,
  bodyOf,
  checkWriteConditions,
  type Exchange,
  encryptionHeaders,
  encryptionKey,
  keptHeaders,
  unquoted,
  versionHeader,
} from '#tests/emulators/s3/exchange.ts';
import { S3Error } from '#tests/emulators/s3/s3-error.ts';
import type { MultipartUpload } from '#tests/emulators/s3/store.ts';
import { elements, text, toXml } from '#tests/emulators/s3/xml.ts';

const MIN_PART_BYTES = 5 * 1024 ** 2;
const MAX_PARTS = 10_000;

/** CreateMultipartUpload. */
export async function createMultipartUpload(exchange: Exchange): Promise<Answer> {
  const { bucket, key, headers, guard } = exchange;
  await guard.check('PutObject', bucket.name, key);
  await guard.checkKey('GenerateDataKey', encryptionKey(exchange));
  const named = headers['x-amz-checksum-algorithm']?.toLowerCase();
  const algorithm = ALGORITHMS.find((one) => one === named);
  if (named !== undefined && !algorithm)
    throw new S3Error('InvalidRequest', 'Checksum algorithm provided is unsupported.');
  const uploadId = randomBytes(32).toString('base64url');
  const checksum = algorithm && { algorithm, type: checksumType(algorithm, headers['x-amz-checksum-type']) };
  bucket.uploads.set(uploadId, {
    ...{ key, headers: keptHeaders(exchange), parts: new Map() },
    ...(checksum ? { checksum } : {}),
  });
  const echoed = checksum
    ? { 'x-amz-checksum-algorithm': checksum.algorithm.toUpperCase(), 'x-amz-checksum-type': checksum.type }
    : {};
  return {
    status: 200,
    headers: { ...encryptionHeaders(encryptionKey(exchange)), ...echoed },
    body: toXml('InitiateMultipartUploadResult', { Bucket: bucket.name, Key: key, UploadId: uploadId }),
  };
}

function checksumType(algorithm: Algorithm, asked: string | undefined): Checksum['type'] {
  const type = asked ?? (algorithm === 'crc64nvme' ? 'FULL_OBJECT' : 'COMPOSITE');
  const impossible =
    algorithm === 'crc64nvme' ? 'COMPOSITE' : algorithm.startsWith('sha') ? 'FULL_OBJECT' : '';
  if (type === impossible || (type !== 'FULL_OBJECT' && type !== 'COMPOSITE')) {
    const name = algorithm.toUpperCase();
    throw new S3Error(
      'InvalidRequest',
      `The ${type} checksum type cannot be used with the ${name.toLowerCase()} checksum algorithm.`,
    );
  }
  return type;
}

/** UploadPart. */
export async function uploadPart(exchange: Exchange): Promise<Answer> {
  const { bucket, key, headers, guard, query, now } = exchange;
  if (headers['x-amz-copy-source'] !== undefined) throw new S3Error('NotImplemented');
  await guard.check('PutObject', bucket.name, key);
  // The parts of an upload share a data key, which is read for each.
  await guard.checkKey('Decrypt', bucket.options.kmsKeyArn);
  const upload = uploadOf(exchange);
  const number = Number(query.get('partNumber'));
  if (!(Number.isInteger(number) && number >= 1 && number <= MAX_PARTS)) {
    throw new S3Error('InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive');
  }
  const { bytes, checksum } = await bodyOf(exchange);
  const expected = upload.checksum?.algorithm;
  if (expected && checksum.given && checksum.algorithm !== expected) {
    throw new S3Error(
      'InvalidRequest',
      `Checksum Type mismatch occurred, expected checksum Type: ${expected}, actual checksum Type: ${checksum.algorithm}`,
    );
  }
  const algorithm = expected ?? checksum.algorithm;
  const value = checksum.algorithm === algorithm ? checksum.value : computeChecksum(algorithm, bytes);
  const eTag = `"${createHash('md5').update(bytes).digest('hex')}"`;
  upload.parts.set(number, { bytes, eTag, modified: now, checksum: { algorithm, value } });
  return {
    status: 200,
    headers: {
      etag: eTag,
      [`x-amz-checksum-${algorithm}`]: value,
      ...encryptionHeaders(bucket.options.kmsKeyArn),
    },
  };
}

/** CompleteMultipartUpload: what is wrong with its parts or its condition leaves the upload open and nothing readable. */
export async function completeMultipartUpload(exchange: Exchange): Promise<Answer> {
  const { bucket, key, headers, guard, query, now } = exchange;
  await guard.check('PutObject', bucket.name, key);
  await guard.checkKey('Decrypt', bucket.options.kmsKeyArn);
  const upload = uploadOf(exchange);
  // Checksum headers of this request are of the object, not of its XML.
  const xml = (await bodyOf({ ...exchange, headers: withoutChecksums(headers) })).bytes.toString();
  const parts = chosenParts(upload, xml);
  const bytes = Buffer.concat(parts.map((part) => part.bytes));
  const size = headers['x-amz-mp-object-size'];
  if (size !== undefined && Number(size) !== bytes.byteLength) {
    throw new S3Error(
      'InvalidRequest',
      'The provided x-amz-mp-object-size header does not match what was computed.',
    );
  }
  const checksum = objectChecksum(upload, parts, bytes);
  const sent = checksumHeader(headers);
  if (sent && checksum.type === 'FULL_OBJECT') verifyChecksum(sent.algorithm, sent.value, bytes);
  checkWriteConditions(exchange);
  const digests = Buffer.concat(parts.map((part) => Buffer.from(unquoted(part.eTag), 'hex')));
  const eTag = `"${createHash('md5').update(digests).digest('hex')}-${parts.length}"`;
  const kmsKeyArn = bucket.options.kmsKeyArn;
  const { versionId } = bucket.put(key, {
    ...{ bytes, eTag, modified: now, headers: upload.headers, checksum },
    ...(kmsKeyArn === undefined ? {} : { kmsKeyArn }),
  });
  bucket.uploads.delete(query.get('uploadId') ?? '');
  exchange.created({
    ...{
      eventName: 'ObjectCreated:CompleteMultipartUpload',
      key,
      size: bytes.byteLength,
      eTag: unquoted(eTag),
    },
    versionId: bucket.options.versioning ? versionId : undefined,
  });
  return {
    status: 200,
    headers: { ...versionHeader(exchange, versionId), ...encryptionHeaders(kmsKeyArn) },
    body: toXml('CompleteMultipartUploadResult', {
      ...{ Location: `/${bucket.name}/${key}`, Bucket: bucket.name, Key: key, ETag: eTag },
      ...{ [`Checksum${checksum.algorithm.toUpperCase()}`]: checksum.value, ChecksumType: checksum.type },
    }),
  };
}

function chosenParts(upload: MultipartUpload, xml: string) {
  const listed = elements(xml, 'Part');
  if (listed.length === 0) throw new S3Error('MalformedXML');
  const numbers = listed.map((one) => Number(text(one, 'PartNumber')));
  if (numbers.some((number, at) => number <= (numbers[at - 1] ?? 0))) throw new S3Error('InvalidPartOrder');
  return listed.map((one, at) => {
    const number = numbers[at] as number;
    const part = upload.parts.get(number);
    if (!part || unquoted(text(one, 'ETag') ?? '') !== unquoted(part.eTag)) {
      throw new S3Error('InvalidPart', undefined, { PartNumber: number });
    }
    const { algorithm, value } = part.checksum;
    const given = text(one, `Checksum${algorithm.toUpperCase()}`);
    if (upload.checksum?.type === 'COMPOSITE' && given === undefined) {
      throw new S3Error(
        'InvalidRequest',
        `The upload was created using a ${algorithm} checksum. The complete request must include the checksum for each part. It was missing for part ${number} in the request.`,
      );
    }
    if (given !== undefined && given !== value)
      throw new S3Error('InvalidPart', undefined, { PartNumber: number });
    if (at < listed.length - 1 && part.bytes.byteLength < MIN_PART_BYTES) {
      throw new S3Error('EntityTooSmall', undefined, {
        ProposedSize: part.bytes.byteLength,
        MinSizeAllowed: MIN_PART_BYTES,
        PartNumber: number,
      });
    }
    return part;
  });
}

function objectChecksum(
  upload: MultipartUpload,
  parts: readonly { checksum: Omit<Checksum, 'type'> }[],
  bytes: Buffer,
): Checksum {
  const { algorithm, type } = upload.checksum ?? { algorithm: 'crc64nvme', type: 'FULL_OBJECT' };
  if (type === 'FULL_OBJECT') return { algorithm, type, value: computeChecksum(algorithm, bytes) };
  const joined = Buffer.concat(parts.map((part) => Buffer.from(part.checksum.value, 'base64')));
  return { algorithm, type, value: `${computeChecksum(algorithm, joined)}-${parts.length}` };
}

function withoutChecksums(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('x-amz-checksum-')));
}

/** AbortMultipartUpload. */
export async function abortMultipartUpload(exchange: Exchange): Promise<Answer> {
  const { bucket, key, guard, query } = exchange;
  await guard.check('AbortMultipartUpload', bucket.name, key);
  uploadOf(exchange);
  bucket.uploads.delete(query.get('uploadId') ?? '');
  return { status: 204 };
}

/** ListParts, as one page. */
export async function listParts(exchange: Exchange): Promise<Answer> {
  const { bucket, key, guard, query } = exchange;
  await guard.check('ListMultipartUploadParts', bucket.name, key);
  const { parts } = uploadOf(exchange);
  const listed = [...parts]
    .sort(([a], [b]) => a - b)
    .map(([number, { eTag, bytes, modified }]) => ({
      ...{ PartNumber: number, ETag: eTag, Size: bytes.byteLength },
      LastModified: new Date(modified).toISOString(),
    }));
  const head = { Bucket: bucket.name, Key: key, UploadId: query.get('uploadId'), IsTruncated: false };
  return { status: 200, body: toXml('ListPartsResult', { ...head, Part: listed }) };
}

/** ListMultipartUploads, as one page. */
export async function listMultipartUploads({ bucket, guard }: Exchange): Promise<Answer> {
  await guard.check('ListBucketMultipartUploads', bucket.name);
  const uploads = [...bucket.uploads].map(([id, { key }]) => ({ Key: key, UploadId: id }));
  const tree = { Bucket: bucket.name, IsTruncated: false, Upload: uploads };
  return { status: 200, body: toXml('ListMultipartUploadsResult', tree) };
}

function uploadOf({ bucket, key, query }: Exchange): MultipartUpload {
  const upload = bucket.uploads.get(query.get('uploadId') ?? '');
  if (upload?.key !== key)
    throw new S3Error('NoSuchUpload', undefined, { UploadId: query.get('uploadId') ?? '' });
  return upload;
}

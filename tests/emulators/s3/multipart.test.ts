import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { expect, test } from 'vitest';
import type { ObjectCreated } from '#tests/emulators/s3/exchange.ts';
import { BUCKET as Bucket, openS3 } from '#tests/emulators/s3/open-s3.ts';

const created: ObjectCreated[] = [];
const { client } = openS3({ onObjectCreated: (event) => created.push(event) });
const MIB = 1024 ** 2;
const Key = 'film';
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64');
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error) => error.name,
  );

async function begin(sizes: number[], checksum: 'SHA256' | undefined = undefined) {
  const { UploadId } = await client().send(
    new CreateMultipartUploadCommand({ Bucket, Key, ChecksumAlgorithm: checksum }),
  );
  const parts: { PartNumber: number; ETag: string | undefined; ChecksumSHA256?: string }[] = [];
  for (const [at, size] of sizes.entries()) {
    const part = { Bucket, Key, UploadId, PartNumber: at + 1 };
    const Body = randomBytes(size);
    const sent = await client().send(
      new UploadPartCommand({ ...part, Body, ...(checksum && { ChecksumSHA256: sha(Body) }) }),
    );
    parts.push({ PartNumber: at + 1, ETag: sent.ETag, ...(checksum && { ChecksumSHA256: sha(Body) }) });
  }
  const complete = (Parts: object[] = parts, more = {}) =>
    client().send(
      new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts }, ...more }),
    );
  return { UploadId, parts, complete };
}

test('the SDK’s upload of a stream in parts arrives whole, as one object with one event', async () => {
  created.length = 0;
  const bytes = randomBytes(12 * MIB);
  const upload = new Upload({
    client: client(),
    params: { Bucket, Key, Body: Readable.from([bytes.subarray(0, 7 * MIB), bytes.subarray(7 * MIB)]) },
    partSize: 5 * MIB,
  });
  await upload.done();
  const got = await client().send(new GetObjectCommand({ Bucket, Key }));
  expect(Buffer.from((await got.Body?.transformToByteArray()) ?? []).equals(bytes)).toBe(true);
  expect(got.ETag).toMatch(/^"[0-9a-f]{32}-3"$/);
  expect(created).toMatchObject([
    { eventName: 'ObjectCreated:CompleteMultipartUpload', key: Key, size: 12 * MIB },
  ]);
});

test('nothing can be read before the upload is complete, nor after it was aborted', async () => {
  const { UploadId, complete } = await begin([MIB]);
  const listed = await client().send(new ListPartsCommand({ Bucket, Key, UploadId }));
  expect(listed.Parts).toMatchObject([{ PartNumber: 1, Size: MIB }]);
  expect((await client().send(new ListMultipartUploadsCommand({ Bucket }))).Uploads).toMatchObject([
    { UploadId },
  ]);
  expect(await failure(client().send(new GetObjectCommand({ Bucket, Key })))).toBe('NoSuchKey');
  await client().send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
  expect(await failure(complete())).toBe('NoSuchUpload');
  expect(await failure(client().send(new GetObjectCommand({ Bucket, Key })))).toBe('NoSuchKey');
});

test('parts are checked when the upload is completed', async () => {
  const { parts, complete } = await begin([MIB, MIB]);
  const [one, two] = parts as [object, object];
  expect(await failure(complete([two, one]))).toBe('InvalidPartOrder');
  expect(await failure(complete([{ ...one, ETag: '"0"' }]))).toBe('InvalidPart');
  expect(await failure(complete([{ PartNumber: 3, ETag: '"0"' }]))).toBe('InvalidPart');
  expect(await failure(complete([one, two]))).toBe('EntityTooSmall');
  expect(await failure(complete([one], { MpuObjectSize: MIB + 1 }))).toBe('InvalidRequest');
  expect(await failure(complete([one], { MpuObjectSize: MIB }))).toBe('no error');
});

test('an upload with SHA-256 wants it of each part and has the checksum of the checksums', async () => {
  const { parts, complete } = await begin([5 * MIB, 10], 'SHA256');
  const bare = parts.map(({ PartNumber, ETag }) => ({ PartNumber, ETag }));
  expect(await failure(complete(bare))).toBe('InvalidRequest');
  const { ChecksumSHA256, ChecksumType } = await complete();
  const joined = Buffer.concat(parts.map((part) => Buffer.from(part.ChecksumSHA256 ?? '', 'base64')));
  expect([ChecksumSHA256, ChecksumType]).toEqual([`${sha(joined)}-2`, 'COMPOSITE']);
  const head = await client().send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
  expect(head.ChecksumSHA256).toBe(ChecksumSHA256);
});

test('a part with another checksum than announced is refused, and so is SHA-256 over the whole', async () => {
  const { UploadId } = await begin([], 'SHA256');
  const part = { Bucket, Key, UploadId, PartNumber: 1, Body: 'abc' };
  expect(await failure(client().send(new UploadPartCommand({ ...part, ChecksumAlgorithm: 'CRC32C' })))).toBe(
    'InvalidRequest',
  );
  expect(
    await failure(client().send(new UploadPartCommand({ ...part, ChecksumSHA256: sha(Buffer.from('abd')) }))),
  ).toBe('BadDigest');
  const whole = { Bucket, Key, ChecksumAlgorithm: 'SHA256', ChecksumType: 'FULL_OBJECT' } as const;
  expect(await failure(client().send(new CreateMultipartUploadCommand(whole)))).toBe('InvalidRequest');
});

test('an upload that may not replace what came in the meantime leaves that alone', async () => {
  const { complete } = await begin([10]);
  await client().send(new PutObjectCommand({ Bucket, Key, Body: 'first' }));
  expect(await failure(complete(undefined, { IfNoneMatch: '*' }))).toBe('PreconditionFailed');
  const got = await client().send(new GetObjectCommand({ Bucket, Key }));
  expect(await got.Body?.transformToString()).toBe('first');
});

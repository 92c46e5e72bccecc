import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from 'vitest';
import { BUCKET as Bucket, openS3 } from '#tests/emulators/s3/open-s3.ts';

const { client, server } = openS3();
const put = (Key: string, Body: string | Uint8Array, more = {}) =>
  client().send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const get = async (Key: string, more = {}) => {
  const got = await client().send(new GetObjectCommand({ Bucket, Key, ...more }));
  return { ...got, bytes: Buffer.from((await got.Body?.transformToByteArray()) ?? []) };
};
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error) => `${error.$metadata?.httpStatusCode} ${error.name}`,
  );

describe('bytes', () => {
  test.each(['a', 'dir/é file+1 &%.txt', "q'(u)*o!te", 'a//b', '日本語/🎬'])(
    'what is put under %j comes back with its headers',
    async (key) => {
      const bytes = randomBytes(3000);
      await put(key, bytes, {
        ContentType: 'image/png',
        CacheControl: 'no-store',
        Metadata: { made: 'by-test' },
      });
      const got = await get(key);
      expect(got.bytes).toEqual(bytes);
      expect(got).toMatchObject({
        ContentType: 'image/png',
        CacheControl: 'no-store',
        Metadata: { made: 'by-test' },
      });
      expect(got.ETag).toBe(`"${createHash('md5').update(bytes).digest('hex')}"`);
      expect(got.ServerSideEncryption).toBe('AES256');
    },
  );

  test('a stream arrives as chunks with a trailer, and is kept without them', async () => {
    const bytes = randomBytes(300_000);
    await client().send(
      new PutObjectCommand({ Bucket, Key: 's', Body: Readable.from([bytes]), ContentLength: bytes.length }),
    );
    const got = await get('s', { ChecksumMode: 'ENABLED' });
    expect(got.bytes).toEqual(bytes);
    expect(got.ContentEncoding).toBeUndefined();
    expect(got.ChecksumCRC32).toBeDefined();
  });

  test.each(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const)(
    'the SDK’s own %s is found right, kept and told',
    async (algorithm) => {
      await put('a', 'abc', { ChecksumAlgorithm: algorithm });
      const head = await client().send(new HeadObjectCommand({ Bucket, Key: 'a', ChecksumMode: 'ENABLED' }));
      expect(head[`Checksum${algorithm}`]).toMatch(/=$/);
      expect(head.ChecksumType).toBe('FULL_OBJECT');
    },
  );

  test.each([
    ['CRC32', 'AAAAAA==', 'BadDigest'],
    ['CRC32C', 'AAAAAA==', 'BadDigest'],
    ['CRC64NVME', 'AAAAAAAAAAA=', 'BadDigest'],
    ['SHA256', createHash('sha256').update('other').digest('base64'), 'BadDigest'],
    ['SHA256', 'AAAA', 'InvalidRequest'],
  ])('a %s of %s that is not the body’s is refused with its code', async (name, value, code) => {
    expect(await failure(put('a', 'abc', { [`Checksum${name}`]: value }))).toBe(`400 ${code}`);
    expect(await failure(get('a'))).toBe('404 NoSuchKey');
  });
});

describe('ranges and conditions', () => {
  beforeEach(() => put('a', 'hello world'));

  test.each([
    ['bytes=0-4', 'hello', 'bytes 0-4/11'],
    ['bytes=6-', 'world', 'bytes 6-10/11'],
    ['bytes=-5', 'world', 'bytes 6-10/11'],
    ['bytes=-500', 'hello world', 'bytes 0-10/11'],
    ['bytes=4-400', 'o world', 'bytes 4-10/11'],
    ['bytes=5-2', 'hello world', undefined],
    ['bytes=0-1,3-4', 'hello world', undefined],
  ])('the range %s gives %j', async (Range, text, ContentRange) => {
    const got = await get('a', { Range });
    expect([got.bytes.toString(), got.ContentRange]).toEqual([text, ContentRange]);
  });

  test.each(['bytes=11-', 'bytes=-0'])('the range %s cannot be satisfied', async (Range) => {
    expect(await failure(get('a', { Range }))).toBe('416 InvalidRange');
  });

  test('reads answer 304 and 412 as their conditions say', async () => {
    const { ETag } = await get('a');
    expect(await failure(get('a', { IfNoneMatch: ETag }))).toMatch(/^304 /);
    expect(await failure(get('a', { IfMatch: '"other"' }))).toBe('412 PreconditionFailed');
    expect(await failure(get('a', { IfModifiedSince: new Date() }))).toMatch(/^304 /);
    expect((await get('a', { IfMatch: ETag })).bytes.toString()).toBe('hello world');
  });

  test('of many that write a key only where there is none, one does', async () => {
    const tried = await Promise.all(
      Array.from({ length: 8 }, (_, at) => failure(put('new', `${at}`, { IfNoneMatch: '*' }))),
    );
    expect(tried.filter((code) => code === 'no error')).toHaveLength(1);
    expect(tried.filter((code) => code === '412 PreconditionFailed')).toHaveLength(7);
  });

  test('a key is replaced only while it is what the writer saw', async () => {
    const { ETag } = await get('a');
    await put('a', 'second', { IfMatch: ETag });
    expect(await failure(put('a', 'third', { IfMatch: ETag }))).toBe('412 PreconditionFailed');
    expect(await failure(put('gone', 'x', { IfMatch: ETag }))).toBe('404 NoSuchKey');
    expect((await get('a')).bytes.toString()).toBe('second');
  });
});

describe('listing, versions and deletion', () => {
  test('pages follow each other without gap or repetition, with common prefixes', async () => {
    for (const key of ['p/b/1', 'p/a/1', 'p/a/2', 'p/c', 'p/é', 'q']) await put(key, '1');
    const names: (string | undefined)[] = [];
    let token: string | undefined;
    do {
      const page = await client().send(
        new ListObjectsV2Command({
          Bucket,
          Prefix: 'p/',
          Delimiter: '/',
          MaxKeys: 1,
          ContinuationToken: token,
        }),
      );
      names.push(page.CommonPrefixes?.[0]?.Prefix ?? page.Contents?.[0]?.Key);
      token = page.NextContinuationToken;
    } while (token);
    expect(names).toEqual(['p/a/', 'p/b/', 'p/c', 'p/é']);
  });

  test('versions stay readable behind a deletion', async () => {
    await client().send(
      new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
    );
    const first = await put('v', 'one');
    await put('v', 'two');
    await client().send(new DeleteObjectCommand({ Bucket, Key: 'v' }));
    expect(await failure(get('v'))).toBe('404 NoSuchKey');
    expect((await get('v', { VersionId: first.VersionId })).bytes.toString()).toBe('one');
    const listed = await client().send(new ListObjectVersionsCommand({ Bucket, Prefix: 'v' }));
    expect([listed.Versions?.length, listed.DeleteMarkers?.length]).toEqual([2, 1]);
  });

  test('many are deleted at once', async () => {
    await put('a', '1');
    await put('b', '1');
    const Delete = { Objects: [{ Key: 'a' }, { Key: 'b' }, { Key: 'never' }] };
    const { Deleted } = await client().send(new DeleteObjectsCommand({ Bucket, Delete }));
    expect(Deleted?.map(({ Key }) => Key)).toEqual(['a', 'b', 'never']);
    expect(server().buckets.get(Bucket)?.objects.size).toBe(0);
  });
});

import { createHash, randomBytes } from 'node:crypto';
import { open, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { S3Assets } from '#shared/aws/s3/assets.ts';
import { createS3Client } from '#shared/aws/s3/client.ts';
import { assetKey } from '#shared/security/checked-asset.ts';
import { ACME, expectCode } from '#tests/contract/harness.ts';
import { openStrictS3 } from '#tests/contract/s3-under-test.ts';
import { BUCKET, KEYS, REGION } from '#tests/emulators/s3/open-s3.ts';
import { temporaryFolder } from '#tests/local-ports.ts';

const MIB = 1024 * 1024;
let refused: string[];
let s3: Awaited<ReturnType<typeof openStrictS3>>;
let assets: S3Assets;
let folder: string;
beforeEach(async () => {
  refused = ['s3:ListBucket', 's3:AbortMultipartUpload'];
  s3 = await openStrictS3({
    authorise: ({ principal, action }) => {
      if (refused.includes(action)) {
        throw new Error(`User: ${principal} is not authorized to perform: ${action}`);
      }
    },
  });
  onTestFinished(() => s3.close());
  assets = new S3Assets({ client: s3.client, bucket: BUCKET });
  folder = await temporaryFolder();
});

async function bigFile(size: number) {
  const path = join(folder, 'film.mp4');
  const bytes = randomBytes(size);
  await writeFile(path, bytes);
  return { path, bytes, hash: createHash('sha256').update(bytes).digest('hex') };
}

test('each method is one request; a file of three times 16 MiB and a bit is six', async () => {
  const ref = await assets.put(ACME, Buffer.from('{}'), 'application/json');
  await assets.put(ACME, Buffer.from('{}'), 'application/json');
  await assets.get(ACME, ref);
  await assets.has(ACME, ref);
  await assets.copyTo(ACME, ref, join(folder, 'copy'));
  expect(s3.requests.splice(0)).toEqual(['PutObject', 'PutObject', 'GetObject', 'HeadObject', 'GetObject']);
  const small = await bigFile(16 * MIB);
  await assets.putFile(ACME, small.path, 'video/mp4');
  expect(s3.requests.splice(0)).toEqual(['PutObject']);
  const { path, hash, bytes } = await bigFile(48 * MIB + 1);
  const film = await assets.putFile(ACME, path, 'video/mp4');
  expect(film).toEqual({ hash, mediaType: 'video/mp4', bytes: bytes.byteLength });
  const part = 'UploadPart';
  expect(s3.requests.splice(0)).toEqual([
    'CreateMultipartUpload',
    part,
    part,
    part,
    part,
    'CompleteMultipartUpload',
  ]);
  expect(await assets.has(ACME, film)).toBe(true);
  expect(await assets.has(ACME, { ...film, bytes: 1 })).toBe(false);
  await assets.copyTo(ACME, film, join(folder, 'film-copy'));
  expect((await readFile(join(folder, 'film-copy'))).equals(bytes)).toBe(true);
});

test('a file that changes while it is sent is refused by S3, and nothing of it can be read', async () => {
  const { path, hash } = await bigFile(20 * MIB);
  const handle = await open(path, 'r+');
  onTestFinished(() => handle.close());
  refused = [];
  s3 = await openStrictS3({
    // The first request of the upload is made when the file has been hashed.
    authorise: async ({ action }) => {
      if (action === 's3:PutObject') await handle.write(Buffer.from('changed'), 0, 7, 17 * MIB);
    },
  });
  onTestFinished(s3.close);
  assets = new S3Assets({ client: s3.client, bucket: BUCKET });
  await expectCode(assets.putFile(ACME, path, 'video/mp4'), 'ASSET_CORRUPT');
  expect(await assets.has(ACME, { hash, mediaType: 'video/mp4', bytes: 20 * MIB })).toBe(false);
});

test('a right that is missing in earnest is not taken for an asset that is missing', async () => {
  const ref = await assets.put(ACME, Buffer.from('x'), 'text/plain');
  refused = ['s3:GetObject'];
  await expectCode(assets.get(ACME, ref), 'INTERNAL');
  refused = ['s3:PutObject'];
  await expectCode(assets.put(ACME, Buffer.from('y'), 'text/plain'), 'INTERNAL');
});

test('credentials or a bucket that are wrong do not make an asset a missing one', async () => {
  const ref = await assets.put(ACME, Buffer.from('x'), 'text/plain');
  const { endpoint } = s3.server;
  const stranger = createS3Client({
    endpoint,
    region: REGION,
    credentials: { ...KEYS, accessKeyId: 'GONE' },
  });
  const forger = createS3Client({
    endpoint,
    region: REGION,
    credentials: { ...KEYS, secretAccessKey: 'no' },
  });
  onTestFinished(() => {
    stranger.destroy();
    forger.destroy();
  });
  for (const [client, bucket] of [
    [stranger, BUCKET],
    [forger, BUCKET],
    [s3.client, 'another-bucket'],
  ] as const) {
    await expectCode(new S3Assets({ client, bucket }).get(ACME, ref), 'INTERNAL');
  }
});

test('bytes that rot behind a checksum that S3 still believes are not given out', async () => {
  const ref = await assets.put(ACME, Buffer.from('whole'), 'text/plain');
  const object = s3.bucket.latest(assetKey(ACME, ref));
  if (!object) throw new Error('The asset is there.');
  object.bytes = Buffer.from('whale');
  await expectCode(assets.get(ACME, ref), 'ASSET_CORRUPT');
  await expectCode(assets.copyTo(ACME, ref, join(folder, 'copy')), 'ASSET_CORRUPT');
});

test('a store that is busy, broken or away is unavailable for now', async () => {
  const ref = { hash: 'a'.repeat(64), mediaType: 'text/plain', bytes: 1 };
  const gone = createS3Client({
    endpoint: 'http://127.0.0.1:1',
    region: REGION,
    credentials: KEYS,
    maxAttempts: 1,
  });
  onTestFinished(() => gone.destroy());
  await expectCode(new S3Assets({ client: gone, bucket: BUCKET }).get(ACME, ref), 'STORE_UNAVAILABLE');
  for (const [name, status] of [
    ['SlowDown', 503],
    ['InternalError', 500],
  ] as const) {
    const mock = mockClient(S3Client);
    onTestFinished(() => mock.restore());
    mock
      .on(GetObjectCommand)
      .rejects(Object.assign(new Error(), { name, $metadata: { httpStatusCode: status } }));
    await expectCode(assets.get(ACME, ref), 'STORE_UNAVAILABLE');
  }
});

test('an answer that breaks off in the middle is one to ask for again, and leaves no file', async () => {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-length': 10 }).write('hello');
    setTimeout(() => response.destroy(), 20);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createS3Client({ endpoint, region: REGION, credentials: KEYS });
  onTestFinished(() => client.destroy());
  const broken = new S3Assets({ client, bucket: BUCKET });
  const hash = createHash('sha256').update('helloworld').digest('hex');
  const ref = { hash, mediaType: 'text/plain', bytes: 10 };
  await expectCode(broken.get(ACME, ref), 'STORE_UNAVAILABLE');
  await expectCode(broken.copyTo(ACME, ref, join(folder, 'copy')), 'STORE_UNAVAILABLE');
  expect(await readdir(folder)).toEqual([]);
});

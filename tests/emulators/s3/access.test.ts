import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutBucketCorsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { beforeEach, expect, test } from 'vitest';
import type { AccessRequest } from '#tests/emulators/s3/access.ts';
import { BUCKET as Bucket, KEYS, openS3 } from '#tests/emulators/s3/open-s3.ts';

const asked: AccessRequest[] = [];
let denied: string[] = [];
const kmsKeyArn = 'arn:aws:kms:eu-central-1:000000000000:key/1';
const { client, server } = openS3({
  buckets: { [Bucket]: { kmsKeyArn } },
  credentials: { [KEYS.accessKeyId]: { secretAccessKey: KEYS.secretAccessKey, principal: 'role-of-tests' } },
  authorise: (request) => {
    asked.push(request);
    if (denied.includes(request.action)) throw new Error(`no policy allows ${request.action}`);
  },
});
beforeEach(() => {
  asked.length = 0;
  denied = [];
});
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    ({ name, message, $metadata }) => `${$metadata?.httpStatusCode} ${name}: ${message}`,
  );
const put = () => client().send(new PutObjectCommand({ Bucket, Key: 'a/b', Body: 'abc' }));
const get = (Key = 'a/b') => client().send(new GetObjectCommand({ Bucket, Key }));

test('each request is asked about as its IAM actions on its resources', async () => {
  await put();
  await get();
  await client().send(new ListObjectsV2Command({ Bucket, Prefix: 'a/' }));
  const resource = `arn:aws:s3:::${Bucket}/a/b`;
  const principal = 'role-of-tests';
  expect(asked).toMatchObject([
    { principal, action: 's3:PutObject', resource },
    { principal, action: 'kms:GenerateDataKey', resource: kmsKeyArn },
    { principal, action: 's3:GetObject', resource },
    { principal, action: 'kms:Decrypt', resource: kmsKeyArn },
    {
      principal,
      action: 's3:ListBucket',
      resource: `arn:aws:s3:::${Bucket}`,
      context: { 's3:prefix': 'a/' },
    },
  ]);
  expect(asked[1]?.context).toEqual({ 'kms:viaservice': 's3.eu-central-1.amazonaws.com' });
});

test('what the hook denies is denied in its words, and nothing is kept', async () => {
  denied = ['s3:PutObject'];
  expect(await failure(put())).toBe('403 AccessDenied: no policy allows s3:PutObject');
  expect(server().buckets.get(Bucket)?.objects.size).toBe(0);
  denied = ['kms:GenerateDataKey'];
  expect(await failure(put())).toContain('403 AccessDenied');
});

test('a missing key is told only to those who may list the bucket', async () => {
  expect(await failure(get('none'))).toContain('404 NoSuchKey');
  denied = ['s3:ListBucket'];
  expect(await failure(get('none'))).toContain('403 AccessDenied');
  expect(await failure(client().send(new HeadObjectCommand({ Bucket, Key: 'none' })))).toContain('403');
  expect(asked.filter(({ probe }) => probe)).toHaveLength(3);
});

test('a browser is let in from the origins of the bucket’s rules', async () => {
  const address = `${server().endpoint}/${Bucket}/a`;
  const preflight = (origin: string, headers = 'content-type') =>
    fetch(address, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'PUT', 'access-control-request-headers': headers },
    });
  expect((await preflight('https://studio.example')).status).toBe(403);
  await client().send(
    new PutBucketCorsCommand({
      Bucket,
      CORSConfiguration: {
        CORSRules: [
          {
            AllowedOrigins: ['https://*.example'],
            AllowedMethods: ['PUT'],
            AllowedHeaders: ['content-type', 'x-amz-*'],
            ExposeHeaders: ['ETag'],
          },
        ],
      },
    }),
  );
  const allowed = await preflight('https://studio.example', 'content-type,x-amz-checksum-sha256');
  expect(allowed.status).toBe(200);
  expect(allowed.headers.get('access-control-allow-origin')).toBe('https://studio.example');
  expect((await preflight('https://studio.test')).status).toBe(403);
  expect((await preflight('https://studio.example', 'authorization')).status).toBe(403);
});

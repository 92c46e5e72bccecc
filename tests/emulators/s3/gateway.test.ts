import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { expect, onTestFinished, test } from 'vitest';
import { BUCKET as Bucket, KEYS, REGION } from '#tests/emulators/s3/open-s3.ts';
import { createS3, isForS3 } from '#tests/emulators/s3/server.ts';

test('behind one port for many services, S3 gets what is its own, with the session of a role', async () => {
  const answered: unknown[] = [];
  const asked: (string | undefined)[] = [];
  const session = { ...KEYS, sessionToken: 'of a session' };
  const s3 = createS3({
    region: REGION,
    buckets: { [Bucket]: {} },
    credentials: (id) => (id === KEYS.accessKeyId ? { ...session, principal: 'role/render' } : undefined),
    authorise: ({ principal }) => void asked.push(principal),
    onRequest: (request) => answered.push(request),
  });
  const server = createServer((request, response) => {
    if (isForS3(request)) return void s3.handle(request, response);
    response.writeHead(418).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new S3Client({ endpoint, region: REGION, credentials: session });
  onTestFinished(() => client.destroy());

  await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'abc' }));
  const read = await fetch(await getSignedUrl(client, new GetObjectCommand({ Bucket, Key: 'a' })));
  const other = await fetch(`${endpoint}/health`);
  const preflight = await fetch(`${endpoint}/${Bucket}/a`, { method: 'OPTIONS' });

  expect(await read.text()).toBe('abc');
  expect([other.status, preflight.status]).toEqual([418, 403]);
  expect(asked).toEqual(['role/render', 'role/render']);
  expect(answered).toMatchObject([
    { operation: 'PutObject', bucket: Bucket, key: 'a', status: 200, bytesIn: 3, bytesOut: 0 },
    { operation: 'GetObject', bucket: Bucket, key: 'a', status: 200, bytesIn: 0, bytesOut: 3 },
    { operation: 'Preflight', status: 403 },
  ]);
});

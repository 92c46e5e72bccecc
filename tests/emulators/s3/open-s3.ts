import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { afterEach, beforeEach } from 'vitest';
import { type S3Options, startS3 } from '#tests/emulators/s3/server.ts';

/** The bucket that is there. */
export const BUCKET = 'bucket-of-tests';
/** Its region and the keys that are known. */
export const REGION = 'eu-central-1';
export const KEYS = { accessKeyId: 'AKIDOFTESTS', secretAccessKey: 'secret-of-tests' };

/** A fresh server for each test of the file, and clients of it. */
export function openS3(options: Partial<S3Options> = {}) {
  let server: Awaited<ReturnType<typeof startS3>>;
  const clients: S3Client[] = [];
  beforeEach(async () => {
    const credentials = { [KEYS.accessKeyId]: { secretAccessKey: KEYS.secretAccessKey } };
    server = await startS3({ region: REGION, credentials, buckets: { [BUCKET]: {} }, ...options });
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.destroy();
    await server.close();
  });
  return {
    server: () => server,
    client: (more: S3ClientConfig = {}) => {
      const client = new S3Client({
        ...{
          endpoint: server.endpoint,
          region: REGION,
          forcePathStyle: true,
          credentials: KEYS,
          maxAttempts: 1,
        },
        ...more,
      });
      clients.push(client);
      return client;
    },
  };
}

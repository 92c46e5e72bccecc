import { createS3Client } from '#shared/aws/s3/client.ts';
import { BUCKET, KEYS, REGION } from '#tests/emulators/s3/open-s3.ts';
import { type S3Options, startS3 } from '#tests/emulators/s3/server.ts';

/** A fresh server with one bucket whose one principal has the rights that roles have here: no list, no abort. */
export async function openStrictS3(options: Partial<S3Options> = {}) {
  const requests: string[] = [];
  const server = await startS3({
    region: REGION,
    credentials: { [KEYS.accessKeyId]: { secretAccessKey: KEYS.secretAccessKey } },
    buckets: { [BUCKET]: { versioning: 'Enabled' } },
    authorise: ({ action }) => {
      if (!['s3:GetObject', 's3:PutObject'].includes(action)) throw new Error(`${action} is not granted`);
    },
    onRequest: ({ operation }) => requests.push(operation),
    ...options,
  });
  const client = createS3Client({ endpoint: server.endpoint, region: REGION, credentials: KEYS });
  const bucket = server.buckets.get(BUCKET);
  if (!bucket) throw new Error('The bucket is there.');
  const close = async () => {
    client.destroy();
    await server.close();
  };
  return { server, client, bucket, requests, advance: async () => undefined, close };
}

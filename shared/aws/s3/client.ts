import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { clientSettings } from '#shared/aws/client-settings.ts';

/** How long an attempt may take until it is answered, in ms: 16 MiB go with it. */
const ATTEMPT_MS = 60_000;
/** How long a body that is being read may stand still, in ms. */
const STALLED_MS = 10_000;

/**
 * A client of S3. Each object comes with its SHA-256 and is hashed when it is read; the SDK's own checksums, which presigned
 * addresses would carry as those of nothing, are left out.
 */
export function createS3Client(more: S3ClientConfig = {}): S3Client {
  const settings = clientSettings(ATTEMPT_MS);
  return new S3Client({
    ...settings,
    requestHandler: { ...settings.requestHandler, socketTimeout: STALLED_MS },
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...more,
  });
}

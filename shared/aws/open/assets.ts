import type { AwsContext } from '#shared/aws/context.ts';
import { S3Assets } from '#shared/aws/s3/assets.ts';
import { createS3Client } from '#shared/aws/s3/client.ts';
import type { Assets } from '#shared/ports/assets.ts';

/** Opens the port `assets`. */
export function open({ config }: AwsContext): Assets {
  return new S3Assets({ client: createS3Client(), bucket: config.resource('assets') });
}

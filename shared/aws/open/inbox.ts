import type { AwsContext } from '#shared/aws/context.ts';
import { createS3Client } from '#shared/aws/s3/client.ts';
import { S3Inbox } from '#shared/aws/s3/inbox.ts';
import type { Inbox } from '#shared/ports/inbox.ts';

/** Opens the port `inbox`. */
export function open({ config }: AwsContext): Inbox {
  return new S3Inbox({ client: createS3Client(), bucket: config.resource('inbox') });
}

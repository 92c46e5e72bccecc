import { createHash } from 'node:crypto';
import { LOCAL_TENANT } from '#local/tenant.ts';
import type { OutgoingMessage } from '#shared/ports/queue.ts';

/** A file that lies in the watched folder and has been written to its end. */
export interface DroppedFile {
  /** Path below the folder, with `/` between its parts. */
  path: string;
  bytes: number;
  /** MD5 of its content in hex, the ETag of S3; says what is the same, and guards nothing. */
  eTag: string;
  /** When it was last written, epoch ms. */
  writtenAt: number;
}

/** Name of the queue that is told of files. */
const INBOX_QUEUE = 'inbox';

/**
 * The message that S3 would send for the file (docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html).
 * The same content under the same name gives the same message.
 */
export function dropNote({ path, bytes, eTag, writtenAt }: DroppedFile): OutgoingMessage {
  const key = `${LOCAL_TENANT}/${path}`;
  const id = createHash('sha256').update(`${key}\0${eTag}`).digest('hex');
  const record = {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: 'local',
    eventTime: new Date(writtenAt).toISOString(),
    eventName: 'ObjectCreated:Put',
    s3: {
      s3SchemaVersion: '1.0',
      configurationId: INBOX_QUEUE,
      bucket: { name: INBOX_QUEUE, arn: `arn:aws:s3:::${INBOX_QUEUE}` },
      object: { key: encodeKey(key), size: bytes, eTag, sequencer: eTag.slice(0, 16).toUpperCase() },
    },
  };
  return { queue: INBOX_QUEUE, id, body: { Records: [record] } };
}

/** Keys in S3's messages are written like values of a form. */
function encodeKey(key: string): string {
  return encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+');
}

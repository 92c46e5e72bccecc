import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { bodyChunks } from '#shared/aws/s3/body.ts';
import { isMissingKey } from '#shared/aws/s3/missing-key.ts';
import { serviceError } from '#shared/aws/service-error.ts';
import type { Inbox } from '#shared/ports/inbox.ts';
import { fileTooLarge, inboxPath, MAX_INBOX_BYTES, noSuchFile } from '#shared/security/checked-inbox-key.ts';

/** A bucket of its own that people put files into; one request for each. */
export class S3Inbox implements Inbox {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor({ client, bucket }: { client: S3Client; bucket: string }) {
    this.#client = client;
    this.#bucket = bucket;
  }

  /** @inheritdoc */
  async get(key: string, maxBytes = MAX_INBOX_BYTES): Promise<Uint8Array> {
    inboxPath(key);
    try {
      const command = new GetObjectCommand({ Bucket: this.#bucket, Key: key });
      const { Body, ContentLength } = await this.#client.send(command);
      const chunks: Uint8Array[] = [];
      for await (const chunk of bodyChunks(Body, ContentLength)) {
        // Before the second chunk of it is taken: the connection ends with that.
        if ((ContentLength ?? 0) > maxBytes) throw fileTooLarge(maxBytes);
        chunks.push(chunk);
      }
      return Buffer.concat(chunks);
    } catch (error) {
      if (isMissingKey(error)) throw noSuchFile(error);
      throw serviceError(error, 'The inbox');
    }
  }
}

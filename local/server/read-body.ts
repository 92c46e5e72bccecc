import type { IncomingMessage } from 'node:http';
import { AppError } from '#shared/errors.ts';

/** The limit of API Gateway, in bytes. */
export const MAX_BODY_BYTES = 10 * 1024 * 1024;

/**
 * Reads the body of a request to its end, past what is too much: a client that is still sending does not see an answer. Throws
 * `REQUEST_TOO_LARGE`, and `CANCELLED` when the client goes away. The server's time for a request ends one that never ends.
 */
export function readBody(request: IncomingMessage): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.byteLength;
      if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
      else chunks = [];
    });
    request.on('end', () => (bytes <= MAX_BODY_BYTES ? resolve(Buffer.concat(chunks)) : reject(tooLarge())));
    request.on('close', () => reject(new AppError('CANCELLED', 'The client has gone.')));
    request.on('error', () => undefined);
  });
}

function tooLarge(): AppError {
  return new AppError('REQUEST_TOO_LARGE', `A request has at most ${MAX_BODY_BYTES / 2 ** 20} MiB.`, {
    hint: 'Upload long texts and pictures first, and name them in the request.',
  });
}

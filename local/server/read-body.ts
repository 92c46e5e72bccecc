import type { IncomingMessage } from 'node:http';
import { AppError } from '#shared/errors.ts';

/** The limit of API Gateway, in bytes. */
export const MAX_BODY_BYTES = 10 * 1024 * 1024;

/**
 * Reads the body of a request to its end; throws `REQUEST_TOO_LARGE` as soon as it is known to be larger than may be, and
 * `CANCELLED` when the client goes away. What is left of it then is read past, so that the client gets to see the answer.
 */
export function readBody(request: IncomingMessage): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const refuse = () => {
      chunks.length = 0;
      reject(tooLarge());
      request.resume();
    };
    if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return refuse();
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.byteLength;
      if (bytes > MAX_BODY_BYTES) refuse();
      else chunks.push(chunk);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('close', () => reject(new AppError('CANCELLED', 'The client has gone.')));
    request.on('error', () => undefined);
  });
}

function tooLarge(): AppError {
  return new AppError('REQUEST_TOO_LARGE', `A request has at most ${MAX_BODY_BYTES / 2 ** 20} MiB.`, {
    hint: 'Upload long texts and pictures first, and name them in the request.',
  });
}

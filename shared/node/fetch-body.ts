import { pipeline, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { AppError } from '#shared/errors.ts';

const DECODERS: Record<string, () => Transform> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * Reads the body of an answer, decompressed, and stops as soon as there are more than `maxBytes` of it on the wire or after
 * decompression. Throws `FETCH_REFUSED` for a body that is too large or packed in layers, `FETCH_FAILED` for a broken one.
 */
export async function readBody(
  { headers, body }: Dispatcher.ResponseData,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const encoding = String(headers['content-encoding'] ?? 'identity')
    .toLowerCase()
    .trim();
  const decoder = decoderFor(encoding);
  try {
    if (Number(headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
    const wire = capped(body, maxBytes, signal);
    const chunks: Uint8Array[] = [];
    for await (const chunk of capped(decoder ? throughDecoder(wire, decoder) : wire, maxBytes, signal)) {
      chunks.push(chunk);
    }
    return new Uint8Array(Buffer.concat(chunks));
  } catch (error) {
    if (error instanceof AppError || signal.aborted) throw error;
    throw new AppError('FETCH_FAILED', 'The page broke off or is damaged.', {
      hint: 'Try again, or save the page and give the file.',
      cause: error,
    });
  } finally {
    decoder?.destroy();
    // Leaving early closes the connection; what is still on its way must not become an unhandled error.
    body.on('error', () => undefined).destroy();
  }
}

function decoderFor(encoding: string): Transform | undefined {
  if (encoding === 'identity' || encoding === '') return undefined;
  if (!Object.hasOwn(DECODERS, encoding)) {
    throw new AppError(
      'FETCH_REFUSED',
      `The page is packed in a way that is not read (${encoding.slice(0, 40)}).`,
    );
  }
  return DECODERS[encoding]?.();
}

async function* capped(source: AsyncIterable<Uint8Array>, maxBytes: number, signal: AbortSignal) {
  let bytes = 0;
  for await (const chunk of source) {
    signal.throwIfAborted();
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw tooLarge(maxBytes);
    yield chunk;
  }
}

function throughDecoder(wire: AsyncIterable<Uint8Array>, decoder: Transform): AsyncIterable<Uint8Array> {
  // An error on the way destroys the decoder and so reaches whoever reads it.
  pipeline(wire, decoder, () => undefined);
  return decoder;
}

function tooLarge(maxBytes: number): AppError {
  return new AppError('FETCH_REFUSED', `The page is larger than ${Math.floor(maxBytes / 1024)} KiB.`, {
    hint: 'Save the part that matters and give the file.',
  });
}

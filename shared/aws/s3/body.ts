import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { AssetRef } from '#shared/domain/asset.ts';
import { AppError } from '#shared/errors.ts';
import { assetCorrupt } from '#shared/security/checked-asset.ts';

/** The bytes of an answer as long as they can be those of the asset; throws `ASSET_CORRUPT` as soon as they cannot. */
export async function* verifiedBytes(
  body: unknown,
  announced: number | undefined,
  ref: AssetRef,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of bodyChunks(body, announced)) {
    bytes += chunk.byteLength;
    if (announced !== ref.bytes || bytes > ref.bytes) throw assetCorrupt(ref);
    hash.update(chunk);
    yield chunk;
  }
  if (bytes !== ref.bytes || hash.digest('hex') !== ref.hash) throw assetCorrupt(ref);
}

/** The bytes of an answer; ends the connection when the reader stops before them. Throws when fewer came than announced. */
export async function* bodyChunks(body: unknown, announced: number | undefined): AsyncGenerator<Uint8Array> {
  if (!(body instanceof Readable)) throw new AppError('INTERNAL', 'An answer of S3 has no body.');
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    yield chunk;
  }
  if (bytes !== announced)
    throw new AppError('STORE_UNAVAILABLE', 'The store of assets broke off its answer.');
}

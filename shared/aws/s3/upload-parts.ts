import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import {
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { serviceError } from '#shared/aws/service-error.ts';
import type { AssetRef } from '#shared/domain/asset.ts';
import { fileChunks } from '#shared/node/plain-files.ts';

/** Files up to this go in one request. S3 takes at most 10,000 parts, 160 GB of these. */
export const PART_BYTES = 16 * 1024 * 1024;
/** Parts under way at a time: 64 MiB of memory, and more than one connection's speed. */
const AT_ONCE = 4;

/** A stretch of a file, with its SHA-256 in base64. */
interface Part {
  from: number;
  bytes: number;
  sha256: string;
}

/** What a file holds: its hash (hex) and length, and its parts; `only` are its bytes when there is one part or none. */
export async function hashParts(
  file: FileHandle,
): Promise<{ hash: string; bytes: number; parts: Part[]; only: Uint8Array | undefined }> {
  const hash = createHash('sha256');
  const parts: Part[] = [];
  let bytes = 0;
  let first: Uint8Array = new Uint8Array();
  for await (const chunk of fullChunks(file)) {
    hash.update(chunk);
    parts.push({
      from: bytes,
      bytes: chunk.byteLength,
      sha256: createHash('sha256').update(chunk).digest('base64'),
    });
    if (bytes === 0) first = chunk.slice();
    bytes += chunk.byteLength;
  }
  return { hash: hash.digest('hex'), bytes, parts, only: parts.length > 1 ? undefined : first };
}

/**
 * Sends a file in parts. S3 compares each with the hash that {@link hashParts} gave it, so that a file which changes meanwhile
 * throws `ASSET_CORRUPT`; nothing can be read before the last call, which names them all. What a crash leaves behind is
 * cleared by the bucket's lifecycle.
 */
export async function uploadParts(upload: {
  client: S3Client;
  place: { Bucket: string; Key: string };
  ref: AssetRef;
  file: FileHandle;
  parts: readonly Part[];
}): Promise<void> {
  const { client, place, ref, file, parts } = upload;
  try {
    const { UploadId } = await client.send(
      new CreateMultipartUploadCommand({
        ...place,
        ContentType: ref.mediaType,
        ChecksumAlgorithm: 'SHA256',
        // S3 has SHA-256 of such an object as that of the parts' hashes only; this says which whole they make.
        Metadata: { sha256: ref.hash },
      }),
    );
    const sent: CompletedPart[] = [];
    let next = 0;
    const sendSome = async () => {
      for (let at = next++; at < parts.length; at = next++) {
        const part = parts[at] as Part;
        const Body = new Uint8Array(part.bytes);
        await readFully(file, Body, part.from);
        const named = { PartNumber: at + 1, ChecksumSHA256: part.sha256 };
        const { ETag } = await client.send(new UploadPartCommand({ ...place, UploadId, Body, ...named }));
        sent[at] = { ETag, ...named };
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, sendSome));
    await client.send(
      new CompleteMultipartUploadCommand({
        ...place,
        UploadId,
        MultipartUpload: { Parts: sent },
        MpuObjectSize: ref.bytes,
      }),
    );
  } catch (error) {
    throw serviceError(error, 'The store of assets', {
      BadDigest: 'ASSET_CORRUPT',
      // The answer to an earlier try may have been lost on the way.
      NoSuchUpload: 'STORE_UNAVAILABLE',
    });
  }
}

/** Chunks of exactly a part's length, but for the last; a read of a file may give less. */
async function* fullChunks(file: FileHandle): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(PART_BYTES);
  let filled = 0;
  for await (const chunk of fileChunks(file)) {
    for (let at = 0; at < chunk.byteLength; ) {
      const taken = chunk.subarray(at, at + PART_BYTES - filled);
      buffer.set(taken, filled);
      filled += taken.byteLength;
      at += taken.byteLength;
      if (filled < PART_BYTES) continue;
      yield buffer;
      filled = 0;
    }
  }
  if (filled > 0) yield buffer.subarray(0, filled);
}

async function readFully(file: FileHandle, into: Uint8Array, from: number): Promise<void> {
  for (let at = 0; at < into.byteLength; ) {
    const { bytesRead } = await file.read(into, at, into.byteLength - at, from + at);
    // A file that became shorter leaves zeros, and S3 refuses the part.
    if (bytesRead === 0) return;
    at += bytesRead;
  }
}

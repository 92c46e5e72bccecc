import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import {
  type Algorithm,
  checksumHeader,
  computeChecksum,
  verifyChecksum,
} from '#tests/emulators/s3/checksums.ts';
import { S3Error } from '#tests/emulators/s3/s3-error.ts';
import { equal, type Signed, signText } from '#tests/emulators/s3/signature.ts';

/** Bytes of a request after everything that came with them was checked. */
export interface Body {
  bytes: Buffer;
  /** The checksum that was sent along; CRC64NVME of the bytes when there was none, as the service adds it. */
  checksum: { algorithm: Algorithm; value: string; given: boolean };
}

/** Largest body of one request. */
const MAX_BYTES = 5 * 1024 ** 3;
const EMPTY = createHash('sha256').digest('hex');

/**
 * Reads the body of a signed request: plain or `aws-chunked`, with or without signatures of the chunks, with checksums in
 * headers or trailers. Throws the service's errors for whatever does not agree.
 */
export async function readBody(
  request: Readable,
  headers: Readonly<Record<string, string>>,
  signed: Signed | undefined,
): Promise<Body> {
  if (headers['content-length'] === undefined && headers['transfer-encoding'] !== 'chunked') {
    throw new S3Error('MissingContentLength');
  }
  if (Number(headers['content-length'] ?? 0) > MAX_BYTES) throw new S3Error('EntityTooLarge');
  const raw = await readAll(request);
  const payload = signed?.payload ?? 'UNSIGNED-PAYLOAD';
  const { bytes, trailers } = payload.startsWith('STREAMING-')
    ? decodeChunks(raw, headers, payload, signed as Signed)
    : { bytes: raw, trailers: {} };
  if (/^[0-9a-f]{64}$/.test(payload)) {
    if (createHash('sha256').update(bytes).digest('hex') !== payload) {
      throw new S3Error('XAmzContentSHA256Mismatch', undefined, { ClientComputedContentSHA256: payload });
    }
  } else if (payload !== 'UNSIGNED-PAYLOAD' && !payload.startsWith('STREAMING-')) {
    throw new S3Error(
      'InvalidArgument',
      'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.',
    );
  }
  verifyMd5(headers['content-md5'], bytes);
  const sent = checksumHeader({ ...pickChecksums(headers), ...pickChecksums(trailers) });
  if (sent) verifyChecksum(sent.algorithm, sent.value, bytes);
  const checksum = sent ?? ({ algorithm: 'crc64nvme', value: computeChecksum('crc64nvme', bytes) } as const);
  return { bytes, checksum: { ...checksum, given: sent !== undefined } };
}

async function readAll(request: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch (error) {
    throw Object.assign(new S3Error('IncompleteBody'), { cause: error });
  }
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
}

function decodeChunks(
  raw: Buffer,
  headers: Readonly<Record<string, string>>,
  payload: string,
  signed: Signed,
): { bytes: Buffer; trailers: Record<string, string> } {
  const signs = payload.startsWith('STREAMING-AWS4-HMAC-SHA256-PAYLOAD');
  const hasTrailer = payload.endsWith('-TRAILER');
  if (!signs && payload !== 'STREAMING-UNSIGNED-PAYLOAD-TRAILER') throw new S3Error('NotImplemented');
  const length = headers['x-amz-decoded-content-length'];
  if (length === undefined) throw new S3Error('MissingContentLength');
  const parts: Buffer[] = [];
  let previous = signed.signature;
  let at = 0;
  for (;;) {
    const end = raw.indexOf('\r\n', at);
    const line = /^([0-9a-fA-F]{1,8})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(
      raw.toString('latin1', at, Math.max(at, end)),
    );
    if (end < 0 || !line || (line[2] !== undefined) !== signs) throw new S3Error('IncompleteBody');
    const size = Number.parseInt(line[1] ?? '', 16);
    const data = raw.subarray(end + 2, end + 2 + size);
    if (data.byteLength !== size) throw new S3Error('IncompleteBody');
    if (signs) {
      const hash = createHash('sha256').update(data).digest('hex');
      const text = ['AWS4-HMAC-SHA256-PAYLOAD', signed.date, signed.scope, previous, EMPTY, hash].join('\n');
      previous = checkChunk(signed.key, text, line[2] ?? '');
    }
    at = end + 2 + size;
    if (size === 0) break;
    if (raw.toString('latin1', at, at + 2) !== '\r\n') throw new S3Error('IncompleteBody');
    at += 2;
    parts.push(data);
  }
  const bytes = Buffer.concat(parts);
  if (String(bytes.byteLength) !== length) throw new S3Error('IncompleteBody');
  const trailers = parseTrailers(raw.toString('latin1', at));
  const names = Object.keys(trailers).filter((name) => name !== 'x-amz-trailer-signature');
  const announced = (headers['x-amz-trailer'] ?? '').split(',').filter((name) => name !== '');
  if (hasTrailer ? names.join() !== announced.join() : names.length > 0) {
    throw new S3Error(
      'MalformedXML',
      'The request contained trailing data that was not well-formed or did not conform to our published schema.',
    );
  }
  if (signs && hasTrailer) {
    const block = names.map((name) => `${name}:${trailers[name]}\n`).join('');
    const hash = createHash('sha256').update(block).digest('hex');
    const text = ['AWS4-HMAC-SHA256-TRAILER', signed.date, signed.scope, previous, hash].join('\n');
    checkChunk(signed.key, text, trailers['x-amz-trailer-signature'] ?? '');
  }
  return { bytes, trailers };
}

function checkChunk(key: Buffer, text: string, signature: string): string {
  if (!equal(signText(key, text), signature)) throw new S3Error('SignatureDoesNotMatch');
  return signature;
}

function parseTrailers(text: string): Record<string, string> {
  const trailers: Record<string, string> = {};
  for (const line of text.split(/\r?\n/)) {
    const [, name = '', value = ''] = /^([\w-]+):(.*)$/.exec(line) ?? [];
    if (name !== '') trailers[name.toLowerCase()] = value.trim();
  }
  return trailers;
}

function pickChecksums(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => /^x-amz-checksum-(crc32c?|crc64nvme|sha1|sha256)$/.test(name)),
  );
}

function verifyMd5(value: string | undefined, bytes: Buffer): void {
  if (value === undefined) return;
  if (Buffer.from(value, 'base64').byteLength !== 16) throw new S3Error('InvalidDigest');
  if (createHash('md5').update(bytes).digest('base64') !== value) throw new S3Error('BadDigest');
}

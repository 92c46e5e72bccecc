import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { S3Error } from '#tests/emulators/s3/s3-error.ts';

/** Checksums that S3 verifies, as they are named in headers. */
export const ALGORITHMS = ['crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/** A verified checksum as it is kept beside an object. */
export interface Checksum {
  algorithm: Algorithm;
  /** Base64; of a multipart upload with `COMPOSITE` that of the parts' checksums, with `-N`. */
  value: string;
  type: 'FULL_OBJECT' | 'COMPOSITE';
}

const LENGTHS: Record<Algorithm, number> = { crc32: 4, crc32c: 4, crc64nvme: 8, sha1: 20, sha256: 32 };

/** The checksum of the bytes, in base64. */
export function computeChecksum(algorithm: Algorithm, bytes: Uint8Array): string {
  if (algorithm === 'sha1' || algorithm === 'sha256') {
    return createHash(algorithm).update(bytes).digest('base64');
  }
  const out = Buffer.alloc(LENGTHS[algorithm]);
  if (algorithm === 'crc32') out.writeUInt32BE(crc32(bytes));
  if (algorithm === 'crc32c') out.writeUInt32BE(crc32c(bytes));
  if (algorithm === 'crc64nvme') out.writeBigUInt64BE(crc64nvme(bytes));
  return out.toString('base64');
}

/** Finds the one checksum header among the headers; throws as S3 does for several, and for one that cannot be a checksum. */
export function checksumHeader(
  headers: Readonly<Record<string, string>>,
): { algorithm: Algorithm; value: string } | undefined {
  const named = Object.keys(headers).flatMap((name) => {
    const algorithm = ALGORITHMS.find((known) => name === `x-amz-checksum-${known}`);
    return algorithm ? [{ algorithm, value: headers[name] ?? '' }] : [];
  });
  if (named.length > 1) {
    throw new S3Error(
      'InvalidRequest',
      'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    );
  }
  const [one] = named;
  if (one && !isChecksum(one.algorithm, one.value)) {
    throw new S3Error('InvalidRequest', `Value for x-amz-checksum-${one.algorithm} header is invalid.`);
  }
  return one;
}

/** Checks bytes against a checksum that came with them; throws `BadDigest`. */
export function verifyChecksum(algorithm: Algorithm, value: string, bytes: Uint8Array): void {
  if (computeChecksum(algorithm, bytes) === value) return;
  const name = algorithm.toUpperCase();
  throw new S3Error('BadDigest', `The ${name} you specified did not match the calculated checksum.`);
}

/** Whether the text is base64 of as many bytes as the algorithm gives. */
function isChecksum(algorithm: Algorithm, value: string): boolean {
  const bytes = Buffer.from(value, 'base64');
  return bytes.byteLength === LENGTHS[algorithm] && bytes.toString('base64') === value;
}

/** CRC-32C (Castagnoli, RFC 3720), reflected polynomial 0x82F63B78. */
const CRC32C_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value >>> 0;
});

function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC32C_TABLE[(crc ^ byte) & 255] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}

/** CRC-64/NVME (NVM Express Base Specification 2.0, 5.2.1.3.4), reflected polynomial 0x9A6C9329AC4BC9B5, in two halves. */
const CRC64_TABLE = Array.from({ length: 256 }, (_, byte) => {
  let value = BigInt(byte);
  for (let bit = 0; bit < 8; bit += 1) value = value & 1n ? (value >> 1n) ^ 0x9a6c9329ac4bc9b5n : value >> 1n;
  return value;
});
const CRC64_HIGH = Uint32Array.from(CRC64_TABLE, (value) => Number(value >> 32n));
const CRC64_LOW = Uint32Array.from(CRC64_TABLE, (value) => Number(value & 0xffffffffn));

function crc64nvme(bytes: Uint8Array): bigint {
  let high = 0xffffffff;
  let low = 0xffffffff;
  for (const byte of bytes) {
    const at = (low ^ byte) & 255;
    low = ((low >>> 8) | (high << 24)) ^ (CRC64_LOW[at] ?? 0);
    high = (high >>> 8) ^ (CRC64_HIGH[at] ?? 0);
  }
  return (BigInt(~high >>> 0) << 32n) | BigInt(~low >>> 0);
}

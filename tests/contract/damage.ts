import type { Damage } from '#tests/contract/assets.ts';

/** The bytes after they went bad. */
export function damaged(bytes: Buffer, how: Exclude<Damage, 'remove'>): Uint8Array {
  if (how === 'empty') return bytes.subarray(0, 0);
  if (how === 'truncate') return bytes.subarray(0, bytes.length - 1);
  if (how === 'extend') return Buffer.concat([bytes, Buffer.from([0])]);
  const flipped = Buffer.from(bytes);
  flipped[bytes.length >> 1] = (flipped[bytes.length >> 1] ?? 0) ^ 1;
  return flipped;
}

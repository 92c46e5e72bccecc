/** First and last byte of a part. */
export interface ByteRange {
  from: number;
  to: number;
}

/**
 * The one range that a `Range` header asks for of so many bytes (RFC 9110, 14.1.2); `undefined` for none, for several, and for
 * one that is not understood, which is all of it; `outside` where there are no such bytes.
 */
export function readRange(header: string | undefined, bytes: number): ByteRange | 'outside' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') {
    const count = Math.min(Number(last), bytes);
    return count === 0 ? 'outside' : { from: bytes - count, to: bytes - 1 };
  }
  const from = Number(first);
  if (last !== '' && Number(last) < from) return undefined;
  return from >= bytes ? 'outside' : { from, to: Math.min(last === '' ? bytes : Number(last), bytes - 1) };
}

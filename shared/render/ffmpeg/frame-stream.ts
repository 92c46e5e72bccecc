/** Raw frames on the standard input, as the first input. */
export interface PipedFrames {
  width: number;
  height: number;
  fps: number;
  /** Whether alpha follows the planes of colour: yuva420p. */
  alpha?: boolean;
}

/** Bytes of one such frame. */
export function frameBytes({ width, height, alpha }: PipedFrames): number {
  return (width * height * (alpha ? 5 : 3)) / 2;
}

/** A length that is not known before the end (RFC 8794, 6.2). */
const UNKNOWN = hex('01ffffffffffffff');
const NANOSECONDS = 1_000_000_000;

/**
 * The beginning of a Matroska stream (RFC 9559) of raw yuv420p frames, or of yuva420p under the code that ffmpeg has for it. A bare stream of frames says nothing of when each is
 * shown; with this a frame that stays is sent once. One unit of time is one frame.
 */
export function streamHeader({ width, height, fps, alpha }: PipedFrames): Buffer {
  const picture = element(
    'e0',
    unsigned('b0', width),
    unsigned('ba', height),
    text('2eb524', alpha ? 'Y4\v\b' : 'I420'),
  );
  const track = element(
    'ae',
    ...[unsigned('d7', 1), unsigned('73c5', 1), unsigned('83', 1), text('86', 'V_UNCOMPRESSED'), picture],
  );
  return Buffer.concat([
    element(
      '1a45dfa3',
      ...[unsigned('4286', 1), unsigned('42f7', 1), unsigned('42f2', 4), unsigned('42f3', 8)],
      ...[text('4282', 'matroska'), unsigned('4287', 4), unsigned('4285', 2)],
    ),
    hex('18538067'),
    UNKNOWN,
    element('1549a966', unsigned('2ad7b1', Math.round(NANOSECONDS / fps))),
    element('1654ae6b', track),
  ]);
}

/** What stands before the `bytes` of a frame that is shown from number `at` on: a cluster of one block. */
export function frameHeader(at: number, bytes: number): Buffer {
  const block = hex('81000080');
  const head = Buffer.concat([hex('a3'), size(bytes + block.length), block]);
  return Buffer.concat([hex('1f43b675'), UNKNOWN, unsigned('e7', at), head]);
}

function hex(digits: string): Buffer {
  return Buffer.from(digits, 'hex');
}

function element(id: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([hex(id), size(body.length), body]);
}

function unsigned(id: string, value: number): Buffer {
  const bytes = Buffer.alloc(6);
  bytes.writeUIntBE(value, 0, 6);
  return element(id, bytes);
}

function text(id: string, value: string): Buffer {
  return element(id, Buffer.from(value, 'latin1'));
}

/** A length in eight bytes, the first bit of which says so. */
function size(bytes: number): Buffer {
  const coded = Buffer.alloc(8);
  coded.writeBigUInt64BE(BigInt(bytes) | (1n << 56n));
  return coded;
}

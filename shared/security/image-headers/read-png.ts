import { crc32 } from 'node:zlib';
import { BrokenImage, type ImageHeader, tagAt, viewOf } from '#shared/security/image-headers/image-header.ts';

/** Bit depths that each colour type may have (PNG specification, third edition, table 12). */
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

/** Walks all chunks of a PNG to its end and checks each one's CRC, so that a flipped bit never gets to the decoder. */
export function readPng(bytes: Uint8Array): ImageHeader {
  const view = viewOf(bytes);
  if (tagAt(view, 12) !== 'IHDR' || view.getUint32(8) !== 13) throw new BrokenImage('has no valid header');
  const [depth, colourType] = [view.getUint8(24), view.getUint8(25)];
  if (!DEPTHS[colourType]?.includes(depth)) throw new BrokenImage('has no valid header');
  let [at, animated, data] = [8, false, false];
  for (;;) {
    const length = view.getUint32(at);
    const tag = tagAt(view, at + 4);
    const sum = view.getUint32(at + 8 + length);
    if (crc32(bytes.subarray(at + 4, at + 8 + length)) !== sum) throw new BrokenImage('is damaged');
    if (tag === 'acTL') animated = true;
    if (tag === 'IDAT') data = true;
    at += 12 + length;
    if (tag === 'IEND') break;
  }
  if (!data) throw new BrokenImage('has no pixels');
  return {
    mediaType: 'image/png',
    width: view.getUint32(16),
    height: view.getUint32(20),
    animated,
  };
}

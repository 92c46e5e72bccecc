import { BrokenImage, type ImageHeader, viewOf } from '#shared/security/image-headers/image-header.ts';

/** Scans of a progressive file: encoders write about 10; thousands are an attack on the decoder's time. */
const MAX_SCANS = 100;

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;

/** Baseline, extended and progressive Huffman frames; arithmetic and hierarchical ones hardly exist. */
const FRAMES = new Set([0xc0, 0xc1, 0xc2]);
const OTHER_FRAMES = new Set([0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);

/** Offset of the next marker at or after `at`; stuffed bytes and restart markers are data. */
function nextMarker(bytes: Uint8Array, at: number): number {
  for (let found = bytes.indexOf(0xff, at); found !== -1; found = bytes.indexOf(0xff, found + 1)) {
    const code = bytes[found + 1];
    if (code === undefined) break;
    if (code !== 0 && code !== 0xff && !(code >= 0xd0 && code <= 0xd7)) return found;
  }
  throw new RangeError('No further marker.');
}

/** Walks all segments of a JPEG to its end marker. Bits flipped within the coded data cannot be told. */
export function readJpeg(bytes: Uint8Array): ImageHeader {
  const view = viewOf(bytes);
  let size: { width: number; height: number } | undefined;
  let scans = 0;
  for (let at = nextMarker(bytes, 2); ; at = nextMarker(bytes, at)) {
    const code = view.getUint8(at + 1);
    if (code === END_OF_IMAGE) break;
    if (OTHER_FRAMES.has(code)) throw new BrokenImage('is a rare kind of JPEG');
    if (FRAMES.has(code)) {
      if (size !== undefined) throw new BrokenImage('is damaged');
      const components = view.getUint8(at + 9);
      if (view.getUint8(at + 4) !== 8 || ![1, 3, 4].includes(components)) {
        throw new BrokenImage('is a rare kind of JPEG');
      }
      size = { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    }
    if (code === START_OF_SCAN) {
      scans += 1;
      if (size === undefined) throw new BrokenImage('is damaged');
      if (scans > MAX_SCANS) throw new BrokenImage('has far too many scans');
    }
    const length = view.getUint16(at + 2);
    if (length < 2) throw new BrokenImage('is damaged');
    at += 2 + length;
  }
  if (size === undefined || scans === 0) throw new BrokenImage('has no pixels');
  return { mediaType: 'image/jpeg', ...size, animated: false };
}

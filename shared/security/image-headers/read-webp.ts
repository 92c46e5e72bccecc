import { BrokenImage, type ImageHeader, tagAt, viewOf } from '#shared/security/image-headers/image-header.ts';

interface Size {
  width: number;
  height: number;
}

const uint24 = (view: DataView, at: number): number =>
  view.getUint16(at, true) | (view.getUint8(at + 2) << 16);

/** Size of a lossy frame (RFC 6386, section 9.1); `at` is where the chunk's data begins. */
function lossy(view: DataView, at: number): Size {
  const keyFrame = (view.getUint8(at) & 1) === 0;
  if (!keyFrame || view.getUint8(at + 3) !== 0x9d || view.getUint16(at + 4, true) !== 0x2a01) {
    throw new BrokenImage('is damaged');
  }
  return { width: view.getUint16(at + 6, true) & 0x3fff, height: view.getUint16(at + 8, true) & 0x3fff };
}

/** Size of a lossless frame (WebP lossless bitstream specification, section 3). */
function lossless(view: DataView, at: number): Size {
  if (view.getUint8(at) !== 0x2f) throw new BrokenImage('is damaged');
  const bits = view.getUint32(at + 1, true);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

/** Walks all chunks of a WebP (RFC 9649); every frame counts for the size, for a header may understate it. */
export function readWebp(bytes: Uint8Array): ImageHeader {
  const view = viewOf(bytes);
  const end = 8 + view.getUint32(4, true);
  if (end > bytes.length) throw new RangeError('Cut off.');
  const sizes: Size[] = [];
  let frames = 0;
  let pixels = false;
  for (let at = 12; at + 8 <= end; ) {
    const tag = tagAt(view, at);
    const length = view.getUint32(at + 4, true);
    const data = at + 8;
    if (data + length > end) throw new RangeError('Cut off.');
    if (tag === 'VP8X') sizes.push({ width: uint24(view, data + 4) + 1, height: uint24(view, data + 7) + 1 });
    if (tag === 'VP8 ') sizes.push(lossy(view, data));
    if (tag === 'VP8L') sizes.push(lossless(view, data));
    if (tag === 'ANMF') {
      sizes.push({ width: uint24(view, data + 6) + 1, height: uint24(view, data + 9) + 1 });
      frames += 1;
    }
    if (tag === 'VP8 ' || tag === 'VP8L' || tag === 'ANMF') pixels = true;
    at = data + length + (length & 1);
  }
  if (!pixels) throw new BrokenImage('has no pixels');
  return {
    mediaType: 'image/webp',
    width: Math.max(...sizes.map(({ width }) => width)),
    height: Math.max(...sizes.map(({ height }) => height)),
    animated: frames > 1,
  };
}

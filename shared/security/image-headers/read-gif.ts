import { BrokenImage, type ImageHeader, viewOf } from '#shared/security/image-headers/image-header.ts';

/** Bytes of a colour table whose size is told by the low three bits of its flags. */
const tableBytes = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

/** Offset after a run of sub-blocks. */
function afterBlocks(view: DataView, start: number): number {
  let at = start;
  for (let length = view.getUint8(at); length > 0; length = view.getUint8(at)) at += 1 + length;
  return at + 1;
}

/** Reads a GIF to the end of its first frame, which is all that is shown, and looks whether another one follows. */
export function readGif(bytes: Uint8Array): ImageHeader {
  const view = viewOf(bytes);
  let width = view.getUint16(6, true);
  let height = view.getUint16(8, true);
  let at = 13 + tableBytes(view.getUint8(10));
  let frames = 0;
  while (at < bytes.length && frames < 2) {
    const block = view.getUint8(at);
    if (block === 0x3b) break;
    if (block === 0x21) at = afterBlocks(view, at + 2);
    else if (block === 0x2c) {
      frames += 1;
      if (frames === 2) break;
      width = Math.max(width, view.getUint16(at + 1, true) + view.getUint16(at + 5, true));
      height = Math.max(height, view.getUint16(at + 3, true) + view.getUint16(at + 7, true));
      const [frameWidth, frameHeight] = [view.getUint16(at + 5, true), view.getUint16(at + 7, true)];
      if (frameWidth === 0 || frameHeight === 0) throw new BrokenImage('has no pixels');
      at = afterBlocks(view, at + 10 + tableBytes(view.getUint8(at + 9)) + 1);
    } else throw new BrokenImage('is damaged');
  }
  if (frames === 0) throw new BrokenImage('has no pixels');
  return { mediaType: 'image/gif', width, height, animated: frames > 1 };
}

/** What the header of a picture says, before anything of it is decoded. */
export interface ImageHeader {
  mediaType: 'image/png' | 'image/jpeg' | 'image/webp' | 'image/gif';
  /** Pixels as stored, before any rotation that EXIF asks for. The largest of all its frames. */
  width: number;
  height: number;
  /** More than one frame; only the first is ever shown. */
  animated: boolean;
}

/** Thrown by the readers for a file that is not what it says; the message completes `The picture …`. */
export class BrokenImage extends Error {
  override readonly name = 'BrokenImage';
}

/** A view of all bytes; reading past the end throws a `RangeError`, which means: cut off. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Four characters at an offset; a `RangeError` past the end. */
export function tagAt(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((offset) => view.getUint8(at + offset)));
}

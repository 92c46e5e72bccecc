import { AppError } from '#shared/errors.ts';
import { BrokenImage, type ImageHeader } from '#shared/security/image-headers/image-header.ts';
import { readGif } from '#shared/security/image-headers/read-gif.ts';
import { readJpeg } from '#shared/security/image-headers/read-jpeg.ts';
import { readPng } from '#shared/security/image-headers/read-png.ts';
import { readWebp } from '#shared/security/image-headers/read-webp.ts';

/** 8K (7680 × 4320): decoded it takes 133 MB. A PNG of 31 kB may hold 16,000² pixels, which would take 926 MB. */
const MAX_PICTURE_PIXELS = 33_177_600;
/** Longest side in pixels. */
const MAX_PICTURE_SIDE = 20_000;

const HINT = 'Save it anew as a PNG or JPEG of at most 7680 × 4320 pixels.';

const READERS: readonly { magic: RegExp; read: (bytes: Uint8Array) => ImageHeader }[] = [
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the signature of PNG holds them on purpose
  { magic: /^\x89PNG\r\n\x1a\n/, read: readPng },
  { magic: /^\xff\xd8\xff/, read: readJpeg },
  { magic: /^RIFF.{4}WEBP/s, read: readWebp },
  { magic: /^GIF8[79]a/, read: readGif },
];

/** What people send that is refused, by its first bytes, so that the message can name it. */
const REFUSED: readonly { magic: RegExp; name: string }[] = [
  { magic: /^(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!doctype svg|svg)/i, name: 'an SVG drawing' },
  { magic: /^(?:\xef\xbb\xbf)?\s*</, name: 'a web page' },
  { magic: /^BM/, name: 'a BMP picture' },
  { magic: /^(?:II\*\0|MM\0\*)/, name: 'a TIFF picture' },
  { magic: /^.{4}ftyp(?:hei|hev|mif|msf)/s, name: 'a HEIC picture' },
  { magic: /^.{4}ftypavi/s, name: 'an AVIF picture' },
  { magic: /^%PDF/, name: 'a PDF file' },
  { magic: /^PK/, name: 'a ZIP archive' },
];

function refuse(why: string, cause?: unknown): never {
  throw new AppError('MEDIA_INVALID', `The picture ${why}.`, { hint: HINT, cause });
}

/**
 * Tells from its bytes alone what a picture is: a whole PNG, JPEG, WebP or GIF of at most 33,177,600 pixels and 20,000
 * pixels a side. Reads headers and walks the file's structure, decodes nothing. Throws `MEDIA_INVALID` for
 * any other type, for a size of zero or beyond the limits, and for a file that is cut off or damaged.
 */
export function sniffImage(bytes: Uint8Array): ImageHeader {
  const head = Buffer.from(bytes.subarray(0, 64)).toString('latin1');
  const reader = READERS.find(({ magic }) => magic.test(head));
  if (reader === undefined) {
    const name = REFUSED.find(({ magic }) => magic.test(head))?.name ?? 'of a type that is not known';
    refuse(bytes.length === 0 ? 'is empty' : `is ${name}; PNG, JPEG, WebP and GIF can be used`);
  }
  let header: ImageHeader;
  try {
    header = reader.read(bytes);
  } catch (error) {
    if (error instanceof BrokenImage) refuse(error.message, error);
    if (error instanceof RangeError) refuse('is cut off: the end of its file is missing', error);
    throw error;
  }
  const { width, height } = header;
  if (width === 0 || height === 0) refuse('has no pixels');
  if (Math.max(width, height) > MAX_PICTURE_SIDE || width * height > MAX_PICTURE_PIXELS) {
    refuse(`is too large (${width} × ${height} pixels)`);
  }
  return header;
}

import { crc32, deflateSync } from 'node:zlib';
import { createCanvas } from '@napi-rs/canvas';

/** One chunk of a PNG with its CRC. */
export function pngChunk(tag: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(tag, 'latin1'), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A PNG of any size, depth and colour type whose pixels are `pixels`, rows with filter bytes, before compression. */
export function png(
  size: { width: number; height: number; depth: number; colourType: number },
  pixels: Uint8Array,
  extra: readonly Buffer[] = [],
): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size.width, 0);
  header.writeUInt32BE(size.height, 4);
  header[8] = size.depth;
  header[9] = size.colourType;
  const data = pngChunk('IDAT', deflateSync(pixels, { level: 9 }));
  return Buffer.concat([
    SIGNATURE,
    pngChunk('IHDR', header),
    ...extra,
    data,
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** 16 bits a channel, red. */
export function png16(): Buffer {
  const row = [0, ...Array.from({ length: 8 }, () => [0xff, 0xff, 0, 0, 0, 0]).flat()];
  return png(
    { width: 8, height: 8, depth: 16, colourType: 2 },
    Buffer.from(Array.from({ length: 8 }, () => row).flat()),
  );
}

/** About 31 kB that unpack to 16,000² pixels. */
export function pngBomb(): Buffer {
  return png({ width: 16_000, height: 16_000, depth: 1, colourType: 0 }, Buffer.alloc(16_000 * 2001));
}

const segment = (code: number, data: readonly number[]): Buffer =>
  Buffer.from([0xff, code, (data.length + 2) >> 8, (data.length + 2) & 255, ...data]);

/** A JPEG of 8 × 8 pixels by hand: one Huffman code, all differences zero. Four components make it CMYK. */
export function smallJpeg(components: 1 | 3 | 4, frame: 0xc0 | 0xc2 = 0xc0, scans = 1): Buffer {
  const ids = Array.from({ length: components }, (_, index) => index + 1);
  const progressive = frame === 0xc2;
  const table = (kind: number): Buffer => segment(0xc4, [kind, 1, ...Array(15).fill(0), 0]);
  const scan = Buffer.concat([
    segment(0xda, [components, ...ids.flatMap((id) => [id, 0]), 0, progressive ? 0 : 63, 0]),
    Buffer.from([progressive || components < 4 ? 2 ** (8 - (progressive ? 1 : 2) * components) - 1 : 0]),
  ]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xdb, [0, ...Array(64).fill(1)]),
    segment(frame, [8, 0, 8, 0, 8, components, ...ids.flatMap((id) => [id, 0x11, 0])]),
    table(0x00),
    table(0x10),
    ...Array.from({ length: scans }, () => scan),
    Buffer.from([0xff, 0xd9]),
  ]);
}

/** A JPEG told by EXIF to be turned (orientation 1 to 8). */
export function turnedJpeg(jpeg: Buffer, orientation: number): Buffer {
  const tiff = [
    0x4d,
    0x4d,
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1,
    1,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
  ];
  const exif = segment(0xe1, [...Buffer.from('Exif\0\0', 'latin1'), ...tiff]);
  return Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)]);
}

/** A drawing: red on the left, green on the right, with detail. */
export function drawing(width = 96, height = 64) {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#ff0000';
  context.fillRect(0, 0, width / 2, height);
  context.fillStyle = '#00c000';
  context.fillRect(width / 2, 0, width / 2, height);
  context.fillStyle = '#ffffff';
  for (let at = 0; at < height; at += 4) context.fillRect(width * 0.4, at, width * 0.2, 2);
  return canvas;
}

/** Good pictures of every type that is accepted, by name. */
export function goodPictures(): Record<
  string,
  { bytes: Buffer; mediaType: string; width: number; height: number }
> {
  const canvas = drawing();
  const size = { width: 96, height: 64 };
  const small = { width: 8, height: 8 };
  return {
    PNG: { bytes: canvas.encodeSync('png'), mediaType: 'image/png', ...size },
    'PNG of 16 bits': { bytes: png16(), mediaType: 'image/png', ...small },
    JPEG: { bytes: canvas.encodeSync('jpeg', 90), mediaType: 'image/jpeg', ...size },
    'grey JPEG': { bytes: smallJpeg(1), mediaType: 'image/jpeg', ...small },
    'CMYK JPEG': { bytes: smallJpeg(4), mediaType: 'image/jpeg', ...small },
    'progressive JPEG': { bytes: smallJpeg(3, 0xc2), mediaType: 'image/jpeg', ...small },
    'lossy WebP': { bytes: canvas.encodeSync('webp', 80), mediaType: 'image/webp', ...size },
    'lossless WebP': { bytes: canvas.encodeSync('webp', 100), mediaType: 'image/webp', ...size },
    GIF: { bytes: canvas.encodeSync('gif', 10), mediaType: 'image/gif', ...size },
  };
}

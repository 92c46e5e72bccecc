import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { errorCode } from '#shared/errors.ts';
import { decodePicture } from '#shared/scenes/picture/decode-picture.ts';
import { seeded } from '#shared/scenes/seeded.ts';
import { sniffImage } from '#shared/security/sniff-image.ts';
import {
  drawing,
  goodPictures,
  png,
  pngBomb,
  pngChunk,
  smallJpeg,
  turnedJpeg,
} from '#tests/security/picture-files.ts';

const GOOD = Object.entries(goodPictures()).map(([name, picture]) => ({ name, ...picture }));
const dot = { width: 1, height: 1, depth: 8, colourType: 0 };

function refusal(bytes: Uint8Array): { code: string; message: string } | undefined {
  try {
    sniffImage(bytes);
    return undefined;
  } catch (error) {
    return { code: errorCode(error), message: (error as Error).message };
  }
}

const patched = (bytes: Buffer, at: number, values: readonly number[]): Buffer => {
  const copy = Buffer.from(bytes);
  copy.set(values, at);
  return copy;
};

describe.each(GOOD)('$name', ({ bytes, mediaType, width, height }) => {
  it('is told by its bytes and decoded', async () => {
    expect(sniffImage(bytes)).toEqual({ mediaType, width, height, animated: false });
    expect(await decodePicture(bytes)).toMatchObject({ width, height });
  });

  it('is refused when it is cut off anywhere', () => {
    for (let end = 0; end < bytes.length; end += Math.max(1, Math.floor(bytes.length / 200))) {
      const refused = refusal(bytes.subarray(0, end));
      // The only byte that a GIF can do without is the trailer after its first frame.
      if (mediaType === 'image/gif' && end >= bytes.length - 1) continue;
      expect(refused?.code, `cut at ${end}`).toBe('MEDIA_INVALID');
    }
  });

  it('with flipped bits is refused in words or decoded, but never crashes', async () => {
    const next = seeded(mediaType + bytes.length);
    for (let round = 0; round < 250; round += 1) {
      const mutant = Buffer.from(bytes);
      for (let flip = 0; flip <= round % 4; flip += 1) {
        const at = Math.floor(next() * mutant.length);
        mutant[at] = (mutant[at] ?? 0) ^ (1 << Math.floor(next() * 8));
      }
      const outcome = await decodePicture(mutant).catch((error: unknown) => errorCode(error));
      if (typeof outcome === 'string') expect(outcome).toBe('MEDIA_INVALID');
    }
  });
});

it.each([
  ['nothing', Buffer.alloc(0), 'empty'],
  ['an SVG drawing', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), 'SVG'],
  ['an SVG with a prologue', Buffer.from('\u{feff}<?xml version="1.0"?><svg/>'), 'SVG'],
  ['a web page', Buffer.from('<html><img src="file:///etc/passwd">'), 'web page'],
  ['a BMP', Buffer.from('BM\0\0\0\0\0\0\0\0'), 'BMP'],
  ['a TIFF', Buffer.from('II*\0\0\0\0\0'), 'TIFF'],
  ['a HEIC', Buffer.from('\0\0\0\x18ftypheic'), 'HEIC'],
  ['an AVIF', Buffer.from('\0\0\0\x18ftypavif'), 'AVIF'],
  ['a PDF', Buffer.from('%PDF-1.7'), 'PDF'],
  ['an archive', Buffer.from('PK\x03\x04'), 'ZIP'],
  ['a playlist', Buffer.from('#EXTM3U\nfile:///etc/passwd'), 'not known'],
  ['a picture that begins one byte late', Buffer.concat([Buffer.from(' '), smallJpeg(3)]), 'not known'],
])('%s is refused by name, whatever its file is called', (_, bytes, word) => {
  expect(refusal(bytes)).toMatchObject({ code: 'MEDIA_INVALID', message: expect.stringContaining(word) });
});

it('a bomb of 31 kB is refused before it takes memory', async () => {
  // Prepare
  const bomb = pngBomb();
  expect(bomb.length).toBeLessThan(40_000);
  const before = process.memoryUsage().rss;
  // Act
  const outcome = await decodePicture(bomb).catch((error: unknown) => errorCode(error));
  // Assess
  expect(outcome).toBe('MEDIA_INVALID');
  expect(process.memoryUsage().rss - before).toBeLessThan(30_000_000);
});

const jpeg = smallJpeg(3);
const sizeAt = jpeg.indexOf(Buffer.from([0xff, 0xc0])) + 5;
const webp = drawing().encodeSync('webp', 80);
const gif = drawing().encodeSync('gif', 10);

it.each([
  ['a PNG of no width', png({ ...dot, width: 0 }, Buffer.from([0, 0])), 'no pixels'],
  ['a PNG 20,001 pixels wide', png({ ...dot, width: 20_001 }, Buffer.alloc(20_002)), 'too large'],
  ['a PNG with an impossible depth', png({ ...dot, depth: 3 }, Buffer.from([0, 0])), 'header'],
  ['a PNG without a trailer', png(dot, Buffer.from([0, 0])).subarray(0, -12), 'cut off'],
  ['a PNG with a chunk of 4 GB', patched(png(dot, Buffer.from([0, 0])), 33, [255, 255, 255, 255]), 'cut off'],
  ['a JPEG of no height', patched(jpeg, sizeAt, [0, 0]), 'no pixels'],
  ['a JPEG of 65,535² pixels', patched(jpeg, sizeAt, [255, 255, 255, 255]), 'too large'],
  ['a JPEG of 2 components', patched(jpeg, sizeAt + 4, [2]), 'rare'],
  ['a JPEG coded arithmetically', patched(jpeg, sizeAt - 4, [0xc9]), 'rare'],
  ['a JPEG with two frames', Buffer.concat([jpeg.subarray(0, -2), jpeg.subarray(2)]), 'damaged'],
  ['a progressive JPEG of 5,000 scans', smallJpeg(3, 0xc2, 5000), 'scans'],
  ['a JPEG of markers only', Buffer.from([0xff, 0xd8, 0xff, 0xff, 0xff, 0xff]), 'cut off'],
  ['a WebP that claims more than it has', patched(webp, 4, [255, 255, 255, 127]), 'cut off'],
  ['a WebP without a frame', patched(webp, webp.indexOf('VP8 '), [...Buffer.from('JUNK')]), 'no pixels'],
  [
    'a GIF whose frame is larger than its screen',
    patched(gif, gif.indexOf(0x2c, 781) + 5, [255, 255, 255, 255]),
    '',
  ],
])('%s is refused', (_, bytes, word) => {
  expect(refusal(bytes)).toMatchObject({ code: 'MEDIA_INVALID', message: expect.stringContaining(word) });
});

it('an animation is known as one, and its first frame is shown', async () => {
  const animated = png(dot, Buffer.from([0, 0]), [pngChunk('acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0]))]);
  expect(sniffImage(animated).animated).toBe(true);
  expect(await decodePicture(animated)).toMatchObject({ width: 1, height: 1 });
});

it.each([
  [1, 96, 64, 'left'],
  [3, 96, 64, 'right'],
  [6, 64, 96, 'top'],
  [8, 64, 96, 'bottom'],
])('a photo turned by EXIF (%i) stands upright', async (orientation, width, height, redSide) => {
  // Act
  const picture = await decodePicture(turnedJpeg(drawing().encodeSync('jpeg', 95), orientation));
  // Assess
  expect(picture).toMatchObject({ width, height });
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(picture.image, 0, 0, width, height);
  const places = {
    left: [4, height / 2],
    right: [width - 5, height / 2],
    top: [width / 2, 4],
    bottom: [width / 2, height - 5],
  };
  const [x = 0, y = 0] = places[redSide as keyof typeof places];
  const [red = 0, green = 0] = context.getImageData(x, y, 1, 1).data;
  expect(red).toBeGreaterThan(200);
  expect(green).toBeLessThan(60);
});

import { crc32, deflateSync } from 'node:zlib';
import { seeded } from '#shared/scenes/seeded.ts';

/** Flips `count` bits between two places, always the same for a seed. */
export function flipBits(bytes: Buffer, seed: number, from: number, to: number, count: number): Buffer {
  const next = seeded(seed);
  for (let flip = 0; flip < count; flip += 1) {
    const at = from + Math.floor(next() * (Math.min(to, bytes.length) - from));
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(next() * 8));
  }
  return bytes;
}

/** Writes a number into the first box of a type, `offset` bytes behind the name (ISO/IEC 14496-12). */
export function claimCount(bytes: Buffer, box: string, offset: number, value: number): Buffer {
  const at = bytes.indexOf(box);
  if (at === -1) throw new Error(`There is no ${box}.`);
  bytes.writeUInt32BE(value, at + 4 + offset);
  return bytes;
}

/** Lets film and track claim to last so many seconds; mvhd version 0 has its scale and duration at 12 and 16. */
export function claimSeconds(bytes: Buffer, seconds: number): Buffer {
  const scale = bytes.readUInt32BE(bytes.indexOf('mvhd') + 4 + 12);
  claimCount(bytes, 'mvhd', 16, seconds * scale);
  claimCount(bytes, 'tkhd', 20, seconds * scale);
  const own = bytes.readUInt32BE(bytes.indexOf('mdhd') + 4 + 12);
  return claimCount(bytes, 'mdhd', 16, (seconds * own) % 0xffff_ffff);
}

/** Repeats the only track of a film whose index stands at its end. */
export function manyTracks(bytes: Buffer, count: number): Buffer {
  const moov = bytes.indexOf('moov') - 4;
  const trak = bytes.indexOf('trak') - 4;
  const track = bytes.subarray(trak, trak + bytes.readUInt32BE(trak));
  const more = Buffer.concat(Array(count - 1).fill(track));
  const head = bytes.subarray(0, trak + track.length);
  const film = Buffer.concat([head, more, bytes.subarray(trak + track.length)]);
  film.writeUInt32BE(bytes.readUInt32BE(moov) + more.length, moov);
  return film;
}

/** A film of one PNG of 16,000² black pixels: 31 kB that unfold to 256 million pixels. The index follows the pictures. */
export function onePixelBomb(bytes: Buffer): Buffer {
  const png = blackPng(16_000);
  const moov = bytes.subarray(bytes.indexOf('moov') - 4);
  const sample = moov.indexOf('avc1', moov.indexOf('stsd'));
  moov.write('png ', sample, 'latin1');
  moov.writeUInt16BE(16_000, sample + 4 + 24);
  moov.writeUInt16BE(16_000, sample + 4 + 26);
  const head = Buffer.from('00000014667479706973 6f6d0000000069736f6d'.replace(' ', ''), 'hex');
  claimCount(moov, 'stsz', 4, png.length);
  claimCount(moov, 'stco', 8, head.length + 8);
  const mdat = Buffer.alloc(8);
  mdat.writeUInt32BE(png.length + 8, 0);
  mdat.write('mdat', 4, 'latin1');
  return Buffer.concat([head, mdat, png, moov]);
}

/** A black PNG of `side` pixels squared, one bit each. */
export function blackPng(side: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  const pixels = deflateSync(Buffer.alloc(side * (1 + side / 8)), { level: 9 });
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

import { AppError } from '#shared/errors.ts';
import type { InputFormat } from '#shared/render/ffmpeg/arguments.ts';

/** What a file of sound or moving pictures is, told from its first bytes and from nothing else. */
export interface SniffedMedia {
  /** The demuxer that it must be opened with. */
  format: Extract<InputFormat, 'mov' | 'matroska' | 'wav' | 'mp3' | 'flac' | 'ogg'>;
  mediaType: string;
}

/** How many of the first bytes {@link sniffMedia} needs. */
export const SNIFFED_BYTES = 4096;

/**
 * Names the format of a file of sound or moving pictures from its first {@link SNIFFED_BYTES} bytes: MP4 and MOV, WebM and
 * Matroska, WAV, MP3, FLAC, Ogg. Throws `MEDIA_INVALID` for all else, and says what it is when it is a text that makes a player fetch
 * other files (a playlist, a manifest, a session description, a drawing, a page).
 */
export function sniffMedia(head: Uint8Array): SniffedMedia {
  const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, SNIFFED_BYTES));
  const media =
    sniffWav(bytes) ?? sniffIsoMedia(bytes) ?? sniffMatroska(bytes) ?? sniffOpen(bytes) ?? sniffMp3(bytes);
  if (media) return media;
  throw new AppError(
    'MEDIA_INVALID',
    `This is ${whatElse(bytes)}, not a sound or video file that can be used.`,
    {
      hint: 'Use MP4, MOV, WebM, Matroska, WAV, MP3, FLAC or Ogg.',
    },
  );
}

function sniffWav(bytes: Buffer): SniffedMedia | undefined {
  const isWav = ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 4) === 'WAVE';
  return isWav ? { format: 'wav', mediaType: 'audio/wav' } : undefined;
}

/** Brands of `ftyp` (ISO/IEC 14496-12, 4.3) that stand for films and sound; those of pictures (HEIC, AVIF) are left out. */
const BRANDS: Readonly<Record<string, string>> = {
  'qt  ': 'video/quicktime',
  'M4A ': 'audio/mp4',
  'M4B ': 'audio/mp4',
  'M4V ': 'video/mp4',
  'f4v ': 'video/mp4',
  MSNV: 'video/mp4',
  avc1: 'video/mp4',
  dash: 'video/mp4',
  isom: 'video/mp4',
  iso2: 'video/mp4',
  iso3: 'video/mp4',
  iso4: 'video/mp4',
  iso5: 'video/mp4',
  iso6: 'video/mp4',
  mp41: 'video/mp4',
  mp42: 'video/mp4',
};
/** More compatible brands than any writer lists. */
const MAX_FTYP = 512;

function sniffIsoMedia(bytes: Buffer): SniffedMedia | undefined {
  if (bytes.length < 16 || ascii(bytes, 4, 4) !== 'ftyp') return undefined;
  const size = bytes.readUInt32BE(0);
  if (size < 16 || size > MAX_FTYP || size % 4 !== 0) return undefined;
  const mediaType = BRANDS[ascii(bytes, 8, 4)];
  return mediaType === undefined ? undefined : { format: 'mov', mediaType };
}

/** The EBML header (RFC 8794) with its document type (element 0x4282) `matroska` or `webm`. */
function sniffMatroska(bytes: Buffer): SniffedMedia | undefined {
  if (bytes.length < 12 || bytes.readUInt32BE(0) !== 0x1a45dfa3) return undefined;
  const header = bytes.subarray(4, 4 + 64);
  const at = header.indexOf(Buffer.from([0x42, 0x82]));
  if (at === -1) return undefined;
  const size = (header[at + 2] ?? 0) & 0x7f;
  const type = header.toString('latin1', at + 3, at + 3 + size).replace(/\0+$/, '');
  if (type === 'webm') return { format: 'matroska', mediaType: 'video/webm' };
  return type === 'matroska' ? { format: 'matroska', mediaType: 'video/x-matroska' } : undefined;
}

/** FLAC (RFC 9639, 8: the first block describes the stream) and Ogg (RFC 3533, 6: version 0, first page). */
function sniffOpen(bytes: Buffer): SniffedMedia | undefined {
  if (ascii(bytes, 0, 4) === 'fLaC' && ((bytes[4] ?? 1) & 0x7f) === 0) {
    return { format: 'flac', mediaType: 'audio/flac' };
  }
  const isOgg = ascii(bytes, 0, 4) === 'OggS' && bytes[4] === 0 && ((bytes[5] ?? 0) & 2) === 2;
  return isOgg ? { format: 'ogg', mediaType: 'audio/ogg' } : undefined;
}

function sniffMp3(bytes: Buffer): SniffedMedia | undefined {
  const mp3: SniffedMedia = { format: 'mp3', mediaType: 'audio/mpeg' };
  if (isId3(bytes)) return mp3;
  const length = mp3FrameLength(bytes, 0);
  if (length === undefined) return undefined;
  // Two bytes are soon alike by chance: a second frame must follow where the first one ends.
  return mp3FrameLength(bytes, length) === undefined ? undefined : mp3;
}

/** ID3v2.2 to 2.4: no version byte is 0xFF and the four bytes of the size are below 0x80. */
function isId3(bytes: Buffer): boolean {
  if (bytes.length < 10 || ascii(bytes, 0, 3) !== 'ID3') return false;
  const [version = 0, revision = 0] = bytes.subarray(3, 5);
  return (
    version >= 2 && version <= 4 && revision !== 0xff && bytes.subarray(6, 10).every((byte) => byte < 0x80)
  );
}

const KBPS_MPEG1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const KBPS_MPEG2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const HERTZ_MPEG1 = [44_100, 48_000, 32_000];

/** Length in bytes of the MPEG layer III frame at `at` (ISO/IEC 11172-3, 2.4.2.3), or undefined when there is none. */
function mp3FrameLength(bytes: Buffer, at: number): number | undefined {
  const [sync = 0, kind = 0, rates = 0] = bytes.subarray(at, at + 3);
  const version = (kind >> 3) & 3;
  const isFrame = sync === 0xff && kind >= 0xe0 && version !== 1 && ((kind >> 1) & 3) === 1;
  const isMpeg1 = version === 3;
  const kbps = (isMpeg1 ? KBPS_MPEG1 : KBPS_MPEG2)[rates >> 4] ?? 0;
  const hertz = (HERTZ_MPEG1[(rates >> 2) & 3] ?? 0) / (isMpeg1 ? 1 : version === 2 ? 2 : 4);
  if (!isFrame || kbps === 0 || hertz === 0) return undefined;
  return Math.floor(((isMpeg1 ? 144_000 : 72_000) * kbps) / hertz) + ((rates >> 1) & 1);
}

const TEXTS: readonly (readonly [RegExp, string])[] = [
  [/^#EXTM3U/i, 'a playlist'],
  [/^ffconcat\b|^file\s+['"]?/i, 'a list of files'],
  [/^\[playlist\]/i, 'a playlist'],
  [/^v=0\s/i, 'a session description'],
  [/^RTSP|^\[Reference\]/i, 'an address of a stream'],
  [/<MPD[\s>]/i, 'a manifest'],
  [/<svg[\s>]/i, 'a drawing'],
  [/<(!doctype html|html|head|body|script)[\s>]/i, 'a web page'],
  [/^<\?xml|^<[a-z]/i, 'an XML text'],
  [/^WEBVTT|^\d+\s+\d\d:\d\d:\d\d,\d{3} -->|^\[Script Info\]/i, 'a file of captions'],
];

function whatElse(bytes: Buffer): string {
  if (bytes.length === 0) return 'an empty file';
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = bytes.toString(wide ? 'utf16le' : 'utf8').replace(/^[\uFEFF\s\0]+/, '');
  return TEXTS.find(([pattern]) => pattern.test(text))?.[1] ?? 'something else';
}

function ascii(bytes: Buffer, at: number, length: number): string {
  return bytes.toString('latin1', at, at + length);
}

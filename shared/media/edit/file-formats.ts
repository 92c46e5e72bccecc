import { AppError } from '#shared/errors.ts';
import { WAV_OPTIONS } from '#shared/media/normalise-audio.ts';

/** x264 finely enough to be edited again; two threads, since its output follows their number. */
const H264 = [
  ...['-c:v', 'libx264', '-profile:v', 'high', '-preset', 'veryfast', '-crf', '18', '-threads', '2'],
  ...['-flags:v', '+cgop+bitexact', '-pix_fmt', 'yuv420p', '-video_track_timescale', '90000'],
];
/** VP9 at a quality that looks like the above, without taking the whole day (`deadline good`, speed 4). */
const VP9 = [
  ...['-c:v', 'libvpx-vp9', '-crf', '28', '-b:v', '0', '-deadline', 'good', '-cpu-used', '4', '-row-mt', '1'],
  ...['-threads', '2', '-pix_fmt', 'yuv420p', '-flags:v', '+bitexact'],
];
const COLOURS = [
  ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'],
];
const rate = ['-ar', '48000', '-ac', '2', '-flags:a', '+bitexact'];
const AAC = ['-c:a', 'aac', '-b:a', '192k', ...rate];
const OPUS = ['-c:a', 'libopus', '-b:a', '160k', ...rate];

interface FileFormat {
  /** Options of ffmpeg for pictures; undefined for files of sound. */
  pictures?: readonly string[];
  sound: readonly string[];
  container: readonly string[];
  /** Codecs of pictures that players expect in it, so that they may be copied. */
  copies: readonly string[];
}

const MP4 = {
  pictures: H264,
  sound: AAC,
  container: ['-movflags', '+faststart', '-f', 'mp4'],
  copies: ['h264', 'hevc', 'av1'],
};

/** Formats by the ending of a file's name. */
const FORMATS: Readonly<Record<string, FileFormat>> = {
  mp4: MP4,
  mov: { ...MP4, container: ['-f', 'mov'], copies: ['h264', 'hevc', 'prores'] },
  mkv: { ...MP4, container: ['-f', 'matroska'], copies: ['h264', 'hevc', 'av1', 'vp9'] },
  webm: { pictures: VP9, sound: OPUS, container: ['-f', 'webm'], copies: ['vp9', 'av1', 'vp8'] },
  wav: { sound: WAV_OPTIONS, container: [], copies: [] },
  m4a: { sound: AAC, container: ['-f', 'ipod'], copies: [] },
  mp3: { sound: ['-c:a', 'libmp3lame', '-q:a', '2', ...rate], container: ['-f', 'mp3'], copies: [] },
  flac: { sound: ['-c:a', 'flac', ...rate], container: ['-f', 'flac'], copies: [] },
  ogg: { sound: OPUS, container: ['-f', 'ogg'], copies: [] },
};

/** The format that a file's name asks for; throws `OPTION_INVALID` for one that cannot be written. */
export function formatOf(file: string): FileFormat {
  const ending = file.split('.').at(-1)?.toLowerCase() ?? '';
  const format = file.includes('.') ? FORMATS[ending] : undefined;
  if (format) return format;
  throw new AppError('OPTION_INVALID', `Files that end in .${ending} cannot be written.`, {
    hint: `Choose one of ${Object.keys(FORMATS).join(', ')}.`,
  });
}

/** Options of ffmpeg that write `[v]` (or copy the first pictures) and `[a]` into a file of this name. */
export function writeOptions(file: string, pictures: 'encode' | 'copy' | 'none', sound: boolean): string[] {
  const format = formatOf(file);
  return [
    ...(pictures === 'encode' ? ['-map', '[v]', ...(format.pictures ?? []), ...COLOURS] : []),
    ...(pictures === 'copy' ? ['-map', '0:V:0', '-c:v', 'copy'] : []),
    ...(sound ? ['-map', '[a]', ...format.sound] : []),
    ...['-map_metadata', '-1', '-map_chapters', '-1', '-fflags', '+bitexact', ...format.container],
  ];
}

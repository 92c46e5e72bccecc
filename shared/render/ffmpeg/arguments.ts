import ffmpeg from 'fluent-ffmpeg';
import { AppError } from '#shared/errors.ts';
import type { PipedFrames } from '#shared/render/ffmpeg/frame-stream.ts';

/**
 * Containers that may be opened, by what may be opened with them. A demuxer outside this list (HLS, DASH, SDP, SVG, …) can
 * be told by a hostile file to read other files or addresses, which `-protocol_whitelist` alone does not stop.
 */
const DEMUXERS = {
  mov: 'mov',
  matroska: 'matroska',
  wav: 'wav',
  mp3: 'mp3',
  flac: 'flac',
  ogg: 'ogg',
  rawvideo: 'rawvideo',
  s16le: 's16le',
  f32le: 'f32le',
  jpeg_pipe: 'jpeg_pipe',
  png_pipe: 'png_pipe',
  ffmetadata: 'ffmetadata',
  /** Only for lists that we wrote ourselves, of segments that we rendered ourselves. */
  concat: 'concat,mov,matroska',
} as const;

/** Name of a demuxer that an input may be read with. */
export type InputFormat = keyof typeof DEMUXERS;

/** One file to read: a plain name in the working folder, the demuxer it must be, and options such as `-ss`. */
interface FfmpegInput {
  file: string;
  format: InputFormat;
  options?: readonly string[];
}

/** In place of a file: raw samples to the standard output. */
export const STDOUT = Symbol('standard output');

/** One file to write, a plain name in the working folder; `null` decodes and throws away, for measuring. */
interface FfmpegOutput {
  file: string | typeof STDOUT | null;
  options: readonly string[];
  /** Writing more than this many bytes fails; default {@link DEFAULT_MAX_BYTES}. */
  maxBytes?: number;
}

/** What one run of ffmpeg reads, does and writes. */
export interface FfmpegGraph {
  inputs: readonly FfmpegInput[];
  /** The whole filter graph as one string, made of our own text only: words of a person go into files. */
  filterGraph?: string;
  outputs: readonly FfmpegOutput[];
  /** Ends with `MEDIA_INVALID` at the first damaged packet instead of hiding it. */
  strict?: boolean;
}

/** 7680 × 4320. A PNG of 31 kB can claim 16,000² pixels and would cost 926 MB without the limit. */
const MAX_PIXELS = 7680 * 4320;
const MAX_STREAMS = 64;
/** 4 GiB: more than an hour of 1080p at eight times our bit rate. */
export const DEFAULT_MAX_BYTES = 4 * 1024 ** 3;

const PLAIN_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/**
 * Lets through a name that is a file directly inside the working folder whatever ffmpeg makes of it: no folder, protocol,
 * option or pattern. Throws `ASSET_PATH_REFUSED`.
 */
export function plainName(name: string): string {
  if (PLAIN_NAME.test(name) && !name.includes('..')) return name;
  throw new AppError('ASSET_PATH_REFUSED', 'A media file must have a plain name inside its folder.', {
    cause: name,
  });
}

/**
 * The argument array of one run. fluent-ffmpeg only writes the array: its runner cannot put the child into a process group
 * of its own, probes inputs behind our back, and since ffmpeg 7 misreads the list of formats. Options go in as separate
 * arguments, never as an array, which it would split at blanks. Throws `ASSET_PATH_REFUSED`.
 */
export function ffmpegArguments(graph: FfmpegGraph, piped?: PipedFrames): string[] {
  const command = ffmpeg();
  if (piped) command.input('pipe:0').inputOptions(...guard('matroska', 'pipe', graph));
  for (const { file, format, options = [] } of graph.inputs) {
    command.input(`file:${plainName(file)}`).inputOptions(...guard(format, 'file', graph), ...options);
  }
  if (graph.filterGraph !== undefined) command.complexFilter(graph.filterGraph);
  for (const { file, options, maxBytes = DEFAULT_MAX_BYTES } of graph.outputs) {
    if (file === null) command.output('-').outputOptions(...options, '-f', 'null');
    else if (file === STDOUT) command.output('pipe:1').outputOptions(...options, '-f', 'rawvideo');
    else command.output(`file:${plainName(file)}`).outputOptions(...options, '-fs', String(maxBytes));
  }
  const { _getArguments } = command as unknown as { _getArguments(): (string | number)[] };
  const strict = graph.strict ? ['-xerror'] : [];
  return [
    '-hide_banner',
    '-nostdin',
    '-nostats',
    '-y',
    ...strict,
    ..._getArguments.call(command).map(String),
  ];
}

function guard(format: InputFormat, protocol: 'file' | 'pipe', { strict }: FfmpegGraph): string[] {
  return [
    ...['-f', format, '-protocol_whitelist', protocol, '-format_whitelist', DEMUXERS[format]],
    ...['-max_pixels', String(MAX_PIXELS), '-max_streams', String(MAX_STREAMS)],
    ...(strict ? ['-err_detect', 'explode'] : []),
  ];
}

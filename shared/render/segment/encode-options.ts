import type { SegmentSpec } from '#shared/domain/render-plan.ts';
import { FPS } from '#shared/domain/timeline.ts';
import { everyFrame } from '#shared/render/ffmpeg/ffmpeg-pipe.ts';

/**
 * Speed and fineness of x264. `draft` is for looking at a cut; its preset leaves out all that makes H.264 High what it is,
 * so that without the larger transform it would be of another profile than we promise.
 */
const X264 = {
  draft: ['-preset', 'ultrafast', '-crf', '28', '-x264-params', '8x8dct=1'],
  standard: ['-preset', 'veryfast', '-crf', '20'],
  uhd: ['-preset', 'veryfast', '-crf', '20'],
} as const;

/**
 * The same of the encoder of an NVIDIA GPU, in the words of ffmpeg 5 and newer. Its `cq` bounds the mean quantiser where
 * x264's `crf` aims at it: on still pictures 5 more look the same (https://sites.google.com/view/doganoheya/nvenc_setting).
 * Without `-b:v 0` a bit rate of 2 Mbit/s would bound it first.
 */
const NVENC = {
  draft: ['-preset', 'p1', '-rc', 'vbr', '-cq', '33', '-b:v', '0'],
  standard: ['-preset', 'p5', '-tune', 'hq', '-rc', 'vbr', '-cq', '25', '-b:v', '0', '-spatial-aq', '1'],
  uhd: ['-preset', 'p5', '-tune', 'hq', '-rc', 'vbr', '-cq', '25', '-b:v', '0', '-spatial-aq', '1'],
} as const;

/** Four seconds: how far a player may have to go back when it seeks. */
const KEY_FRAME_INTERVAL = 120;
/** Units of time in a second of the file; every segment has the same, so that joining needs no rounding. */
const TIMESCALE = 15_360;

/**
 * Options of ffmpeg for a segment's file: H.264 High without sound, closed groups of pictures, colours marked as BT.709.
 * One thread, since segments share the cores and since x264's output depends on the number of threads.
 */
export function encodeOptions({ frames, quality, encoder }: SegmentSpec): string[] {
  const codec =
    encoder === 'nvenc'
      ? ['-c:v', 'h264_nvenc', '-profile:v', 'high', ...NVENC[quality]]
      : ['-c:v', 'libx264', '-profile:v', 'high', ...X264[quality], '-threads', '1'];
  return [
    ...['-map', '[picture]', '-an', '-frames:v', String(frames), ...codec],
    ...['-g', String(KEY_FRAME_INTERVAL), '-flags:v', '+cgop+bitexact', '-fflags', '+bitexact'],
    ...['-pix_fmt', 'yuv420p', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
    ...['-color_range', 'tv', '-video_track_timescale', String(TIMESCALE), '-f', 'mp4'],
  ];
}

/** The filter graph from frames to `[picture]`: each as often as it is shown, in the colours that it has. Nothing is copied. */
export const PICTURE_GRAPH = `[0:v]${everyFrame(FPS)},setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv[picture]`;

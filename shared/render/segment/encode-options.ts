import type { Quality } from '#shared/domain/brief.ts';
import type { Codec } from '#shared/domain/film-format.ts';
import type { SegmentSpec } from '#shared/domain/render-plan.ts';
import { FPS } from '#shared/domain/timeline.ts';
import { everyFrame } from '#shared/render/ffmpeg/ffmpeg-pipe.ts';
import { CONTAINERS } from '#shared/render/formats/containers.ts';
import { SEGMENT_CONTAINERS } from '#shared/render/formats/film-formats.ts';

/** An encoder of ffmpeg: its name, what it is always told, and its speed and fineness. */
interface Encoder {
  name: string;
  always: readonly string[];
  of: Readonly<Record<Quality, readonly string[]>>;
}

/**
 * One thread each, since segments share the cores and since what x264 gives depends on the number of threads. Fineness
 * is chosen so that `standard` looks like x264 at 20: `docs/guides/formats.md` has what was measured.
 */
const ENCODERS: Record<Codec | 'nvenc', Encoder> = {
  /**
   * `draft` is for looking at a cut; its preset leaves out all that makes H.264 High what it is, so that without the
   * larger transform it would be of another profile than we promise.
   */
  h264: {
    name: 'libx264',
    always: ['-profile:v', 'high'],
    of: {
      draft: ['-preset', 'ultrafast', '-crf', '28', '-x264-params', '8x8dct=1', '-threads', '1'],
      standard: ['-preset', 'veryfast', '-crf', '20', '-threads', '1'],
      uhd: ['-preset', 'veryfast', '-crf', '20', '-threads', '1'],
    },
  },
  /** `hvc1`: the only name under which Apple's players open it. */
  h265: {
    name: 'libx265',
    always: [
      ...['-tag:v', 'hvc1'],
      ...['-x265-params', 'pools=none:frame-threads=1:open-gop=0:info=0:log-level=error'],
    ],
    of: {
      draft: ['-preset', 'ultrafast', '-crf', '30'],
      standard: ['-preset', 'veryfast', '-crf', '22'],
      uhd: ['-preset', 'veryfast', '-crf', '22'],
    },
  },
  av1: {
    name: 'libsvtav1',
    always: ['-svtav1-params', 'lp=1'],
    of: {
      draft: ['-preset', '12', '-crf', '42'],
      standard: ['-preset', '8', '-crf', '30'],
      uhd: ['-preset', '8', '-crf', '30'],
    },
  },
  vp9: {
    name: 'libvpx-vp9',
    // Pictures with alpha are encoded twice, and hidden frames of the two would not lie together.
    always: ['-b:v', '0', '-auto-alt-ref', '0', '-threads', '1'],
    of: {
      draft: ['-deadline', 'realtime', '-cpu-used', '8', '-crf', '40'],
      standard: ['-deadline', 'good', '-cpu-used', '4', '-crf', '28'],
      uhd: ['-deadline', 'good', '-cpu-used', '4', '-crf', '28'],
    },
  },
  /** Every frame stands alone, for editing programs; `apl0` is the maker whose files all of them open. */
  prores: {
    name: 'prores_ks',
    always: ['-profile:v', '4444', '-alpha_bits', '16', '-vendor', 'apl0', '-threads', '1'],
    of: {
      draft: ['-qscale:v', '16'],
      standard: ['-qscale:v', '8'],
      uhd: ['-qscale:v', '8'],
    },
  },
  /**
   * H.264 by an NVIDIA GPU, in the words of ffmpeg 5 and newer. Its `cq` bounds the mean quantiser where
   * x264's `crf` aims at it: on still pictures 5 more look the same (https://sites.google.com/view/doganoheya/nvenc_setting).
   * Without `-b:v 0` a bit rate of 2 Mbit/s would bound it first.
   */
  nvenc: {
    name: 'h264_nvenc',
    always: ['-profile:v', 'high'],
    of: {
      draft: ['-preset', 'p1', '-rc', 'vbr', '-cq', '33', '-b:v', '0'],
      standard: ['-preset', 'p5', '-tune', 'hq', '-rc', 'vbr', '-cq', '25', '-b:v', '0', '-spatial-aq', '1'],
      uhd: ['-preset', 'p5', '-tune', 'hq', '-rc', 'vbr', '-cq', '25', '-b:v', '0', '-spatial-aq', '1'],
    },
  },
};

/** Four seconds: how far a player may have to go back when it seeks. */
const KEY_FRAME_INTERVAL = 120;

/** ffmpeg's name of what encodes a codec. */
export function encoderName(codec: Codec): string {
  return ENCODERS[codec].name;
}

/** Options of ffmpeg for a segment's file: no sound, closed groups of pictures, colours marked as BT.709. */
export function encodeOptions(spec: SegmentSpec): string[] {
  const { frames, quality, encoder, alpha } = spec;
  const codec: Codec = spec.codec ?? 'h264';
  const { name, always, of } = ENCODERS[encoder ?? codec];
  return [
    ...['-map', '[picture]', '-an', '-frames:v', String(frames), '-c:v', name, ...always, ...of[quality]],
    ...['-g', String(KEY_FRAME_INTERVAL), '-flags:v', '+cgop+bitexact', '-fflags', '+bitexact'],
    ...['-pix_fmt', pixelFormat(codec, alpha), '-colorspace', 'bt709', '-color_primaries', 'bt709'],
    ...['-color_trc', 'bt709', '-color_range', 'tv'],
    ...CONTAINERS[SEGMENT_CONTAINERS[codec]].segment,
  ];
}

/** ProRes 4444 has full chroma and alpha whether that is wanted or not. */
function pixelFormat(codec: Codec, alpha: boolean | undefined): string {
  if (codec === 'prores') return 'yuva444p10le';
  return alpha ? 'yuva420p' : 'yuv420p';
}

/** The filter graph from frames to `[picture]`: each as often as it is shown, in the colours that it has. Nothing is copied. */
export const PICTURE_GRAPH = `[0:v]${everyFrame(FPS)},setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv[picture]`;

import type { InputFormat } from '#shared/render/ffmpeg/arguments.ts';

/** A kind of file that pictures and sound are put into. */
interface ContainerRow {
  mediaType: string;
  /** ffmpeg's name of what reads it. */
  demuxer: Extract<InputFormat, 'mov' | 'matroska'>;
  /** ffmpeg's options for a segment, and those for a whole film, which also puts the index before the data. */
  segment: readonly string[];
  film: readonly string[];
  /** In seconds: how far from its moment a frame may be told to be shown, for want of a finer unit. */
  tolerance: number;
}

/** Units of time in a second of MP4 and MOV: in these every frame has an exact place, so that joining rounds nothing. */
const TIMESCALE = ['-video_track_timescale', '15360'];
/** A third of such a unit. */
const EXACT = 20e-6;
/** Matroska counts milliseconds (RFC 9559, 11.1): half of one, and a little for what adding them up rounds. */
const MILLISECOND = 0.51e-3;

/** Every container there is. */
export const CONTAINERS = {
  mp4: {
    mediaType: 'video/mp4',
    demuxer: 'mov',
    segment: [...TIMESCALE, '-f', 'mp4'],
    film: [...TIMESCALE, '-movflags', '+faststart', '-f', 'mp4'],
    tolerance: EXACT,
  },
  mov: {
    mediaType: 'video/quicktime',
    demuxer: 'mov',
    segment: [...TIMESCALE, '-f', 'mov'],
    film: [...TIMESCALE, '-movflags', '+faststart', '-f', 'mov'],
    tolerance: EXACT,
  },
  webm: {
    mediaType: 'video/webm',
    demuxer: 'matroska',
    segment: ['-f', 'webm'],
    film: ['-cues_to_front', '1', '-f', 'webm'],
    tolerance: MILLISECOND,
  },
} as const satisfies Record<string, ContainerRow>;

/** Name of a container, which is also the ending of its files. */
export type Container = keyof typeof CONTAINERS;

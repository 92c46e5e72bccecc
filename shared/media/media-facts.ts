import * as z from 'zod';

/** What is known of the pictures of a media file. */
export const VideoFacts = z.strictObject({
  /** ffmpeg's name of the codec, for example `h264`. */
  codec: z.string(),
  /** What its decoder is set up with; pictures can be joined by copying only where it is the same. */
  configuration: z.string(),
  /** Pixels as shown: after rotation, and with pixels made square. */
  width: z.int().positive(),
  height: z.int().positive(),
  /** Pixels as stored. */
  storedWidth: z.int().positive(),
  storedHeight: z.int().positive(),
  /** Clockwise turn that a player applies, in degrees. */
  rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  /** Width of a stored pixel over its height. */
  pixelAspect: z.number().positive(),
  /** Frames over time; of a file whose rate varies, the mean. */
  fps: z.number().positive(),
  /** Whether frames stand at unequal distances. */
  variableRate: z.boolean(),
  frames: z.int().positive(),
  /** When the first frame is shown, in seconds from the beginning of the file; its sound may begin before. */
  startsAt: z.number().nonnegative(),
  /** From the first frame to the end of the last. */
  seconds: z.number().positive(),
  /** ffmpeg's name, for example `yuv420p10le`. */
  pixelFormat: z.string(),
  bitDepth: z.int().positive(),
  alpha: z.boolean(),
  interlaced: z.boolean(),
  /** Transfer that needs tone mapping: SMPTE ST 2084 or ARIB STD-B67. */
  hdr: z.enum(['none', 'pq', 'hlg']),
  /** ffmpeg's names of what the file says; left out where it says nothing. */
  colour: z.strictObject({
    range: z.enum(['tv', 'pc']).optional(),
    matrix: z.string().optional(),
    primaries: z.string().optional(),
    transfer: z.string().optional(),
  }),
});
export type VideoFacts = z.infer<typeof VideoFacts>;

/** What is known of the sound of a media file. */
export const AudioFacts = z.strictObject({
  codec: z.string(),
  /** Hz. */
  sampleRate: z.int().positive(),
  channels: z.int().min(1).max(16),
  seconds: z.number().positive(),
});
export type AudioFacts = z.infer<typeof AudioFacts>;

/** What a file of sound or moving pictures is, told from its bytes; within all limits of `shared/media/probe-media.ts`. */
export const MediaFacts = z.strictObject({
  /** The demuxer that it must be opened with. */
  format: z.enum(['mov', 'matroska', 'wav', 'mp3', 'flac', 'ogg']),
  mediaType: z.string(),
  bytes: z.int().positive(),
  /** From the first moment of anything in it to the last. */
  seconds: z.number().positive(),
  streams: z.int().positive(),
  video: VideoFacts.optional(),
  audio: AudioFacts.optional(),
});
export type MediaFacts = z.infer<typeof MediaFacts>;

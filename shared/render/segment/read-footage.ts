import type { AssetRef } from '#shared/domain/asset.ts';
import { FPS, type Layer } from '#shared/domain/timeline.ts';
import { openFfmpegFrames } from '#shared/render/ffmpeg/ffmpeg-frames.ts';
import type { FrameSize } from '#shared/scenes/frame.ts';

/** What footage is read with. */
export interface FootageTools {
  /** Absolute paths: ffmpeg, and a folder of this job's own. */
  program: string;
  folder: string;
  signal: AbortSignal;
  /** Puts an asset at a path. */
  copy(asset: AssetRef, file: string): Promise<void>;
}

/** The frames that a layer's footage shows in a segment. */
export interface Footage {
  /** The frame after the one before; that one again when there is none left, undefined when there never was one. */
  next(): Promise<Uint8Array | undefined>;
  close(): Promise<void>;
}

/** A tenth of a frame: what is due at the very moment of a frame is that frame, however the times were rounded. */
const LENIENCY = 0.1 / FPS;
/** So much earlier decoding begins, so that there is a frame to show when the moment lies between two. */
const LEAD_SECONDS = 0.2;
const BASE_TIMEOUT_MS = 60_000;
const TIMEOUT_MS_PER_FRAME = 1_000;

/**
 * Opens a layer's footage where a scene's frame `firstFrame` shows it, for `frames` frames of `size`. `file` is a plain name that the
 * footage may take in the folder. The footage is what `shared/media/normalise-footage.ts` makes.
 */
export async function openFootage(
  footage: NonNullable<Layer['footage']>,
  { firstFrame, frames, size, file }: { firstFrame: number; frames: number; size: FrameSize; file: string },
  { program, folder, signal, copy }: FootageTools,
): Promise<Footage> {
  const { video, fromMs, speed, crop } = footage;
  await copy(video, `${folder}/${file}`);
  const from = fromMs / 1000 + (firstFrame / FPS) * speed;
  const seek = Math.max(0, from - LEAD_SECONDS);
  const part = [crop.width, crop.height, crop.x, crop.y].map((value, i) => `${i % 2 ? 'ih' : 'iw'}*${value}`);
  const decoder = await openFfmpegFrames({
    ...{ program, folder, signal, size },
    timeoutMs: BASE_TIMEOUT_MS + frames * TIMEOUT_MS_PER_FRAME,
    inputs: [{ file, format: 'mov', options: ['-ss', seek.toFixed(6)] }],
    filterGraph: [
      `[0:v:0]setpts=(PTS-${(from - seek + LENIENCY).toFixed(6)}/TB)/${speed}`,
      // Of the frames that are due, the last one is shown: never one before its time.
      `fps=${FPS}:start_time=0:round=up`,
      `crop=${part.join(':')}`,
      `scale=${size.width}:${size.height}:flags=bicubic:out_color_matrix=bt709:out_range=tv`,
      'format=yuv420p[frames]',
    ].join(','),
    options: ['-map', '[frames]', '-frames:v', String(frames)],
  });
  let shown: Uint8Array | undefined;
  return {
    async next() {
      // The reader uses its memory again only for a whole frame: at the end the last one is still in it.
      shown = (await decoder.next()) ?? shown;
      return shown;
    },
    close: decoder.close,
  };
}

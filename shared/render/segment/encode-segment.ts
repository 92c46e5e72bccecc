import path from 'node:path';
import type { SegmentSpec } from '#shared/domain/render-plan.ts';
import { openFfmpegPipe } from '#shared/render/ffmpeg/ffmpeg-pipe.ts';
import { SEGMENT_CONTAINERS } from '#shared/render/formats/film-formats.ts';
import type { FrameSource } from '#shared/render/segment/compose-segment.ts';
import { encodeOptions, PICTURE_GRAPH } from '#shared/render/segment/encode-options.ts';

/** Where a segment is encoded and with what. */
export interface EncodeSettings {
  /** Absolute paths: ffmpeg, a folder of this job's own. */
  program: string;
  folder: string;
  signal: AbortSignal;
}

/** Start and decoding, and a wide margin for each frame: an encoded 1080p frame takes about 0.02 s of a core. */
const BASE_TIMEOUT_MS = 60_000;
const TIMEOUT_MS_PER_FRAME = 1_000;

/**
 * Sends the frames of a segment through its encoder and gives the path of the file inside the folder. While ffmpeg takes one frame
 * the next one is composed, and one that looks like the one before is not sent. Throws what `openFfmpegPipe` throws.
 */
export async function encodeSegment(
  spec: SegmentSpec,
  source: FrameSource,
  { program, folder, signal }: EncodeSettings,
): Promise<string> {
  const { width, height, fps, frames, codec = 'h264', alpha = false } = spec;
  const file = `segment.${SEGMENT_CONTAINERS[codec]}`;
  const pipe = await openFfmpegPipe({
    ...{ program, folder, signal },
    timeoutMs: BASE_TIMEOUT_MS + frames * TIMEOUT_MS_PER_FRAME,
    frames: { width, height, fps, alpha },
    inputs: [],
    filterGraph: PICTURE_GRAPH,
    outputs: [{ file, options: encodeOptions(spec) }],
  });
  try {
    let written = Promise.resolve();
    let before: Uint8Array | undefined;
    for (let frame = 0; frame < frames; frame++) {
      const picture = await source.frame(frame);
      if (picture === before) {
        pipe.repeat();
        continue;
      }
      before = picture;
      await written;
      written = pipe.write(picture);
      written.catch(() => undefined);
    }
    await written;
    await pipe.finish();
  } catch (error) {
    await pipe.abort();
    throw error;
  }
  return path.join(folder, file);
}

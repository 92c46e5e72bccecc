import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SegmentSpec } from '#shared/domain/render-plan.ts';
import { writeAss } from '#shared/render/captions/ass.ts';
import { openFfmpegPipe } from '#shared/render/ffmpeg/ffmpeg-pipe.ts';
import type { FrameSource } from '#shared/render/segment/compose-segment.ts';
import { encodeOptions, pictureGraph } from '#shared/render/segment/encode-options.ts';

/** Where a segment is encoded and with what. */
export interface EncodeSettings {
  /** Absolute paths: ffmpeg, the `fonts.conf` for captions, a folder of this job's own. */
  program: string;
  fontsConf: string;
  folder: string;
  signal: AbortSignal;
}

const CAPTIONS_FILE = 'captions.ass';
const VIDEO_FILE = 'segment.mp4';
/** Start and decoding, and a wide margin for each frame: an encoded 1080p frame takes about 0.03 s of a core. */
const BASE_TIMEOUT_MS = 60_000;
const TIMEOUT_MS_PER_FRAME = 1_000;

/**
 * Sends the frames of a segment through captions and x264 and gives the path of the MP4 inside the folder. While ffmpeg
 * takes one frame the next one is composed. Throws what `openFfmpegPipe` throws.
 */
export async function encodeSegment(
  spec: SegmentSpec,
  source: FrameSource,
  { program, fontsConf, folder, signal }: EncodeSettings,
): Promise<string> {
  const { width, height, fps, frames, captions } = spec;
  if (captions) {
    const text = writeAss(captions.cues, captions.style, { width, height }, frames);
    await writeFile(path.join(folder, CAPTIONS_FILE), text);
  }
  const pipe = await openFfmpegPipe({
    ...{ program, folder, signal },
    environment: { FONTCONFIG_FILE: fontsConf },
    timeoutMs: BASE_TIMEOUT_MS + frames * TIMEOUT_MS_PER_FRAME,
    frames: { width, height, fps },
    inputs: [],
    filterGraph: pictureGraph(captions && CAPTIONS_FILE),
    outputs: [{ file: VIDEO_FILE, options: encodeOptions(spec) }],
  });
  try {
    let written = Promise.resolve();
    for (let frame = 0; frame < frames; frame++) {
      const picture = source(frame);
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
  return path.join(folder, VIDEO_FILE);
}

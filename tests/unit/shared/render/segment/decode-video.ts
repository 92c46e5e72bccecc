import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { AssetRef } from '#shared/domain/asset.ts';
import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';
import type { FrameSize } from '#shared/scenes/frame.ts';
import type { Harness } from '#tests/unit/shared/render/step-harness.ts';

let files = 0;

/** All frames of a video as yuv420p, and what ffmpeg says of its stream. */
export async function decodeVideo(
  harness: Harness,
  video: AssetRef,
  { width, height }: FrameSize,
): Promise<{ frames: Uint8Array[]; stream: string }> {
  const { context, folder } = harness;
  const [file, raw] = [`video-${files}.mp4`, `video-${files++}.yuv`];
  await harness.save(video, path.join(folder, file));
  const { log } = await runFfmpeg({
    program: await context.ports.tools.ffmpeg(),
    folder,
    timeoutMs: 60_000,
    signal: context.signal,
    strict: true,
    inputs: [{ file, format: 'mov' }],
    outputs: [{ file: raw, options: ['-pix_fmt', 'yuv420p', '-f', 'rawvideo'] }],
  });
  const bytes = await readFile(path.join(folder, raw));
  const frameBytes = (width * height * 3) / 2;
  const frames = Array.from({ length: bytes.byteLength / frameBytes }, (_, i) =>
    bytes.subarray(i * frameBytes, (i + 1) * frameBytes),
  );
  return { frames, stream: /Stream #0:0.*Video: (.*)/.exec(log)?.[1] ?? '' };
}

/** Red, green and blue of the pixel at (x, y), from BT.709 in limited range. */
export function pixelAt(frame: Uint8Array, x: number, y: number, { width, height }: FrameSize) {
  const chroma = width * height + Math.floor(y / 2) * (width / 2) + Math.floor(x / 2);
  const luma = (((frame[y * width + x] as number) - 16) * 255) / 219;
  const u = (((frame[chroma] as number) - 128) * 255) / 224;
  const v = (((frame[chroma + (width * height) / 4] as number) - 128) * 255) / 224;
  return [luma + 1.5748 * v, luma - 0.1873 * u - 0.4681 * v, luma + 1.8556 * u] as const;
}

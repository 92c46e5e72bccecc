import type { Readable } from 'node:stream';
import { type FfmpegGraph, ffmpegArguments, STDOUT } from '#shared/render/ffmpeg/arguments.ts';
import { type ChildSettings, startFfmpeg } from '#shared/render/ffmpeg/child.ts';
import { refuseLinks } from '#shared/render/ffmpeg/run-ffmpeg.ts';
import type { FrameSize } from '#shared/scenes/frame.ts';

/** An ffmpeg that gives raw frames. */
export interface FfmpegFrames {
  /**
   * The next yuv420p frame, undefined when there is none left; its memory is used again by the next call. Rejects with the
   * child's error when the child has failed.
   */
  next(): Promise<Uint8Array | undefined>;
  /** Kills the child, if it still runs, and resolves when it is gone. */
  close(): Promise<void>;
}

/**
 * Starts an ffmpeg that decodes to frames of `size` with `options`. It works ahead by what a pipe holds and no further. Whoever opens
 * it must close it. Throws `ASSET_PATH_REFUSED`.
 */
export async function openFfmpegFrames(
  job: Omit<FfmpegGraph, 'outputs'> & ChildSettings & { size: FrameSize; options: readonly string[] },
): Promise<FfmpegFrames> {
  const { folder, inputs, size, options } = job;
  const args = ffmpegArguments({ ...job, outputs: [{ file: STDOUT, options }] });
  await refuseLinks(
    folder,
    inputs.map(({ file }) => file),
  );
  const { stdout, done, kill } = startFfmpeg(args, job, 'out');
  done.catch(() => undefined);
  const chunks = (stdout as Readable)[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const frame = new Uint8Array((size.width * size.height * 3) / 2);
  let rest: Uint8Array = new Uint8Array();
  return {
    async next() {
      let filled = 0;
      while (filled < frame.length) {
        if (rest.length === 0) {
          const { value, done: ended } = await chunks.next();
          if (ended) {
            await done;
            return undefined;
          }
          rest = value;
        }
        const taken = rest.subarray(0, frame.length - filled);
        frame.set(taken, filled);
        filled += taken.length;
        rest = rest.subarray(taken.length);
      }
      return frame;
    },
    async close() {
      kill();
      await done.catch(() => undefined);
    },
  };
}

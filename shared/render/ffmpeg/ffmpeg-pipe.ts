import type { Writable } from 'node:stream';
import { AppError } from '#shared/errors.ts';
import { type FfmpegGraph, ffmpegArguments, type PipedFrames } from '#shared/render/ffmpeg/arguments.ts';
import { type ChildSettings, startFfmpeg } from '#shared/render/ffmpeg/child.ts';
import { checkSizes, refuseLinks } from '#shared/render/ffmpeg/run-ffmpeg.ts';

/** An ffmpeg that is fed with raw frames. */
export interface FfmpegPipe {
  /**
   * Hands over one yuv420p frame of width × height × 3 / 2 bytes and resolves when ffmpeg has taken it, after which its
   * memory may be used again. Rejects with the child's error as soon as the child has failed.
   */
  write(frame: Uint8Array): Promise<void>;
  /** Ends the input and resolves when the outputs are whole. */
  finish(): Promise<{ log: string }>;
  /** Kills the child and resolves when it is gone. */
  abort(): Promise<void>;
}

/**
 * Like `runFfmpeg`, with raw frames as input 0 and `inputs` after it. Whoever opens it must `finish` or `abort` it. Should
 * our own process die, the child sees its input end, and ends.
 */
export async function openFfmpegPipe(
  job: FfmpegGraph & ChildSettings & { frames: PipedFrames },
): Promise<FfmpegPipe> {
  const { folder, frames } = job;
  const args = ffmpegArguments(job, frames);
  await refuseLinks(
    folder,
    job.inputs.map(({ file }) => file),
  );
  const { stdin, done, kill } = startFfmpeg(args, job, true);
  const input = stdin as Writable;
  const bytes = (frames.width * frames.height * 3) / 2;
  // A child that dies breaks the pipe; `done` says why, and is looked at in each call below.
  input.on('error', () => undefined);
  done.catch(() => undefined);

  return {
    async write(frame) {
      if (frame.byteLength !== bytes) {
        throw new AppError('INTERNAL', `A frame of ${frame.byteLength} bytes came where ${bytes} were due.`);
      }
      await new Promise<void>((resolve, reject) => {
        input.write(frame, (failure) => {
          if (!failure) return resolve();
          done.then(() => reject(new AppError('TOOL_FAILED', 'ffmpeg stopped reading.')), reject);
        });
      });
    },
    async finish() {
      input.end();
      const result = await done;
      await checkSizes(folder, job);
      return result;
    },
    async abort() {
      kill();
      await done.catch(() => undefined);
    },
  };
}

import type { Writable } from 'node:stream';
import { AppError } from '#shared/errors.ts';
import { type FfmpegGraph, ffmpegArguments } from '#shared/render/ffmpeg/arguments.ts';
import { type ChildSettings, startFfmpeg } from '#shared/render/ffmpeg/child.ts';
import {
  frameBytes,
  frameHeader,
  type PipedFrames,
  streamHeader,
} from '#shared/render/ffmpeg/frame-stream.ts';
import { checkSizes, refuseLinks } from '#shared/render/ffmpeg/run-ffmpeg.ts';

/** An ffmpeg that is fed with raw frames. */
export interface FfmpegPipe {
  /**
   * Hands over one frame of {@link frameBytes} and resolves when ffmpeg has taken it, after which its
   * memory may be used again. Rejects with the child's error as soon as the child has failed.
   */
  write(frame: Uint8Array): Promise<void>;
  /**
   * Shows the frame before for one frame more, which costs nothing; its memory must stay as it is until the next `write`. The
   * filter graph must begin with {@link everyFrame}.
   */
  repeat(): void;
  /** Ends the input and resolves when the outputs are whole. */
  finish(): Promise<{ log: string }>;
  /** Kills the child and resolves when it is gone. */
  abort(): Promise<void>;
}

/**
 * For glibc (mallopt(3)): memory of frames is kept and used again. Left to itself it gives each frame of 3 MB back to the system,
 * and every page of the next one is a fault: half a millisecond a frame. Other systems do not read it.
 */
const KEEP_MEMORY = { MALLOC_MMAP_THRESHOLD_: '1073741824', MALLOC_TRIM_THRESHOLD_: '1073741824' };

/** The filter that makes frames again of those that only stayed. */
export function everyFrame(fps: number): string {
  return `fps=${fps}:start_time=0`;
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
  const environment = { ...KEEP_MEMORY, ...job.environment };
  const { stdin, done, kill } = startFfmpeg(args, { ...job, environment }, 'in');
  const input = stdin as Writable;
  const bytes = frameBytes(frames);
  // A child that dies breaks the pipe; `done` says why, and is looked at in each call below.
  input.on('error', () => undefined);
  done.catch(() => undefined);
  input.write(streamHeader(frames));
  let next = 0;
  let shown: { frame: Uint8Array; at: number } | undefined;
  const send = async (frame: Uint8Array, at: number) => {
    shown = { frame, at };
    input.cork();
    input.write(frameHeader(at, bytes));
    const sent = new Promise<void>((resolve, reject) => {
      input.write(frame, (failure) => {
        if (!failure) return resolve();
        done.then(() => reject(new AppError('TOOL_FAILED', 'ffmpeg stopped reading.')), reject);
      });
    });
    input.uncork();
    await sent;
  };

  return {
    async write(frame) {
      if (frame.byteLength !== bytes) {
        throw new AppError('INTERNAL', `A frame of ${frame.byteLength} bytes came where ${bytes} were due.`);
      }
      await send(frame, next++);
    },
    repeat() {
      next += 1;
    },
    async finish() {
      // Nothing follows the last frame that would say how long it stays.
      if (shown && shown.at < next - 1) await send(shown.frame, next - 1);
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

import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '#shared/errors.ts';
import {
  DEFAULT_MAX_BYTES,
  type FfmpegGraph,
  ffmpegArguments,
  plainName,
  STDOUT,
} from '#shared/render/ffmpeg/arguments.ts';
import { type ChildSettings, startFfmpeg } from '#shared/render/ffmpeg/child.ts';

/**
 * Runs ffmpeg on files of one folder and gives what it logged. Throws `ASSET_PATH_REFUSED` for a name that is not a plain
 * regular file of the folder, `MEDIA_INVALID` for input it cannot read, `TOOL_CRASHED`, `TOOL_TIMEOUT`, `STORE_FULL`,
 * `CANCELLED`, and `TOOL_FAILED` for the rest, also when an output would be larger than its limit.
 */
export async function runFfmpeg(job: FfmpegGraph & ChildSettings): Promise<{ log: string }> {
  const args = ffmpegArguments(job);
  await refuseLinks(
    job.folder,
    job.inputs.map(({ file }) => file),
  );
  const result = await startFfmpeg(args, job).done;
  await checkSizes(job.folder, job);
  return result;
}

/**
 * Lets through plain names of regular files in `folder`. A link could lead out of it, and a named pipe would never end.
 * Throws `ASSET_PATH_REFUSED`.
 */
export async function refuseLinks(folder: string, files: readonly string[]): Promise<void> {
  for (const file of files) {
    const stats = await lstat(path.join(folder, plainName(file))).catch(() => undefined);
    if (!stats?.isFile()) {
      throw new AppError('ASSET_PATH_REFUSED', 'A media file must be a regular file of its folder.', {
        cause: file,
      });
    }
  }
}

/** ffmpeg ends with code 0 when `-fs` cuts an output short; this makes it the failure that it is. */
export async function checkSizes(folder: string, { outputs }: Pick<FfmpegGraph, 'outputs'>): Promise<void> {
  for (const { file, maxBytes = DEFAULT_MAX_BYTES } of outputs) {
    if (file === null || file === STDOUT) continue;
    const { size } = await lstat(path.join(folder, file));
    if (size >= maxBytes) {
      throw new AppError('TOOL_FAILED', `A media file grew beyond its limit of ${maxBytes} bytes.`);
    }
  }
}

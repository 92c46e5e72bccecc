import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { AppError } from '#shared/errors.ts';

const CHUNK_BYTES = 1024 * 1024;
/** Neither follows a link that was put in the way nor waits for the writer of a named pipe. */
const READ_PLAIN_FILE = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Refuses what is no absolute path; throws `ASSET_PATH_REFUSED`. */
export function checkPath(path: string): void {
  if (isAbsolute(path) && !path.includes('\0')) return;
  throw new AppError('ASSET_PATH_REFUSED', 'The path of a file must be absolute.');
}

/** Opens a file for reading; throws `ASSET_PATH_REFUSED` for a link, a folder, a pipe, and what Node throws otherwise. */
export async function openPlainFile(path: string): Promise<FileHandle> {
  let file: FileHandle;
  try {
    file = await open(path, READ_PLAIN_FILE);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ELOOP') throw error;
    throw new AppError('ASSET_PATH_REFUSED', 'A link was given where a file is needed.', { cause: error });
  }
  if ((await file.stat()).isFile()) return file;
  await file.close();
  throw new AppError('ASSET_PATH_REFUSED', 'What is at that path is not a file.');
}

/** The bytes of an open file from where it stands; each chunk is good until the next is asked for. */
export async function* fileChunks(file: FileHandle, chunkBytes = CHUNK_BYTES): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(chunkBytes);
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, buffer.byteLength, null);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}

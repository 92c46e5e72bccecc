import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { AppError } from '#shared/errors.ts';

const MIB = 1024 * 1024;

/**
 * Reads a file of at most `maxBytes`, and never more of one that says it is smaller, as `/dev/zero` does. A pipe, a device or
 * a folder is no file: opening one does not wait for anybody to write. `name` is for messages. Throws `BRIEF_INVALID`.
 */
export async function readRegularFile(path: string, name: string, maxBytes: number): Promise<Uint8Array> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const found = await file.stat();
    if (found.isDirectory()) throw unreadable(name, 'is a folder');
    if (!found.isFile()) throw unreadable(name, 'is a pipe or a device');
    const bytes = found.size > maxBytes ? undefined : await readUpTo(file, maxBytes);
    if (bytes) return bytes;
    throw new AppError('BRIEF_INVALID', `The file ${name} is larger than ${maxBytes / MIB} MiB.`, {
      hint: 'Give a smaller one, or the part that the film is about.',
    });
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('BRIEF_INVALID', `The file ${name} cannot be read.`, {
      hint: 'Check that it exists and that you may read it.',
      cause,
    });
  } finally {
    await file?.close();
  }
}

/** All that the file holds, or undefined when it grew beyond `maxBytes` after its size was asked for. */
async function readUpTo(file: FileHandle, maxBytes: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of file.createReadStream({ end: maxBytes, autoClose: false })) {
    chunks.push(chunk as Uint8Array);
    length += (chunk as Uint8Array).byteLength;
  }
  return length > maxBytes ? undefined : Buffer.concat(chunks, length);
}

function unreadable(name: string, what: string): AppError {
  return new AppError('BRIEF_INVALID', `${name} ${what}, not a file.`, {
    hint: 'Give the name of a file.',
  });
}

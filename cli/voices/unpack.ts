import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { lstat, open, readdir, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { Duplex, PassThrough, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { AppError, errorCode } from '#shared/errors.ts';

/** What an archive may hold at most; the largest voice in the list comes to 400 MB in 400 files. */
const MOST_BYTES = 3e9;
const MOST_FILES = 5_000;
const ERRORS_KEPT = 1_000;

/**
 * Unpacks a tar archive, plain or compressed by bzip2 or gzip, into an empty folder, by the system's `tar`, which refuses paths
 * that lead out of it. Throws `MEDIA_INVALID` for an archive that is damaged, too large, or holds anything but files and
 * folders, and `TOOL_MISSING` without `tar` or `bzip2`.
 */
export async function unpack(archive: string, folder: string): Promise<void> {
  const decompress = await decompressorOf(archive);
  const tar = spawn('tar', ['-x', '-f', '-', '-C', folder, '--no-same-owner', '--no-same-permissions'], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let errors = '';
  tar.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-ERRORS_KEPT);
  });
  const ended = new Promise<void>((done, fail) => {
    tar.on('error', (cause) => fail(missing('tar', cause)));
    tar.on('close', (code) => (code === 0 ? done() : fail(damaged(errors))));
  });
  const { stream, ended: decompressed } = decompress();
  const fed = pipeline(createReadStream(archive), stream, limit(), tar.stdin).catch(
    (error: NodeJS.ErrnoException) => {
      tar.stdin.destroy();
      // Whoever reads has ended: because something is wrong, which it says itself, or because it has read enough.
      if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_PREMATURE_CLOSE')
        throw error instanceof AppError ? error : damaged(error);
    },
  );
  const results = await Promise.allSettled([fed, decompressed, ended]);
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  // Where a program is missing, what it should have read or written fails as well.
  if (failures.length > 0)
    throw failures.find((failure) => errorCode(failure) === 'TOOL_MISSING') ?? failures[0];
  await checkUnpacked(folder);
}

/** Throws `MEDIA_INVALID` when a folder holds links, devices or too much. */
export async function checkUnpacked(folder: string): Promise<void> {
  const root = await realpath(folder);
  let [files, bytes] = [0, 0];
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() && !entry.isDirectory()) throw damaged(`${entry.name} is no plain file`);
    if (!(await realpath(path)).startsWith(root + sep)) throw damaged(`${entry.name} lies outside`);
    files += 1;
    bytes += entry.isFile() ? (await lstat(path)).size : 0;
    if (files > MOST_FILES || bytes > MOST_BYTES) throw tooLarge();
  }
}

interface Decompressor {
  stream: Duplex;
  ended: Promise<void>;
}

/** By the first bytes of the file: bzip2 is left to the program of that name, as Node cannot read it. */
async function decompressorOf(archive: string): Promise<() => Decompressor> {
  const file = await open(archive);
  const { buffer } = await file.read(Buffer.alloc(3), 0, 3, 0);
  await file.close();
  if (buffer[0] === 0x1f && buffer[1] === 0x8b)
    return () => ({ stream: createGunzip(), ended: Promise.resolve() });
  if (buffer.toString('latin1') === 'BZh') return () => throughProgram('bzip2', ['-d', '-c']);
  return () => ({ stream: new PassThrough(), ended: Promise.resolve() });
}

/** What a program makes of its input; `ended` rejects when it is not content with it. */
function throughProgram(program: string, args: readonly string[]): Decompressor {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = new Promise<void>((done, fail) => {
    child.on('error', (cause) => fail(missing(program, cause)));
    child.on('close', (code) => (code === 0 ? done() : fail(damaged(`${program} ended with ${code}`))));
  });
  return { stream: Duplex.from({ writable: child.stdin, readable: child.stdout }), ended };
}

/** Ends the stream when an archive unpacks to more than a voice can have. */
function limit(): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Uint8Array, _, done) {
      bytes += chunk.length;
      done(bytes > MOST_BYTES ? tooLarge() : null, chunk);
    },
  });
}

function tooLarge(): AppError {
  return new AppError('MEDIA_INVALID', 'The archive holds more than a voice can have.');
}

function damaged(cause: unknown): AppError {
  return new AppError(
    'MEDIA_INVALID',
    'The archive is damaged, or holds something that is no part of a voice.',
    {
      hint: 'Get it again from its publisher.',
      cause,
    },
  );
}

function missing(program: string, cause: unknown): AppError {
  return new AppError('TOOL_MISSING', `The program ${program} is not there to unpack the archive.`, {
    hint: `Install ${program}, or unpack the archive yourself and give the folder with --from.`,
    cause,
  });
}

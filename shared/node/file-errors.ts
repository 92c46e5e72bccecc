import { AppError, toAppError } from '#shared/errors.ts';

const BUSY = new Set(['EMFILE', 'ENFILE', 'EAGAIN', 'EBUSY', 'EIO', 'ESTALE', 'ETIMEDOUT']);
const FORBIDDEN = new Set(['EACCES', 'EPERM', 'EROFS']);

/** Gives an error of the file system its place in the family: full, busy, too large, not writable, or `INTERNAL`. */
export function fileError(error: unknown): AppError {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? '';
  if (BUSY.has(code)) {
    return new AppError('STORE_UNAVAILABLE', 'The disk does not answer right now.', { cause: error });
  }
  if (FORBIDDEN.has(code)) {
    return new AppError(
      'OUTPUT_UNWRITABLE',
      'A folder that Reelwright keeps its files in cannot be written.',
      {
        hint: 'Check who owns the folder, or choose another one.',
        cause: error,
      },
    );
  }
  if (code === 'EFBIG') {
    return new AppError('STORE_FULL', 'A file would become larger than this system lets it.', {
      hint: 'Raise the limit (`ulimit -f unlimited` in a shell) and run the same command again.',
      cause: error,
    });
  }
  return toAppError(error);
}

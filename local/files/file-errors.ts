import { AppError, toAppError } from '#shared/errors.ts';

const BUSY = new Set(['EMFILE', 'ENFILE', 'EAGAIN', 'EBUSY', 'EIO', 'ESTALE', 'ETIMEDOUT']);
const FORBIDDEN = new Set(['EACCES', 'EPERM', 'EROFS']);

/** Gives an error of the file system its place in the family: full, busy, not writable, or `INTERNAL`. */
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
  return toAppError(error);
}

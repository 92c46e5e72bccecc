import { dirname } from 'node:path';
import { AppError, toAppError } from '#shared/errors.ts';

/** Primary result codes (sqlite.org/rescode.html). */
const SQLITE_BUSY = 5;
const SQLITE_READONLY = 8;
const SQLITE_IOERR = 10;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;
const SQLITE_NOTADB = 26;
/** The lower byte of a code is the primary one, the rest says more. */
const PRIMARY_CODE = 0xff;

/** Gives an error of the store file at `path` its place in the family: full, busy, damaged, not writable, or `INTERNAL`. */
export function storeError(error: unknown, path: string): AppError {
  if (error instanceof AppError) return error;
  switch (((error as { errcode?: number }).errcode ?? 0) & PRIMARY_CODE) {
    case SQLITE_FULL:
      return new AppError('STORE_FULL', 'The disk is full.', {
        hint: 'Free some space and run the same command again.',
        cause: error,
      });
    case SQLITE_BUSY:
    case SQLITE_IOERR:
      return new AppError('STORE_UNAVAILABLE', 'The store of the home cannot be read or written right now.', {
        hint: 'Check the disk, and that files may become large enough (`ulimit -f`), then run the same command again.',
        cause: error,
      });
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return new AppError('STORE_UNAVAILABLE', `The store of the home ${dirname(path)} is damaged.`, {
        hint: 'Put that folder back from a backup, or move it away to begin anew; finished films are not in it.',
        cause: error,
      });
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
      return new AppError('OUTPUT_UNWRITABLE', `The store of the home ${dirname(path)} cannot be written.`, {
        hint: 'Check who owns the folder, or choose another one.',
        cause: error,
      });
    default:
      return toAppError(error);
  }
}

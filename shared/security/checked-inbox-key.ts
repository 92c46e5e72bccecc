import { MAX_TEXT_BYTES } from '#shared/brief/sniff-text.ts';
import { TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';

/** The limit of S3, in bytes of UTF-8. */
const MAX_KEY_BYTES = 1_024;

/** Largest file that is read from an inbox unless told otherwise, in bytes: a film is made of no longer text, and ten are read side by side. */
export const MAX_INBOX_BYTES = MAX_TEXT_BYTES;

/** The parts of a key `TENANT/path/of/the/file`; throws `NOT_FOUND` for one that is none, or that leads elsewhere. */
export function inboxPath(key: string): { tenant: TenantId; parts: string[] } {
  const [first, ...parts] = key.split('/');
  const tenant = TenantId.safeParse(first);
  const plain = parts.every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\\0]/.test(part));
  if (!tenant.success || parts.length === 0 || !plain || Buffer.byteLength(key) > MAX_KEY_BYTES) {
    throw noSuchFile();
  }
  return { tenant: tenant.data, parts };
}

/** The error of a file that is not there, or no longer. */
export function noSuchFile(cause?: unknown): AppError {
  return new AppError(
    'NOT_FOUND',
    'There is no such file in the inbox.',
    cause === undefined ? {} : { cause },
  );
}

/** The error of a file that is larger than so many bytes. */
export function fileTooLarge(maxBytes: number): AppError {
  return new AppError('BRIEF_INVALID', `The file is larger than ${maxBytes / 2 ** 20} MiB.`, {
    hint: 'Give the part of the text that the film should be about.',
  });
}

import { randomBytes } from 'node:crypto';
import { chmod, readFile } from 'node:fs/promises';
import { replaceFile } from '#local/files/durable.ts';
import { AppError } from '#shared/errors.ts';
import { fileError } from '#shared/node/file-errors.ts';

/** 32 random bytes in base64url, after a name that scanners for leaked secrets can find. */
const FORM = /^reelwright_[A-Za-z0-9_-]{43}$/;

/** The token of the person whose machine it is: made once, in a file that nobody else may read (mode 600). */
export async function makeOwnerToken(path: string): Promise<string> {
  const found = await readOwnerToken(path);
  if (found === undefined) await replaceFile(path, `reelwright_${randomBytes(32).toString('base64url')}\n`);
  await chmod(path, 0o600).catch((error) => {
    throw fileError(error);
  });
  return found ?? (await makeOwnerToken(path));
}

/** Reads it; undefined when none was made. Throws `CONFIG_INVALID` for a file that holds no token. */
export async function readOwnerToken(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw fileError(error);
  });
  if (text === undefined || FORM.test(text.trim())) return text?.trim();
  throw new AppError('CONFIG_INVALID', `The file ${path} holds no token.`, {
    hint: 'Remove it, and a new one is made at the next start.',
  });
}

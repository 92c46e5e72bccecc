import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { storeError } from '#local/sqlite/store-error.ts';
import { AppError } from '#shared/errors.ts';

const SQLITE_BUSY = 5;

/** A lock that is held. */
export interface HomeLock {
  release(): void;
}

/**
 * Locks a folder until the lock is released or the process ends, by whatever means: an exclusive transaction on a small
 * SQLite file is a lock of the operating system, which drops it with the process. A file with the process id would outlive
 * `kill -9`. Throws `HOME_BUSY`.
 */
export async function lockHome(folder: string): Promise<HomeLock> {
  const pidPath = join(folder, 'lock.pid');
  const path = join(folder, 'lock.sqlite');
  const db = openLockFile(path);
  try {
    db.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE;');
  } catch (error) {
    db.close();
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw storeError(error, path);
    const pid = await readFile(pidPath, 'utf8').catch(() => '');
    throw new AppError('HOME_BUSY', `Another Reelwright is working in ${folder}.`, {
      hint: `Wait until it has ended${pid ? ` or stop it (process ${pid.trim()})` : ''}, or set REELWRIGHT_HOME to another folder. If it is npm run serve, drop the brief into its inbox or POST it to /v1/productions.`,
      cause: error,
    });
  }
  // For the sentence above only; the lock does not depend on it, so a full disk may have its way.
  await writeFile(pidPath, `${process.pid}\n`, { mode: 0o600 }).catch(() => undefined);
  return {
    release: () => {
      if (db.isOpen) db.close();
    },
  };
}

function openLockFile(path: string): DatabaseSync {
  try {
    return new DatabaseSync(path);
  } catch (error) {
    throw storeError(error, path);
  }
}

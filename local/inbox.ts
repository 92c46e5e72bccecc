import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { LOCAL_TENANT } from '#local/tenant.ts';
import type { AppError } from '#shared/errors.ts';
import { fileError } from '#shared/node/file-errors.ts';
import { openPlainFile } from '#shared/node/plain-files.ts';
import type { Inbox } from '#shared/ports/inbox.ts';
import { fileTooLarge, inboxPath, MAX_INBOX_BYTES, noSuchFile } from '#shared/security/checked-inbox-key.ts';

/** Files below the watched folder; their keys are `local/path/below/it`. No link leads out of it, or anywhere within. */
export class FolderInbox implements Inbox {
  readonly #folder: string;

  /** `folder` is an absolute path; it may be missing. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @inheritdoc */
  async get(key: string, maxBytes = MAX_INBOX_BYTES): Promise<Uint8Array> {
    const { tenant, parts } = inboxPath(key);
    if (tenant !== LOCAL_TENANT) throw noSuchFile();
    try {
      const path = join(this.#folder, ...parts);
      const file = await openPlainFile(path);
      try {
        // A link in the place of a folder on the way.
        if ((await realpath(path)) !== join(await realpath(this.#folder), ...parts)) throw noSuchFile();
        const buffer = Buffer.alloc(Math.min((await file.stat()).size, maxBytes) + 1);
        let bytes = 0;
        for (let read = -1; read !== 0 && bytes < buffer.byteLength; bytes += read) {
          read = (await file.read(buffer, bytes, buffer.byteLength - bytes, bytes)).bytesRead;
        }
        if (bytes > maxBytes) throw fileTooLarge(maxBytes);
        return buffer.subarray(0, bytes);
      } finally {
        await file.close();
      }
    } catch (error) {
      throw inboxError(error);
    }
  }
}

function inboxError(error: unknown): AppError {
  const { code } = error as { code?: string };
  const notThere = code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG';
  return notThere || code === 'ASSET_PATH_REFUSED' ? noSuchFile(error) : fileError(error);
}

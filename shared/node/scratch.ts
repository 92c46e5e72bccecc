import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileError } from '#shared/node/file-errors.ts';
import type { Scratch } from '#shared/ports/scratch.ts';

/** A folder per job, below one folder of the home. */
export class FolderScratch implements Scratch {
  readonly #root: string;

  /** For a worker of a home that is open; the folder is there. */
  constructor(root: string) {
    this.#root = root;
  }

  /** Makes the folder where it is missing and empties it of what a crash left. No other process may use it. */
  static async open(root: string): Promise<FolderScratch> {
    await mkdir(root, { recursive: true, mode: 0o700 });
    for (const name of await readdir(root)) await remove(join(root, name));
    return new FolderScratch(root);
  }

  /** @inheritdoc */
  async within<T>(work: (folder: string) => Promise<T>): Promise<T> {
    const folder = await mkdtemp(join(this.#root, 'job-')).catch((error: unknown) => {
      throw fileError(error);
    });
    try {
      return await work(folder);
    } finally {
      // A result is worth more than a folder that resists; the sweep at the next start takes it.
      await remove(folder).catch(() => undefined);
    }
  }
}

async function remove(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 3 });
}

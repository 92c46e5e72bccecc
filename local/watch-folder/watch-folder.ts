import { createHash } from 'node:crypto';
import { watch } from 'node:fs';
import { constants, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { DroppedFile } from '#local/watch-folder/drop-note.ts';
import { type ListedFile, listFiles } from '#local/watch-folder/list-files.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { Log } from '#shared/ports/log.ts';

/** A file that has not changed for so long has been written to its end, in ms. */
const STABLE_MS = 1_000;
/** How often the folder is looked at while a file is being written, and when nothing tells of a change, in ms. */
const SOON_MS = 250;
const SLOW_MS = 5_000;
const CHUNK_BYTES = 1024 * 1024;

/** What a watch works with. */
export interface FolderWatchParts {
  folder: string;
  clock: Clock;
  log: Log;
  /** Takes a file; it is offered again when that throws, and when its content changes. */
  take: (file: DroppedFile) => Promise<void>;
}

interface Seen extends ListedFile {
  /** When it was first seen with this size and time, by the clock that only goes forward. */
  since: number;
  taken: boolean;
  /** That it could not be taken has been told. */
  refused?: true;
}

/**
 * Offers every file below a folder once it has been written to its end, those that lie there already too, until the returned
 * function is called. Files are read and never touched. Works without the system's notices too, only later.
 */
export function watchFolder({ folder, clock, log, take }: FolderWatchParts): () => Promise<void> {
  const ended = new AbortController();
  let woken = new AbortController();
  let seen = new Map<string, Seen>();
  const notices = listen(folder, () => woken.abort());

  async function look(): Promise<boolean> {
    const now = clock.monotonic();
    const files = (await listFiles(folder)).map((file): Seen => {
      const before = seen.get(file.path);
      const same = before?.bytes === file.bytes && before.writtenAt === file.writtenAt;
      return same ? before : { ...file, since: now, taken: false };
    });
    seen = new Map(files.map((file) => [file.path, file]));
    for (const file of files) {
      if (file.taken || now - file.since < STABLE_MS || ended.signal.aborted) continue;
      try {
        await offer(file);
        file.taken = true;
      } catch (error) {
        // One that may not be read, or was taken away, keeps nobody from the others.
        if (!file.refused) log.warn('inbox.not-taken', { file: file.path, error });
        file.refused = true;
      }
    }
    return files.some(({ taken, refused }) => !taken && !refused);
  }

  async function offer({ path, bytes, writtenAt }: Seen): Promise<void> {
    await take({ path, bytes, writtenAt: Math.floor(writtenAt), eTag: await hashOf(join(folder, path)) });
  }

  const watching = (async () => {
    let failing = false;
    while (!ended.signal.aborted) {
      woken = new AbortController();
      let waiting = true;
      try {
        waiting = await look();
        failing = false;
      } catch (error) {
        // A folder that is away may come back: a disk that is not mounted.
        if (!failing) log.warn('inbox.unreadable', { folder, error });
        failing = true;
      }
      const signal = waiting ? ended.signal : AbortSignal.any([ended.signal, woken.signal]);
      await clock.sleep(waiting && !failing ? SOON_MS : SLOW_MS, signal).catch(() => undefined);
    }
  })();
  return async () => {
    ended.abort();
    notices?.close();
    await watching;
  };
}

/** Without notices (too many watches, a network disk) the slow look does. */
function listen(folder: string, onChange: () => void): { close(): void } | undefined {
  try {
    const watcher = watch(folder, { recursive: true, persistent: false }, onChange);
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
}

async function hashOf(path: string): Promise<string> {
  const file = await open(
    path,
    constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
  );
  try {
    const hash = createHash('md5');
    const buffer = new Uint8Array(CHUNK_BYTES);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.byteLength, null);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}

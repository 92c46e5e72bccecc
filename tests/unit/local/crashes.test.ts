import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FolderAssets } from '#local/assets.ts';
import { SqliteJournal } from '#local/journal.ts';
import { Database } from '#local/sqlite/database.ts';
import { STORE_SCHEMA } from '#local/sqlite/schema.ts';
import { systemClock } from '#shared/node/clock.ts';
import { UlidIds } from '#shared/node/ids.ts';
import { FolderScratch } from '#shared/node/scratch.ts';
import { ACME, RUN } from '#tests/contract/harness.ts';
import { startChild } from '#tests/unit/local/child-process.ts';

const BYTES = 256 * 1024;
const refOf = (hash: string) => ({ hash, mediaType: 'image/png', bytes: BYTES });
const hashOf = (kept: number) => createHash('sha256').update(Buffer.alloc(BYTES, kept)).digest('hex');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crashes-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Names of all files of a tenant, with whether their bytes are what the name says. */
async function keptFiles(): Promise<[string, boolean][]> {
  const entries = await readdir(join(folder, ACME), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return await Promise.all(
    files.map(async ({ name, parentPath }): Promise<[string, boolean]> => {
      const bytes = await readFile(join(parentPath, name));
      return [name, createHash('sha256').update(bytes).digest('hex') === name];
    }),
  );
}

describe('kill -9', () => {
  test('before an asset is published it is not there, and the half of it is swept at the next start', async () => {
    const child = startChild('put-assets.ts', folder, 'asset.before-publish');
    expect(await child.ended).toBe('SIGKILL');
    expect(await readdir(join(folder, '.incoming'))).toHaveLength(1);
    const assets = await FolderAssets.open(folder, new UlidIds(systemClock));
    expect(await readdir(join(folder, '.incoming'))).toEqual([]);
    expect(await assets.has(ACME, refOf(hashOf(2)))).toBe(false);
    expect(await assets.has(ACME, refOf(hashOf(1)))).toBe(true);
    await assets.put(ACME, Buffer.alloc(BYTES, 2), 'image/png');
    expect(await assets.has(ACME, refOf(hashOf(2)))).toBe(true);
  });

  test('after an asset is published it is there, though nobody was told', async () => {
    const child = startChild('put-assets.ts', folder, 'asset.after-publish');
    expect(await child.ended).toBe('SIGKILL');
    expect(child.lines).toEqual([hashOf(0), hashOf(1)]);
    const assets = await FolderAssets.open(folder, new UlidIds(systemClock));
    expect(await assets.has(ACME, refOf(hashOf(2)))).toBe(true);
  });

  test('at any moment leaves every asset that was promised, and none that is torn', async () => {
    for (const count of [1, 4, 9]) {
      const child = startChild('put-assets.ts', folder);
      await child.wrote(count);
      await child.kill();
      const kept = new Map(await keptFiles());
      for (const hash of child.lines) expect(kept.get(hash)).toBe(true);
      expect([...kept.values()].every((whole) => whole)).toBe(true);
    }
  });

  test('at any moment leaves every event that was promised, in order and without gaps', async () => {
    const path = join(folder, 'store.sqlite');
    const child = startChild('append-events.ts', path);
    await child.wrote(300);
    await child.kill();
    const db = new Database(path, STORE_SCHEMA);
    const stored = await new SqliteJournal(db, systemClock).read(ACME, RUN, { limit: 1_000_000 });
    db.close();
    const ids = new Set(stored.map(({ id }) => id));
    expect(child.lines.filter((id) => !ids.has(id))).toEqual([]);
    expect(stored.map(({ version }) => version)).toEqual(stored.map((_, index) => index + 1));
  });
});

describe('scratch', () => {
  test('what a crash left is swept at the next start', async () => {
    const scratch = await FolderScratch.open(join(folder, 'tmp'));
    await scratch.within(async () => {
      await FolderScratch.open(join(folder, 'tmp'));
      expect(await readdir(join(folder, 'tmp'))).toEqual([]);
    });
  });
});

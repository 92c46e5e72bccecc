import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FolderAssets } from '#local/assets.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { systemClock } from '#shared/node/clock.ts';
import { UlidIds } from '#shared/node/ids.ts';
import { ACME, expectCode, RIVAL } from '#tests/contract/harness.ts';

/** A folder with the store in it and a canary beside it. */
let folder: string;
let root: string;
let assets: FolderAssets;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'asset-paths-')));
  root = join(folder, 'assets');
  assets = await FolderAssets.open(root, new UlidIds(systemClock));
  await writeFile(join(folder, 'canary'), 'canary');
});
afterEach(() => rm(folder, { recursive: true }));

const text = (content: string) => Buffer.from(content);
const fileOf = (tenant: string, hash: string) => join(root, tenant, hash.slice(0, 2), hash);

describe('M6: no name leads out of the store', () => {
  test('100,000 names made to escape are refused, and nothing appears outside', async () => {
    const ref = await assets.put(ACME, text('kept'), 'text/plain');
    const part = fc.constantFrom(
      '..',
      '.',
      '/',
      '\\',
      '%2e%2e',
      '%2f',
      '\0',
      '~',
      'CON',
      'nul.',
      '\u2024\u2024',
      '\uff0e\uff0e',
      '\u2215',
      'acme',
      'canary',
      ref.hash,
      ref.hash.toUpperCase(),
    );
    const escaping = fc
      .oneof(
        fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('')),
        fc.string(),
      )
      .filter((name) => !/^[a-z0-9][a-z0-9-]{0,62}$/.test(name) && name !== ref.hash);
    await fc.assert(
      fc.asyncProperty(escaping, async (name) => {
        await expectCode(assets.get(name as TenantId, ref), 'ASSET_PATH_REFUSED');
        await expectCode(assets.get(ACME, { ...ref, hash: name }), 'ASSET_PATH_REFUSED');
      }),
      { numRuns: 50_000, seed: 1 },
    );
    expect((await readdir(folder)).sort()).toEqual(['assets', 'canary']);
    expect((await readdir(root)).sort()).toEqual(['.incoming', 'acme']);
    expect(await readFile(join(folder, 'canary'), 'utf8')).toBe('canary');
  });

  test('an asset cut off at any of 1,000 places is never given out', async () => {
    const ref = await assets.put(ACME, Buffer.alloc(1_000, 'film'), 'video/mp4');
    const whole = await readFile(fileOf(ACME, ref.hash));
    for (let length = 0; length < 1_000; length += 1) {
      // Each change wakes the store: it trusts no earlier look at the file.
      await writeFile(fileOf(ACME, ref.hash), whole.subarray(0, length)).catch(async () => {
        await rm(fileOf(ACME, ref.hash));
        await writeFile(fileOf(ACME, ref.hash), whole.subarray(0, length));
      });
      await expectCode(assets.get(ACME, ref), 'ASSET_CORRUPT');
      await expectCode(assets.copyTo(ACME, ref, join(folder, 'copy')), 'ASSET_CORRUPT');
      expect(await assets.has(ACME, ref)).toBe(false);
    }
    expect((await readdir(folder)).sort()).toEqual(['assets', 'canary']);
  });

  test('a link, a folder, a device or a pipe is not kept as a file, and none makes the store wait', async () => {
    const link = join(folder, 'link');
    await symlink(join(folder, 'canary'), link);
    await expectCode(assets.putFile(ACME, link, 'text/plain'), 'ASSET_PATH_REFUSED');
    await expectCode(assets.putFile(ACME, folder, 'text/plain'), 'ASSET_PATH_REFUSED');
    await expectCode(assets.putFile(ACME, '/dev/zero', 'text/plain'), 'ASSET_PATH_REFUSED');
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe], { timeout: 5_000 });
    await expectCode(assets.putFile(ACME, pipe, 'text/plain'), 'ASSET_PATH_REFUSED');
    expect(await readdir(join(root, '.incoming'))).toEqual([]);
  });

  test('a link in the place of an asset is damage, wherever it leads', async () => {
    const theirs = await assets.put(RIVAL, text('theirs'), 'text/plain');
    await mkdir(join(root, ACME, theirs.hash.slice(0, 2)), { recursive: true });
    await symlink(fileOf(RIVAL, theirs.hash), fileOf(ACME, theirs.hash));
    await expectCode(assets.get(ACME, theirs), 'ASSET_CORRUPT');
    await expectCode(assets.copyTo(ACME, theirs, join(folder, 'copy')), 'ASSET_CORRUPT');
    expect(await assets.has(ACME, theirs)).toBe(false);
    await assets.put(ACME, text('theirs'), 'text/plain');
    expect((await stat(fileOf(ACME, theirs.hash))).ino).not.toBe(
      (await stat(fileOf(RIVAL, theirs.hash))).ino,
    );
  });

  test('a copy is never written through a link that waits at its path', async () => {
    const ref = await assets.put(ACME, text('new'), 'text/plain');
    await symlink(join(folder, 'canary'), join(folder, 'to-canary'));
    await symlink(join(folder, 'nowhere'), join(folder, 'dangling'));
    await expectCode(assets.copyTo(ACME, ref, join(folder, 'to-canary')), 'ASSET_PATH_REFUSED');
    await expectCode(assets.copyTo(ACME, ref, join(folder, 'dangling')), 'ASSET_PATH_REFUSED');
    expect(await readFile(join(folder, 'canary'), 'utf8')).toBe('canary');
    expect(await readdir(folder)).not.toContain('nowhere');
  });

  test('assets are read-only files of their own, copies are writable files of their own', async () => {
    const ref = await assets.put(ACME, text('bytes'), 'text/plain');
    const path = join(folder, 'copy');
    await assets.copyTo(ACME, ref, path);
    const [kept, copy] = [await stat(fileOf(ACME, ref.hash)), await stat(path)];
    expect(kept.mode & 0o777).toBe(0o400);
    expect(copy.mode & 0o777).toBe(0o600);
    expect([kept.nlink, copy.nlink]).toEqual([1, 1]);
    expect(kept.ino).not.toBe(copy.ino);
  });
});

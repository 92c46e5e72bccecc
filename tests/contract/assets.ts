import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AssetRef } from '#shared/domain/asset.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import type { Assets } from '#shared/ports/assets.ts';
import {
  ACME,
  EVIL_NAMES,
  expectCode,
  type MakeAdapter,
  RIVAL,
  type UnderTest,
} from '#tests/contract/harness.ts';

/** Ways in which stored bytes go bad behind the adapter's back. */
export type Damage = 'truncate' | 'extend' | 'flip' | 'empty' | 'remove';
interface Damaging {
  damage(tenant: TenantId, ref: AssetRef, how: Damage): Promise<void>;
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** What every store of assets must hold. */
export function describeAssets(name: string, makeAdapter: MakeAdapter<Assets, Damaging>): void {
  describe(`assets: ${name}`, () => {
    let adapter: UnderTest<Assets> & Damaging;
    let assets: Assets;
    let folder: string;
    beforeEach(async () => {
      adapter = await makeAdapter();
      assets = adapter.port;
      folder = await mkdtemp(join(tmpdir(), 'contract-assets-'));
    });
    afterEach(async () => {
      await adapter.close();
      await rm(folder, { recursive: true, force: true });
    });

    test('bytes come back under the hash of what they are', async () => {
      const bytes = bytesOf('a film');
      const ref = await assets.put(ACME, bytes, 'text/plain');
      expect(ref).toEqual({ hash: sha256(bytes), mediaType: 'text/plain', bytes: 6 });
      expect(Buffer.from(await assets.get(ACME, ref))).toEqual(Buffer.from(bytes));
      expect(await assets.has(ACME, ref)).toBe(true);
    });

    test('nothing and many megabytes are kept alike, from memory and from a file', async () => {
      for (const size of [0, 1, 5 * 1024 * 1024 + 7]) {
        const bytes = new Uint8Array(size).map((_, index) => (index * 31 + (index >> 8)) & 255);
        const path = join(folder, `file-${size}`);
        await writeFile(path, bytes);
        const fromFile = await assets.putFile(ACME, path, 'video/mp4');
        expect(fromFile).toEqual(await assets.put(ACME, bytes, 'video/mp4'));
        expect(fromFile.hash).toBe(sha256(bytes));
        expect(sha256(await readFile(path))).toBe(fromFile.hash);
        await assets.copyTo(ACME, fromFile, join(folder, `copy-${size}`));
        expect(sha256(await readFile(join(folder, `copy-${size}`)))).toBe(fromFile.hash);
      }
    });

    test('50 that keep the same bytes at once all succeed, and readers never see a part', async () => {
      const bytes = new Uint8Array(200_000).fill(7);
      const ref = { hash: sha256(bytes), mediaType: 'image/png', bytes: bytes.byteLength };
      const reads: Promise<unknown>[] = [];
      const writes = Array.from({ length: 50 }, () => {
        reads.push(
          assets.get(ACME, ref).then(
            (got) => expect(sha256(got)).toBe(ref.hash),
            (error) => expect(error).toMatchObject({ code: 'ASSET_NOT_FOUND' }),
          ),
        );
        return assets.put(ACME, bytes, 'image/png');
      });
      expect(new Set((await Promise.all(writes)).map(({ hash }) => hash))).toEqual(new Set([ref.hash]));
      await Promise.all(reads);
    });

    test.each<Damage>(['truncate', 'extend', 'flip', 'empty'])(
      'bytes that went bad (%s) are never given out, and keeping them again heals',
      async (how) => {
        const bytes = bytesOf('what matters is that it is whole');
        const ref = await assets.put(ACME, bytes, 'text/plain');
        await adapter.damage(ACME, ref, how);
        await expectCode(assets.get(ACME, ref), 'ASSET_CORRUPT');
        await expectCode(assets.copyTo(ACME, ref, join(folder, 'copy')), 'ASSET_CORRUPT');
        expect(await readdir(folder)).toEqual([]);
        expect(await assets.has(ACME, ref)).toBe(false);
        await assets.put(ACME, bytes, 'text/plain');
        expect(Buffer.from(await assets.get(ACME, ref))).toEqual(Buffer.from(bytes));
      },
    );

    test('what is gone or never was is not found', async () => {
      const ref = await assets.put(ACME, bytesOf('x'), 'text/plain');
      await adapter.damage(ACME, ref, 'remove');
      await expectCode(assets.get(ACME, ref), 'ASSET_NOT_FOUND');
      await expectCode(assets.copyTo(ACME, ref, join(folder, 'copy')), 'ASSET_NOT_FOUND');
      expect(await assets.has(ACME, ref)).toBe(false);
      expect(await readdir(folder)).toEqual([]);
    });

    test('a reference that is wrong about the length is not believed', async () => {
      const ref = await assets.put(ACME, bytesOf('abc'), 'text/plain');
      await expectCode(assets.get(ACME, { ...ref, bytes: 2 }), 'ASSET_CORRUPT');
      await expectCode(assets.get(ACME, { ...ref, bytes: 2 ** 50 }), 'ASSET_CORRUPT');
      expect(await assets.has(ACME, { ...ref, bytes: 4 })).toBe(false);
    });

    test('neither a copy nor the bytes given out lead back into the store', async () => {
      const bytes = bytesOf('original');
      const ref = await assets.put(ACME, bytes, 'text/plain');
      const path = join(folder, 'copy');
      await assets.copyTo(ACME, ref, path);
      await writeFile(path, 'overwritten by a tool');
      (await assets.get(ACME, ref)).fill(0);
      bytes.fill(0);
      expect(Buffer.from(await assets.get(ACME, ref)).toString()).toBe('original');
    });

    test('a copy replaces nothing', async () => {
      const ref = await assets.put(ACME, bytesOf('new'), 'text/plain');
      const path = join(folder, 'taken');
      await writeFile(path, 'old');
      await expectCode(assets.copyTo(ACME, ref, path), 'ASSET_PATH_REFUSED');
      expect(await readFile(path, 'utf8')).toBe('old');
    });

    test('assets of another tenant are not there, though the hash is known', async () => {
      const ref = await assets.put(ACME, bytesOf('ours'), 'text/plain');
      await expectCode(assets.get(RIVAL, ref), 'ASSET_NOT_FOUND');
      await expectCode(assets.copyTo(RIVAL, ref, join(folder, 'copy')), 'ASSET_NOT_FOUND');
      expect(await assets.has(RIVAL, ref)).toBe(false);
    });

    test.each(['', 'text', 'TEXT/plain', 'text/plain; charset=utf-8', 'text/plain\n', 'a/../b', '*/*'])(
      '%j is refused as media type',
      (mediaType) => expectCode(assets.put(ACME, bytesOf('x'), mediaType), 'ASSET_PATH_REFUSED'),
    );

    test('names that could lead elsewhere are refused as tenant, hash and path', async () => {
      const ref = await assets.put(ACME, bytesOf('x'), 'text/plain');
      for (const evil of EVIL_NAMES) {
        await expectCode(assets.put(evil as TenantId, bytesOf('x'), 'text/plain'), 'ASSET_PATH_REFUSED');
        await expectCode(assets.get(evil as TenantId, ref), 'ASSET_PATH_REFUSED');
        await expectCode(assets.get(ACME, { ...ref, hash: evil }), 'ASSET_PATH_REFUSED');
        await expectCode(assets.has(ACME, { ...ref, hash: evil }), 'ASSET_PATH_REFUSED');
        await expectCode(
          assets.copyTo(ACME, { ...ref, hash: evil }, join(folder, 'c')),
          'ASSET_PATH_REFUSED',
        );
        if (evil.startsWith('/')) continue;
        await expectCode(assets.copyTo(ACME, ref, evil), 'ASSET_PATH_REFUSED');
        await expectCode(assets.putFile(ACME, evil, 'text/plain'), 'ASSET_PATH_REFUSED');
      }
    });
  });
}

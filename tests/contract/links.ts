import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AssetRef } from '#shared/domain/asset.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import type { Assets } from '#shared/ports/assets.ts';
import { LINK_SECONDS, type Links } from '#shared/ports/links.ts';
import {
  ACME,
  EVIL_NAMES,
  expectCode,
  type MakeAdapter,
  RIVAL,
  type UnderTest,
} from '#tests/contract/harness.ts';

const TEXT = 'what was announced';
const refOf = (text: string, mediaType = 'text/plain'): AssetRef => ({
  hash: createHash('sha256').update(text).digest('hex'),
  mediaType,
  bytes: Buffer.byteLength(text),
});

/** What signed addresses must hold, over HTTP; `assets` is the store that they lead to. */
export function describeLinks(name: string, makeAdapter: MakeAdapter<Links, { assets: Assets }>): void {
  describe(`links: ${name}`, () => {
    let adapter: UnderTest<Links> & { assets: Assets };
    let links: Links;
    beforeEach(async () => {
      adapter = await makeAdapter();
      links = adapter.port;
    });
    afterEach(() => adapter.close());

    const put = async (url: string, headers: Record<string, string>, body: string) =>
      (await fetch(url, { method: 'PUT', headers, body })).status;
    const kept = async (text = TEXT, tenant = ACME) => await adapter.assets.has(tenant, refOf(text));

    test('the bytes that were announced become an asset, and again when they are sent again', async () => {
      const link = await links.upload(ACME, refOf(TEXT));
      expect(link.method).toBe('PUT');
      expect(await put(link.url, link.headers, TEXT)).toBe(200);
      expect(await put(link.url, link.headers, TEXT)).toBe(200);
      expect(Buffer.from(await adapter.assets.get(ACME, refOf(TEXT))).toString()).toBe(TEXT);
      expect(await kept(TEXT, RIVAL)).toBe(false);
    });

    test('nothing at all can be announced and sent', async () => {
      const link = await links.upload(ACME, refOf(''));
      expect(await put(link.url, link.headers, '')).toBe(200);
      expect(await kept('')).toBe(true);
    });

    test.each([
      ['other bytes of that length', TEXT.toUpperCase()],
      ['fewer bytes', TEXT.slice(1)],
      ['more bytes', `${TEXT}!`],
      ['no bytes', ''],
    ])('%s are refused, and nothing is kept', async (_, body) => {
      const link = await links.upload(ACME, refOf(TEXT));
      expect(await put(link.url, link.headers, body)).toBeGreaterThanOrEqual(400);
      expect([await kept(), await kept(body)]).toEqual([false, false]);
    });

    test('another type, or none, is refused', async () => {
      const { url, headers } = await links.upload(ACME, refOf(TEXT));
      expect(await put(url, { ...headers, 'content-type': 'text/html' }, TEXT)).toBeGreaterThanOrEqual(400);
      const { 'content-type': _, ...without } = headers;
      expect(await put(url, without, TEXT)).toBeGreaterThanOrEqual(400);
      expect(await kept()).toBe(false);
    });

    test('an address is good for its own method only', async () => {
      await adapter.assets.put(ACME, Buffer.from(TEXT), 'text/plain');
      const up = await links.upload(ACME, refOf(TEXT));
      const down = await links.download(ACME, refOf(TEXT), { name: 'a.txt' });
      expect((await fetch(up.url, { headers: up.headers })).status).toBe(403);
      expect((await fetch(down.url, { method: 'PUT', body: TEXT })).status).toBe(403);
      expect((await fetch(down.url, { method: 'DELETE' })).status).toBe(403);
    });

    test('an address dies after a quarter of an hour', async () => {
      await adapter.assets.put(ACME, Buffer.from(TEXT), 'text/plain');
      const up = await links.upload(ACME, refOf('late'));
      const down = await links.download(ACME, refOf(TEXT), { name: 'a.txt' });
      await adapter.advance(LINK_SECONDS * 1_000 - 2_000);
      expect((await fetch(down.url)).status).toBe(200);
      await adapter.advance(4_000);
      expect((await fetch(down.url)).status).toBe(403);
      expect(await put(up.url, up.headers, 'late')).toBe(403);
      expect(await kept('late')).toBe(false);
    });

    test('nothing in an address can be changed', async () => {
      await adapter.assets.put(ACME, Buffer.from(TEXT), 'text/plain');
      await adapter.assets.put(ACME, Buffer.from('another'), 'text/plain');
      await adapter.assets.put(RIVAL, Buffer.from(TEXT), 'text/plain');
      const { url } = await links.download(ACME, refOf(TEXT), { name: 'a.txt' });
      const changed = [
        url.replace(/\/acme\//, '/rival/'),
        url.replaceAll(refOf(TEXT).hash, refOf('another').hash),
        ...[...new URL(url).searchParams].map(([name, value]) => {
          const other = new URL(url);
          const at = value.search(/[1-9a-z]/);
          const next = value[at] === '1' ? '2' : '1';
          other.searchParams.set(name, value.slice(0, at) + next + value.slice(at + 1));
          return other.href;
        }),
        ...[...new URL(url).searchParams.keys()].map((name) => {
          const other = new URL(url);
          other.searchParams.delete(name);
          return other.href;
        }),
      ];
      expect(new Set([...changed, url]).size).toBe(changed.length + 1);
      for (const address of changed) {
        const answer = await fetch(address);
        expect({ address, refused: answer.status >= 400 }).toEqual({ address, refused: true });
        expect(await answer.text()).not.toBe(TEXT);
      }
      expect((await fetch(url)).status).toBe(200);
    });

    test('an asset of another tenant is not there, though its hash is known', async () => {
      await adapter.assets.put(ACME, Buffer.from(TEXT), 'text/plain');
      const { url } = await links.download(RIVAL, refOf(TEXT), { name: 'a.txt' });
      expect([403, 404]).toContain((await fetch(url)).status);
    });

    test('the bytes come with their type, to be saved or shown', async () => {
      await adapter.assets.put(ACME, Buffer.from(TEXT), 'text/plain');
      const saved = await fetch((await links.download(ACME, refOf(TEXT), { name: 'a film.txt' })).url);
      expect(await saved.text()).toBe(TEXT);
      expect(saved.headers.get('content-type')).toBe('text/plain');
      expect(saved.headers.get('content-length')).toBe(String(TEXT.length));
      expect(saved.headers.get('content-disposition')).toMatch(/^attachment; filename="a film\.txt";/);
      const shown = await fetch(
        (await links.download(ACME, refOf(TEXT), { name: 'a.txt', inline: true })).url,
      );
      expect(shown.headers.get('content-disposition')).toMatch(/^inline;/);
    });

    test.each([
      ['say "hi".mp4', 'say _hi_.mp4'],
      ['Über 日本 🎬.mp4', 'Über 日本 🎬.mp4'],
      ['a\r\nset-cookie: x=1.mp4', 'a__set-cookie_ x=1.mp4'],
      ['../../etc/passwd', '_.._etc_passwd'],
      ['film\u202e4pm.exe', 'film_4pm.exe'],
      ["100% (a)'b*;c.mp4", "100% (a)'b_;c.mp4"],
      ['\ud800.mp4', '_.mp4'],
      ['...', 'file'],
      ['', 'file'],
      [`${'é'.repeat(300)}.mp4`, `${'é'.repeat(76)}.mp4`],
    ])('the name %j is a name and no more', async (given, shown) => {
      await adapter.assets.put(ACME, Buffer.from(TEXT), 'text/plain');
      const answer = await fetch((await links.download(ACME, refOf(TEXT), { name: given })).url);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('set-cookie')).toBeNull();
      const header = answer.headers.get('content-disposition') ?? '';
      const [, ascii = '', encoded = ''] =
        /^attachment; filename="([^"\\]*)"; filename\*=UTF-8''(\S*)$/.exec(header) ?? [];
      expect(decodeURIComponent(encoded)).toBe(shown);
      expect(ascii).toMatch(/^[\x20-\x7e]+$/);
    });

    test.each([
      ['bytes=0-3', 206, TEXT.slice(0, 4), 'bytes 0-3/18'],
      ['bytes=5-', 206, TEXT.slice(5), 'bytes 5-17/18'],
      ['bytes=-9', 206, 'announced', 'bytes 9-17/18'],
      ['bytes=10-900', 206, TEXT.slice(10), 'bytes 10-17/18'],
      ['bytes=18-', 416, undefined, undefined],
      ['bytes=3-1', 200, TEXT, null],
      ['lines=1-2', 200, TEXT, null],
    ])('the range %s is answered %i', async (range, status, text, contentRange) => {
      await adapter.assets.put(ACME, Buffer.from(TEXT), 'text/plain');
      const { url } = await links.download(ACME, refOf(TEXT), { name: 'a.txt' });
      const answer = await fetch(url, { headers: { range } });
      expect(answer.status).toBe(status);
      if (text === undefined) return;
      expect(await answer.text()).toBe(text);
      expect(answer.headers.get('content-range')).toBe(contentRange);
    });

    test('who has the bytes already is told so', async () => {
      await adapter.assets.put(ACME, Buffer.from(TEXT), 'text/plain');
      const { url } = await links.download(ACME, refOf(TEXT), { name: 'a.txt' });
      const eTag = (await fetch(url)).headers.get('etag') ?? '';
      expect(eTag).toMatch(/^".+"$/);
      expect((await fetch(url, { headers: { 'if-none-match': eTag } })).status).toBe(304);
    });

    test('names that could lead elsewhere are refused as tenant and hash', async () => {
      for (const evil of EVIL_NAMES) {
        const tenant = evil as TenantId;
        await expectCode(links.upload(tenant, refOf(TEXT)), 'ASSET_PATH_REFUSED');
        await expectCode(links.download(tenant, refOf(TEXT), { name: 'a' }), 'ASSET_PATH_REFUSED');
        await expectCode(links.upload(ACME, { ...refOf(TEXT), hash: evil }), 'ASSET_PATH_REFUSED');
        await expectCode(
          links.download(ACME, { ...refOf(TEXT), hash: evil }, { name: 'a' }),
          'ASSET_PATH_REFUSED',
        );
      }
    });
  });
}

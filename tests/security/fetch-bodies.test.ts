import type { ServerResponse } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebFetch } from '#shared/node/guarded-fetch.ts';
import type { GuardedFetch } from '#shared/ports/guarded-fetch.ts';
import { expectCode } from '#tests/contract/harness.ts';
import { type CountingServer, startServer } from '#tests/security/fetch-server.ts';

const MIB = 1024 * 1024;

let answer: (response: ServerResponse) => unknown;
let server: CountingServer;
let fetch: GuardedFetch;
let url: string;
beforeEach(async () => {
  server = await startServer((_, response) => void answer(response));
  url = `http://page.dev:${server.port}/`;
  fetch = new WebFetch({
    rules: { ports: [server.port], mayConnect: () => true },
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
  });
});
afterEach(async () => {
  // Whatever happened: no connection may be left open.
  await expect.poll(() => server.open()).toBe(0);
  await server.close();
});

describe('no server can make a fetch larger or longer than it may be', () => {
  test('the answer is given with its status and the bare media type', async () => {
    answer = (response) =>
      response.writeHead(404, { 'content-type': 'Text/HTML; charset=UTF-8' }).end('gone');
    const fetched = await fetch.fetch(url);
    expect({ ...fetched, bytes: Buffer.from(fetched.bytes).toString() }).toEqual({
      url,
      status: 404,
      mediaType: 'text/html',
      bytes: 'gone',
    });
  });

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
  ] as const)('a body packed with %s is unpacked', async (encoding, pack) => {
    const text = 'The deep sea is dark. '.repeat(5_000);
    answer = (response) => response.writeHead(200, { 'content-encoding': encoding }).end(pack(text));
    expect(Buffer.from((await fetch.fetch(url)).bytes).toString()).toBe(text);
  });

  test.each([
    ['gzip', gzipSync(Buffer.alloc(64 * MIB))],
    ['br', brotliCompressSync(Buffer.alloc(64 * MIB), { params: {} })],
  ])('64 MiB packed with %s into some KiB are refused', async (encoding, bomb) => {
    expect(bomb.byteLength).toBeLessThan(100 * 1024);
    answer = (response) => response.writeHead(200, { 'content-encoding': encoding }).end(bomb);
    await expectCode(fetch.fetch(url, { maxBytes: MIB }), 'FETCH_REFUSED');
  });

  test('a body without end is cut at the limit, whatever its announced length', async () => {
    answer = (response) => {
      const more = () => {
        while (response.write(Buffer.alloc(64 * 1024, 120)));
        response.once('drain', more);
      };
      more();
    };
    await expectCode(fetch.fetch(url, { maxBytes: MIB }), 'FETCH_REFUSED');
    answer = (response) => response.writeHead(200, { 'content-length': String(5 * MIB) }).write('x');
    await expectCode(fetch.fetch(url, { maxBytes: MIB }), 'FETCH_REFUSED');
  });

  test('a body of exactly the limit is given, one byte more is not', async () => {
    answer = (response) => response.end(Buffer.alloc(1_000));
    expect((await fetch.fetch(url, { maxBytes: 1_000 })).bytes.byteLength).toBe(1_000);
    await expectCode(fetch.fetch(url, { maxBytes: 999 }), 'FETCH_REFUSED');
  });

  test.each(['gzip, gzip', 'compress', 'zstd', '__proto__', 'x'.repeat(500)])(
    'the encoding %s is refused',
    async (encoding) => {
      answer = (response) =>
        response.writeHead(200, { 'content-encoding': encoding }).end(gzipSync(gzipSync('x')));
      await expectCode(fetch.fetch(url), 'FETCH_REFUSED');
    },
  );

  test('a body that breaks off or is damaged ends as FETCH_FAILED', async () => {
    answer = (response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('part');
      setImmediate(() => response.destroy());
    };
    await expectCode(fetch.fetch(url), 'FETCH_FAILED');
    answer = (response) =>
      response
        .writeHead(200, { 'content-encoding': 'gzip' })
        .end(gzipSync('x'.repeat(9_999)).subarray(0, 30));
    await expectCode(fetch.fetch(url), 'FETCH_FAILED');
    answer = (response) => response.writeHead(200, { 'content-encoding': 'br' }).end('no brotli at all');
    await expectCode(fetch.fetch(url), 'FETCH_FAILED');
    answer = (response) => response.socket?.end('this is not HTTP\r\n\r\n');
    await expectCode(fetch.fetch(url), 'FETCH_FAILED');
    answer = (response) => response.socket?.destroy();
    await expectCode(fetch.fetch(url), 'FETCH_FAILED');
    answer = (response) => response.writeHead(200, { 'x-big': 'x'.repeat(200_000) }).end();
    await expectCode(fetch.fetch(url), 'FETCH_FAILED');
  });

  test('a server that is silent or drips ends as FETCH_FAILED when the time is up', async () => {
    answer = () => undefined;
    await expectCode(fetch.fetch(url, { timeoutMs: 150 }), 'FETCH_FAILED');
    answer = (response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      const drip = setInterval(() => response.write('\x1f'), 20);
      response.on('close', () => clearInterval(drip));
    };
    await expectCode(fetch.fetch(url, { timeoutMs: 150 }), 'FETCH_FAILED');
  });

  test('the caller can call it off, before and in the middle of the body', async () => {
    await expectCode(fetch.fetch(url, { signal: AbortSignal.abort() }), 'CANCELLED');
    expect(server.paths).toHaveLength(0);
    const stop = new AbortController();
    answer = (response) => {
      response.write('begun');
      setTimeout(() => stop.abort(), 30);
    };
    await expectCode(fetch.fetch(url, { signal: stop.signal }), 'CANCELLED');
  });
});

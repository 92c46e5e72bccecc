import { createHash, randomBytes } from 'node:crypto';
import { appendFile, chmod, readdir, stat, writeFile } from 'node:fs/promises';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { LocalLinks, makeLinkKey } from '#local/links.ts';
import { serveSignedFiles } from '#local/server/signed-files.ts';
import { ERRORS, errorCode } from '#shared/errors.ts';
import { assetKey } from '#shared/security/checked-asset.ts';
import { ACME, expectCode } from '#tests/contract/harness.ts';
import { openLocalPorts, temporaryFolder } from '#tests/local-ports.ts';

let ports: Awaited<ReturnType<typeof openLocalPorts>>;
let links: LocalLinks;
let base: string;
const ended: (string | undefined)[] = [];
beforeEach(async () => {
  ports = await openLocalPorts();
  ended.length = 0;
  const key = randomBytes(32);
  const serve = serveSignedFiles({ ...ports, key });
  const server = createServer(async (request, response) => {
    try {
      const served = await serve(request, response);
      ended.push(undefined);
      if (!served) response.writeHead(404).end('not a file');
    } catch (error) {
      ended.push(errorCode(error));
      response.writeHead(ERRORS[errorCode(error)].httpStatus, { connection: 'close' }).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  onTestFinished(() => server.closeAllConnections());
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  links = new LocalLinks({ key, clock: ports.clock, base: () => base });
});

const refOf = (bytes: Uint8Array, mediaType = 'video/mp4') => ({
  hash: createHash('sha256').update(bytes).digest('hex'),
  mediaType,
  bytes: bytes.byteLength,
});
const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
};

test('what is handed out can do nothing in the browser', async () => {
  const ref = await ports.assets.put(ACME, Buffer.from('<script>alert(1)</script>'), 'text/html');
  const { headers } = await fetch((await links.download(ACME, ref, { name: 'a.html', inline: true })).url);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';.* sandbox$/);
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('access-control-allow-origin')).toBeNull();
});

test('a film of many megabytes goes up and comes back in parts', async () => {
  const bytes = randomBytes(9 * 1024 * 1024 + 3);
  const ref = refOf(bytes);
  const { url, headers } = await links.upload(ACME, ref);
  expect((await fetch(url, { method: 'PUT', headers, body: bytes })).status).toBe(200);
  const down = await links.download(ACME, ref, { name: 'film.mp4' });
  const part = await fetch(down.url, { headers: { range: 'bytes=8000000-8999999' } });
  expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(8_000_000, 9_000_000))).toBe(true);
});

test('a range of something that the client has no longer is answered with all of it', async () => {
  const ref = await ports.assets.put(ACME, Buffer.from('0123456789'), 'text/plain');
  const { url } = await links.download(ACME, ref, { name: 'a' });
  const ask = async (tag: string) =>
    (await fetch(url, { headers: { range: 'bytes=0-1', 'if-range': tag } })).text();
  expect(await ask(`"${ref.hash}"`)).toBe('01');
  expect(await ask('"other"')).toBe('0123456789');
});

test('an upload that breaks off leaves nothing behind', async () => {
  const bytes = randomBytes(200_000);
  const ref = refOf(bytes);
  const { url, headers } = await links.upload(ACME, ref);
  const request = httpRequest(url, {
    method: 'PUT',
    headers: { ...headers, 'content-length': bytes.length },
  });
  request.on('error', () => undefined);
  await new Promise<void>((resolve) => request.write(bytes.subarray(0, 100_000), () => resolve()));
  request.destroy();
  await until(() => ended.length === 1);
  expect(ended[0]).toBeDefined();
  expect(await ports.assets.has(ACME, ref)).toBe(false);
  expect(await readdir(join(ports.assetFolder, '.incoming'))).toEqual([]);
  expect(await readdir(join(ports.assetFolder, '../tmp'))).toEqual([]);
});

test('a file that went bad on the disk is not handed out, also after it was before', async () => {
  const ref = await ports.assets.put(ACME, Buffer.from('whole'), 'text/plain');
  const { url } = await links.download(ACME, ref, { name: 'a' });
  expect((await fetch(url)).status).toBe(200);
  expect((await fetch(url)).status).toBe(200);
  const path = join(ports.assetFolder, assetKey(ACME, ref));
  await chmod(path, 0o600);
  await writeFile(path, 'whale');
  expect((await fetch(url)).status).toBe(500);
  await appendFile(path, '!');
  expect((await fetch(url)).status).toBe(500);
  expect(ended.slice(2)).toEqual(['ASSET_CORRUPT', 'ASSET_CORRUPT']);
});

test('addresses that are nobody’s are refused, and others left to the rest of the server', async () => {
  for (const path of [
    '/files/',
    '/files/acme',
    '/files/acme/../../etc/passwd',
    '/files/%00?signature=x',
    '/files/?&signature=',
  ]) {
    expect((await fetch(`${base}${path}`)).status).toBe(path.includes('..') ? 404 : 403);
  }
  expect(await (await fetch(`${base}/v1/productions`)).text()).toBe('not a file');
});

test('the key is made once, for its owner alone; what is no key is refused', async () => {
  const path = join(await temporaryFolder(), 'link-key');
  const key = await makeLinkKey(path);
  expect(key.byteLength).toBe(32);
  expect(await makeLinkKey(path)).toEqual(key);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  await writeFile(path, 'short');
  await expectCode(makeLinkKey(path), 'CONFIG_INVALID');
});

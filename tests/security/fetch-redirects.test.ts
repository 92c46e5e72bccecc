import type { LookupAddress } from 'node:dns';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebFetch } from '#shared/node/guarded-fetch.ts';
import { expectCode } from '#tests/contract/harness.ts';
import { type CountingServer, startServer } from '#tests/security/fetch-server.ts';

const ipv4 = (address: string): LookupAddress[] => [{ address, family: 4 }];

/** 127.0.0.1 plays the public web here; `secret` is what must not be reached. */
let web: CountingServer;
let secret: CountingServer;
beforeEach(async () => {
  secret = await startServer((_, response) => response.end('secret'));
  web = await startServer((request, response) => {
    const to = new URL(request.url ?? '/', 'http://x').searchParams.get('to');
    if (to === null) return response.end('page');
    return response.writeHead(302, { location: to }).end('moved');
  });
});
afterEach(async () => {
  await web.close();
  await secret.close();
});

const rules = () => ({ ports: [web.port], mayConnect: (address: string) => address === '127.0.0.1' });
const leadingTo = (target: string) => `http://page.dev:${web.port}/?to=${encodeURIComponent(target)}`;

describe('redirects and names are judged at every hop', () => {
  test.each([
    'http://127.0.0.2:WEB/',
    'http://169.254.169.254/latest/meta-data/',
    'http://127.0.0.1:SECRET/',
    'http://localhost:WEB/',
    'http://[::1]:WEB/',
    'http://user:password@page.dev:WEB/',
    'https://page.dev:SECRET/',
    '//127.0.0.1:SECRET/',
    'file:///etc/passwd',
    'gopher://127.0.0.1:SECRET/_x',
    'data:text/plain,hello',
    'javascript:alert(1)',
    'http://[broken/',
  ])('a page that leads to %s is refused there', async (target) => {
    const url = leadingTo(target.replace('WEB', `${web.port}`).replace('SECRET', `${secret.port}`));
    const fetch = new WebFetch({ rules: rules(), resolve: async () => ipv4('127.0.0.1') });
    await expectCode(fetch.fetch(url), 'FETCH_REFUSED');
    expect(web.paths).toHaveLength(1);
    expect(secret.connections()).toBe(0);
  });

  test('three redirects are followed, a fourth is refused', async () => {
    const fetch = new WebFetch({ rules: rules(), resolve: async () => ipv4('127.0.0.1') });
    const last = `http://page.dev:${web.port}/end`;
    const three = leadingTo(leadingTo(leadingTo(last)));
    expect(await fetch.fetch(three)).toMatchObject({ url: last, status: 200 });
    await expectCode(fetch.fetch(leadingTo(three)), 'FETCH_REFUSED');
  });

  test('a relative redirect stays on its host, and nothing of the first request but the address is kept', async () => {
    const fetch = new WebFetch({ rules: rules(), resolve: async () => ipv4('127.0.0.1') });
    expect((await fetch.fetch(leadingTo('../other?x=1'))).url).toBe(`http://page.dev:${web.port}/other?x=1`);
  });

  test('a name that changes after the check is not asked again: the checked address is the one connected to', async () => {
    const answers = ['127.0.0.1', '127.0.0.2', '169.254.169.254'];
    let asked = 0;
    const resolve = async () => ipv4(answers[asked++] ?? '10.0.0.1');
    const fetch = new WebFetch({ rules: rules(), resolve });
    const fetched = await fetch.fetch(`http://rebinding.dev:${web.port}/`);
    expect(Buffer.from(fetched.bytes).toString()).toBe('page');
    expect(asked).toBe(1);
  });

  test('a name that turns private before the second hop is refused at the second hop', async () => {
    const answers = ['127.0.0.1', '10.0.0.1'];
    let asked = 0;
    const resolve = async () => ipv4(answers[asked++] ?? '10.0.0.1');
    const fetch = new WebFetch({ rules: rules(), resolve });
    await expectCode(fetch.fetch(leadingTo(`http://page.dev:${web.port}/end`)), 'FETCH_REFUSED');
    expect(asked).toBe(2);
    expect(web.paths).toHaveLength(1);
  });

  test('one private address among public ones is enough to refuse a name', async () => {
    const resolve = async () => [...ipv4('127.0.0.1'), ...ipv4('10.0.0.1')];
    const fetch = new WebFetch({ rules: rules(), resolve });
    await expectCode(fetch.fetch(`http://page.dev:${web.port}/`), 'FETCH_REFUSED');
    expect(web.connections()).toBe(0);
  });

  test('a name without addresses, and a name server that fails or hangs, end as FETCH_FAILED', async () => {
    const address = `http://page.dev:${web.port}/`;
    const failing = [
      async () => [],
      async () => {
        throw Object.assign(new Error('queryA ENOTFOUND'), { code: 'ENOTFOUND' });
      },
      () => new Promise<never>(() => undefined),
    ];
    for (const resolve of failing) {
      const fetch = new WebFetch({ rules: rules(), resolve });
      await expectCode(fetch.fetch(address, { timeoutMs: 200 }), 'FETCH_FAILED');
    }
    expect(web.connections()).toBe(0);
  });
});

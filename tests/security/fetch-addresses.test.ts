import type { LookupAddress } from 'node:dns';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebFetch } from '#shared/node/guarded-fetch.ts';
import { isPublicAddress } from '#shared/security/address-rules.ts';
import { expectCode } from '#tests/contract/harness.ts';
import { type CountingServer, startServer } from '#tests/security/fetch-server.ts';
import { FORBIDDEN_URLS } from '#tests/security/forbidden-urls.ts';

const PUBLIC = '93.184.215.14';
const NAMES: Record<string, string[]> = {
  'loopback.dev': ['127.0.0.1'],
  'loopback6.dev': ['::1'],
  'mapped.dev': ['::ffff:127.0.0.1'],
  'private.dev': ['10.1.2.3'],
  'metadata.dev': ['169.254.169.254'],
  'mixed.dev': [PUBLIC, '127.0.0.1'],
  'scoped.dev': ['fe80::1%lo'],
  'odd.dev': ['127.0.0.1 '],
  'public.dev': [PUBLIC],
};

let server: CountingServer;
beforeAll(async () => {
  server = await startServer((_, response) => response.end('reached'));
});
afterAll(() => server.close());

const resolve = async (hostname: string): Promise<LookupAddress[]> => {
  const domain = hostname.replace(/\.$/, '').split('.').slice(-2).join('.');
  return (NAMES[domain] ?? ['127.0.0.1']).map((address) => ({
    address,
    family: address.includes(':') ? 6 : 4,
  }));
};

describe('S5: what a brief names leads nowhere but to the public web', () => {
  test('there are at least 80 forbidden addresses, all different', () => {
    expect(FORBIDDEN_URLS.length).toBeGreaterThanOrEqual(80);
    expect(new Set(FORBIDDEN_URLS).size).toBe(FORBIDDEN_URLS.length);
  });

  test('every forbidden address is refused, and a server on 127.0.0.1 sees no connection', async () => {
    const rules = { ports: [80, 443, server.port], mayConnect: isPublicAddress };
    const fetch = new WebFetch({ rules, resolve });
    const wrong: string[] = [];
    for (const url of FORBIDDEN_URLS) {
      const address = url.replaceAll('PORT', String(server.port));
      const outcome = await fetch.fetch(address, { timeoutMs: 1_000 }).then(
        () => 'fetched',
        (error: { code: string }) => error.code,
      );
      if (outcome !== 'FETCH_REFUSED') wrong.push(`${url}: ${outcome}`);
    }
    expect(wrong).toEqual([]);
    expect(server.connections()).toBe(0);
  });

  test('the same server is reached when the rules allow its address: the count of zero means something', async () => {
    const rules = { ports: [server.port], mayConnect: (address: string) => address === '127.0.0.1' };
    const before = server.connections();
    const fetched = await new WebFetch({ rules, resolve }).fetch(`http://a.loopback.dev:${server.port}/`);
    expect(Buffer.from(fetched.bytes).toString()).toBe('reached');
    expect(server.connections()).toBe(before + 1);
  });

  test('the product as it is shipped refuses the server by its port alone', async () => {
    const before = server.connections();
    await expectCode(new WebFetch().fetch(`http://127.0.0.1:${server.port}/`), 'FETCH_REFUSED');
    await expectCode(new WebFetch({ resolve }).fetch(`http://a.public.dev:${server.port}/`), 'FETCH_REFUSED');
    expect(server.connections()).toBe(before);
  });
});

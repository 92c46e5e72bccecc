import { createHmac } from 'node:crypto';
import { exportJWK, exportSPKI, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAwsAccess } from '#shared/aws/access.ts';
import { TenantId } from '#shared/domain/identity.ts';
import { createJwtVerifier } from '#shared/security/jwt-access.ts';
import { expectCode } from '#tests/contract/harness.ts';
import {
  forge,
  type IssuerKey,
  makeKey,
  sign,
  startIssuer,
  type TokenIssuer,
} from '#tests/security/token-issuer.ts';

/** 1 July 2026, noon. */
const NOW = 1_782_907_200;
const AUDIENCE = 'studio-app';
const clock = { now: () => NOW * 1_000 };

let rsa: IssuerKey;
let ec: IssuerKey;
let other: IssuerKey;
let issuer: TokenIssuer;
let verify: (token: string) => Promise<Record<string, unknown>>;

beforeAll(async () => {
  rsa = await makeKey('rsa-1', 'RS256');
  ec = await makeKey('ec-1', 'ES256');
  other = await makeKey('rsa-1', 'RS256');
  issuer = await startIssuer([rsa, ec]);
  verify = verifierOf(issuer);
});
afterAll(() => issuer.close());

function verifierOf({ url }: TokenIssuer) {
  return createJwtVerifier({ issuer: url, audience: AUDIENCE, clock, fetch: (at, init) => fetch(at, init) });
}

/** Claims of an access token as Cognito writes them. */
const claims = (more: JWTPayload = {}): JWTPayload => ({
  iss: issuer.url,
  sub: 'person-1',
  client_id: AUDIENCE,
  token_use: 'access',
  iat: NOW - 60,
  exp: NOW + 3_600,
  ...more,
});
/** The same without some of them. */
const without = (...names: string[]): JWTPayload =>
  Object.fromEntries(Object.entries(claims()).filter(([name]) => !names.includes(name)));

describe('tokens that are taken', () => {
  const GOOD: Record<string, () => Promise<string>> = {
    'an access token of Cognito': () => sign(claims(), rsa),
    'one that is signed with an elliptic curve': () => sign(claims(), ec),
    'one with an audience instead of a client': () => sign({ ...without('client_id'), aud: AUDIENCE }, rsa),
    'one for several audiences': () => sign({ ...without('client_id'), aud: ['x', AUDIENCE] }, rsa),
    'one of an issuer that does not tell what it is used for': () =>
      sign({ ...without('token_use', 'client_id'), aud: AUDIENCE }, rsa, { typ: 'at+jwt' }),
    'one without the name of its key, when one key fits': () => sign(claims(), ec, { kid: undefined }),
    'one that ended 59 seconds ago: clocks differ': () => sign(claims({ exp: NOW - 59 }), rsa),
    'one that begins in 59 seconds': () => sign(claims({ nbf: NOW + 59 }), rsa),
    'one that ends this second': () => sign(claims({ exp: NOW }), rsa),
    'one with claims of its own': () => sign(claims({ 'custom:tenant': 'acme', groups: ['a'] }), rsa),
  };
  test.each(Object.entries(GOOD))('%s', async (_, token) => {
    expect(await verify(await token())).toMatchObject({ sub: 'person-1' });
  });
});

describe('tokens that are refused', () => {
  const BAD: Record<string, () => Promise<string> | string> = {
    // What is no token.
    nothing: () => '',
    'a word': () => 'token',
    'dots alone': () => '..',
    'two parts': async () => (await sign(claims(), rsa)).split('.').slice(0, 2).join('.'),
    'four parts': async () => `${await sign(claims(), rsa)}.x`,
    'five parts, as of an encrypted one': async () => `${await sign(claims(), rsa)}.x.y`,
    'a header that is not JSON': () => 'bm90IGpzb24.e30.x',
    'claims that are a list': () => signRaw('[]'),
    'claims that are not JSON': () => signRaw('not json'),
    'spaces around it': async () => ` ${await sign(claims(), rsa)} `,
    'the word Bearer before it': async () => `Bearer ${await sign(claims(), rsa)}`,
    'more than 8 KiB': () => sign(claims({ blob: 'x'.repeat(9_000) }), rsa),
    // Its signature.
    'the algorithm none': () => forge({ alg: 'none' }, claims()),
    'the algorithm None, in other letters': () => forge({ alg: 'None', kid: 'rsa-1' }, claims()),
    'the algorithm none with a signature': async () =>
      forge({ alg: 'none', kid: 'rsa-1' }, claims(), (await sign(claims(), rsa)).split('.')[2]),
    'no algorithm': () => forge({ kid: 'rsa-1' }, claims(), 'x'),
    'the public key as the secret of HS256': async () => {
      const secret = await exportSPKI(rsa.publicKey);
      const unsigned = forge({ alg: 'HS256', kid: 'rsa-1' }, claims()).slice(0, -1);
      return `${unsigned}.${createHmac('sha256', secret).update(unsigned).digest('base64url')}`;
    },
    'the modulus of the public key as the secret of HS256': async () => {
      const { n = '' } = await exportJWK(rsa.publicKey);
      const unsigned = forge({ alg: 'HS256', kid: 'rsa-1' }, claims()).slice(0, -1);
      return `${unsigned}.${createHmac('sha256', n).update(unsigned).digest('base64url')}`;
    },
    'an empty secret of HS256': () => {
      const unsigned = forge({ alg: 'HS256' }, claims()).slice(0, -1);
      return `${unsigned}.${createHmac('sha256', '').update(unsigned).digest('base64url')}`;
    },
    'a right key with an algorithm that is not allowed': async () =>
      new SignJWT(claims())
        .setProtectedHeader({ alg: 'PS256', kid: 'ps' })
        .sign((await makeKey('ps', 'PS256')).privateKey),
    RS512: async () =>
      new SignJWT(claims())
        .setProtectedHeader({ alg: 'RS512', kid: 'rsa-1' })
        .sign((await makeKey('x', 'RS512')).privateKey),
    'another key under the name of a known one': () => sign(claims(), other),
    'a key that the issuer does not know': async () => sign(claims(), await makeKey('rsa-9', 'RS256')),
    'the name of a key of another kind': () => sign(claims(), rsa, { kid: 'ec-1' }),
    'the algorithm of another kind of key': () => sign(claims(), ec, { kid: 'rsa-1' }),
    'the name of a key that is a path': () => forge({ alg: 'RS256', kid: '../../dev/null' }, claims(), 'x'),
    'a key that it brings along': async () =>
      sign(claims(), other, { kid: undefined, jwk: await exportJWK(other.publicKey) }),
    'an address of keys that it brings along': () =>
      sign(claims(), other, { jku: 'http://127.0.0.1:9/keys' }),
    'a certificate that it brings along': () => sign(claims(), other, { x5u: 'http://127.0.0.1:9/cert' }),
    'an extension that must be understood': () =>
      forge({ alg: 'RS256', kid: 'rsa-1', crit: ['exp'], exp: 1 }, claims(), 'x'),
    'no signature': async () => `${(await sign(claims(), rsa)).split('.').slice(0, 2).join('.')}.`,
    'half a signature': async () => (await sign(claims(), rsa)).slice(0, -100),
    'a signature of zeros': () => forge({ alg: 'ES256', kid: 'ec-1' }, claims(), 'A'.repeat(86)),
    'the signature of another token': async () => {
      const [head, body] = (await sign(claims({ sub: 'owner' }), rsa)).split('.');
      return `${head}.${body}.${(await sign(claims(), rsa)).split('.')[2]}`;
    },
    'one changed letter in the claims': async () => {
      const [head = '', body = '', tail = ''] = (await sign(claims(), rsa)).split('.');
      return `${head}.${body.slice(0, -1)}${body.endsWith('A') ? 'B' : 'A'}.${tail}`;
    },
    // Whom it is from and for.
    'another issuer': () => sign(claims({ iss: 'https://issuer.example' }), rsa),
    'an issuer that begins the same': () => sign(claims({ iss: `${issuer.url}/other` }), rsa),
    'the issuer with a slash behind it': () => sign(claims({ iss: `${issuer.url}/` }), rsa),
    'no issuer': () => sign(without('iss'), rsa),
    'another client': () => sign(claims({ client_id: 'another-app' }), rsa),
    'another audience': () => sign(claims({ aud: 'another-app' }), rsa),
    'an audience that begins the same': () => sign(claims({ aud: `${AUDIENCE}-2` }), rsa),
    'no audience and no client': () => sign(without('client_id'), rsa),
    'an empty list of audiences': () => sign(claims({ aud: [] }), rsa),
    'nobody as its subject': () => sign(claims({ sub: '' }), rsa),
    'no subject': () => sign(without('sub'), rsa),
    'an ID token of Cognito': () => sign({ ...without('client_id'), aud: AUDIENCE, token_use: 'id' }, rsa),
    'an ID token of another issuer': () =>
      sign({ ...without('client_id', 'token_use'), aud: AUDIENCE, nonce: 'n' }, rsa),
    'an ID token that goes with a code': () =>
      sign({ ...without('client_id', 'token_use'), aud: AUDIENCE, at_hash: 'h' }, rsa),
    'a refresh token': () => sign(claims({ token_use: 'refresh' }), rsa),
    // When.
    'one that ended 61 seconds ago': () => sign(claims({ exp: NOW - 61 }), rsa),
    'one that ended long ago': () => sign(claims({ exp: 1 }), rsa),
    'one without an end': () => sign(without('exp'), rsa),
    'an end that is a text': () => sign({ ...claims(), exp: `${NOW + 60}` as unknown as number }, rsa),
    'one that begins in 61 seconds': () => sign(claims({ nbf: NOW + 61 }), rsa),
    'one that does not say since when it is': () => sign(without('iat'), rsa),
  };
  test.each(Object.entries(BAD))('%s', async (_, token) => {
    const error = await verify(await token()).then(
      () => undefined,
      (thrown: Error & { code?: string }) => thrown,
    );
    // The same words for all: who tries learns nothing.
    expect(error).toMatchObject({ code: 'UNAUTHENTICATED', message: 'This token is not valid.' });
  });

  async function signRaw(body: string): Promise<string> {
    const { CompactSign } = await import('jose');
    return new CompactSign(new TextEncoder().encode(body))
      .setProtectedHeader({ alg: 'RS256', kid: 'rsa-1' })
      .sign(rsa.privateKey);
  }
});

describe('keys of the issuer', () => {
  test('are asked for once, also when 30 tokens come at once', async () => {
    const fresh = await startIssuer([rsa]);
    const check = verifierOf(fresh);
    const token = await sign({ ...claims(), iss: fresh.url }, rsa);
    await Promise.all(Array.from({ length: 30 }, () => check(token)));
    expect(fresh.asked).toBe(1);
    await fresh.close();
  });

  test('are not asked for again by a flood of tokens with unknown keys', async () => {
    const fresh = await startIssuer([rsa]);
    const check = verifierOf(fresh);
    await check(await sign({ ...claims(), iss: fresh.url }, rsa));
    for (let index = 0; index < 20; index += 1) {
      await expectCode(
        check(await sign({ ...claims(), iss: fresh.url }, rsa, { kid: `k${index}` })),
        'UNAUTHENTICATED',
      );
    }
    expect(fresh.asked).toBe(1);
    await fresh.close();
  });

  test('that cannot be had are no fault of the token, and are asked for again', async () => {
    const fresh = await startIssuer([rsa]);
    const check = verifierOf(fresh);
    const token = await sign({ ...claims(), iss: fresh.url }, rsa);
    fresh.down = true;
    await expectCode(check(token), 'STORE_UNAVAILABLE');
    fresh.down = false;
    expect(await check(token)).toMatchObject({ sub: 'person-1' });
    await fresh.close();
    await expectCode(verifierOf(fresh)(token), 'STORE_UNAVAILABLE');
  });

  test('of an issuer with TLS are not asked for without it', async () => {
    const asked: string[] = [];
    const check = createJwtVerifier({
      issuer: 'https://issuer.example',
      audience: AUDIENCE,
      clock,
      fetch: async (url) => {
        asked.push(url);
        return Response.json({ issuer: 'https://issuer.example', jwks_uri: 'http://issuer.example/keys' });
      },
    });
    await expectCode(
      check(await sign({ ...claims(), iss: 'https://issuer.example' }, rsa)),
      'STORE_UNAVAILABLE',
    );
    expect(asked).toEqual(['https://issuer.example/.well-known/openid-configuration']);
  });

  test('of an issuer that calls itself something else are not taken', async () => {
    const fresh = await startIssuer([rsa]);
    fresh.name = 'https://issuer.example';
    const token = await sign({ ...claims(), iss: fresh.url }, rsa);
    await expectCode(verifierOf(fresh)(token), 'STORE_UNAVAILABLE');
    await fresh.close();
  });
});

describe('whom claims name', () => {
  const acme = TenantId.parse('acme');

  test('the one tenant of an installation, whatever a token says of tenants', () => {
    const { member } = createAwsAccess({ tenant: acme }, clock);
    expect(member({ sub: 's', 'custom:tenant': 'rival' })).toEqual({ tenant: 'acme', subject: 's' });
  });

  test('the tenant of the claim that is configured', () => {
    const { member } = createAwsAccess({ tenantClaim: 'custom:tenant' }, clock);
    expect(member({ sub: 's', 'custom:tenant': 'rival' })).toEqual({ tenant: 'rival', subject: 's' });
  });

  test.each([
    [{ sub: 's' }],
    [{ sub: 's', tenant: '' }],
    [{ sub: 's', tenant: '../acme' }],
    [{ sub: 's', tenant: 'ACME' }],
    [{ sub: 's', tenant: ['acme'] }],
    [{ sub: 's', tenant: { toString: 'acme' } }],
    [{ tenant: 'acme' }],
    [{ sub: '', tenant: 'acme' }],
    [{ sub: 7, tenant: 'acme' }],
    [{ sub: 's', tenant: 'acme', token_use: 'id' }],
    [{ sub: 's', tenant: 'acme', at_hash: 'x' }],
  ])('nobody: %j', (given) => {
    const { member } = createAwsAccess({ tenantClaim: 'tenant' }, clock);
    expect(() => member(given)).toThrowError(expect.objectContaining({ code: 'ACCESS_DENIED' }));
  });

  test('nobody where neither a tenant nor a claim is configured', () => {
    const { member } = createAwsAccess({}, clock);
    expect(() => member({ sub: 's', tenant: 'acme' })).toThrowError(
      expect.objectContaining({ code: 'ACCESS_DENIED' }),
    );
  });

  test('no token is taken where no issuer is configured', async () => {
    await expectCode(createAwsAccess({ tenant: acme }, clock).verify('x'), 'CONFIG_INVALID');
  });
});

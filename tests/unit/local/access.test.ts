import { once } from 'node:events';
import { stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { expect, onTestFinished, test } from 'vitest';
import { createLocalAccess } from '#local/access.ts';
import { makeOwnerToken, readOwnerToken } from '#local/owner-token.ts';
import { systemClock } from '#shared/node/clock.ts';
import { temporaryFolder } from '#tests/local-ports.ts';

async function openAccess() {
  const tokenPath = join(await temporaryFolder(), 'owner-token');
  const token = await makeOwnerToken(tokenPath);
  return {
    tokenPath,
    token,
    access: createLocalAccess({ tokenPath, issuer: undefined, clock: systemClock }),
  };
}

test('the owner’s token is made once, is long, and nobody else may read it', async () => {
  const { tokenPath, token } = await openAccess();
  expect(await makeOwnerToken(tokenPath)).toBe(token);
  expect(await makeOwnerToken(`${tokenPath}-other`)).not.toBe(token);
  expect(token).toMatch(/^reelwright_[\w-]{43}$/);
  expect((await stat(tokenPath)).mode & 0o777).toBe(0o600);
});

test('whoever has the owner’s token is the owner of the one tenant', async () => {
  const { token, access } = await openAccess();
  const claims = await access.verify(token);
  expect(access.member(claims)).toEqual({ tenant: 'local', subject: 'owner' });
});

test.each([
  ['nothing', () => ''],
  ['another token', () => `reelwright_${'a'.repeat(43)}`],
  ['half of it', (token: string) => token.slice(0, -1)],
  ['more than it', (token: string) => `${token}a`],
  ['a JWT of nobody', () => 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJvd25lciJ9.'],
])('%s is refused', async (_, forge) => {
  const { token, access } = await openAccess();
  await expect(access.verify(forge(token))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('without an owner’s token nothing is one', async () => {
  const { tokenPath } = await openAccess();
  const access = createLocalAccess({ tokenPath: `${tokenPath}-none`, issuer: undefined, clock: systemClock });
  await expect(access.verify('')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('claims that name nobody give no member', async () => {
  const { access } = await openAccess();
  expect(() => access.member({})).toThrow(expect.objectContaining({ code: 'ACCESS_DENIED' }));
});

test('a file that holds no token is told of, and not used', async () => {
  const { tokenPath } = await openAccess();
  await writeFile(tokenPath, 'letmein\n');
  await expect(readOwnerToken(tokenPath)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
});

test('a token of the issuer that is configured is taken beside the owner’s', async () => {
  // Prepare
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const server = createServer((request, response) => {
    const issuer = `http://${request.headers.host}`;
    const discovery = { issuer, jwks_uri: `${issuer}/keys` };
    response.setHeader('content-type', 'application/json');
    exportJWK(publicKey).then((jwk) => {
      const keys = { keys: [{ ...jwk, kid: 'one', alg: 'ES256', use: 'sig' }] };
      response.end(JSON.stringify(request.url === '/keys' ? keys : discovery));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { tokenPath, token } = await openAccess();
  const access = createLocalAccess({ tokenPath, issuer: { issuer, audience: 'studio' }, clock: systemClock });
  const sign = (audience: string) =>
    new SignJWT({})
      .setProtectedHeader({ alg: 'ES256', kid: 'one' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject('ada')
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(privateKey);
  // Act and assess
  const claims = await access.verify(await sign('studio'));
  expect(access.member(claims)).toEqual({ tenant: 'local', subject: 'ada' });
  expect(access.member(await access.verify(token)).subject).toBe('owner');
  await expect(access.verify(await sign('elsewhere'))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

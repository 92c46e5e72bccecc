import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

/** Key of an issuer under test. */
export interface IssuerKey {
  kid: string;
  alg: string;
  privateKey: CryptoKey;
  publicKey: CryptoKey;
}

/** Makes a key. */
export async function makeKey(kid: string, alg: string): Promise<IssuerKey> {
  return { kid, alg, ...(await generateKeyPair(alg, { extractable: true })) };
}

/** An issuer of tokens on a free port of this machine, as OpenID Connect describes one. */
export interface TokenIssuer {
  url: string;
  /** Keys that it tells of; may be changed. */
  keys: IssuerKey[];
  /** What it calls itself; may be changed. */
  name: string;
  /** Answers everything with 500 while true. */
  down: boolean;
  /** How often its keys were asked for. */
  asked: number;
  close(): Promise<void>;
}

/** Starts an issuer with these keys. */
export async function startIssuer(keys: IssuerKey[]): Promise<TokenIssuer> {
  const server = createServer(async (request, response) => {
    if (issuer.down) return void response.writeHead(500).end();
    const json = (body: unknown) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.url === '/.well-known/openid-configuration') {
      json({ issuer: issuer.name, jwks_uri: `${issuer.url}/keys` });
    } else if (request.url === '/keys') {
      issuer.asked += 1;
      const exported = issuer.keys.map(async ({ kid, alg, publicKey }) => ({
        ...(await exportJWK(publicKey)),
        kid,
        alg,
        use: 'sig',
      }));
      json({ keys: await Promise.all(exported) });
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer: TokenIssuer = {
    url,
    keys,
    name: url,
    down: false,
    asked: 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return issuer;
}

/** Signs claims with a key; `header` overrides what is said of it. */
export function sign(claims: JWTPayload, key: IssuerKey, header: object = {}): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: key.alg, kid: key.kid, typ: 'JWT', ...header })
    .sign(key.privateKey);
}

/** A token of any header and claims, with any signature; nothing is checked. */
export function forge(header: object, claims: object, signature = ''): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part(header)}.${part(claims)}.${signature}`;
}

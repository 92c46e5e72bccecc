import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  type JSONWebKeySet,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from 'jose';
import type { Deployment } from '#tests/rehearsal/assembly/deployment.ts';

/** Whose tokens the template takes, and for whom they must be. */
export interface Issuer {
  issuer: string;
  audience: string;
}

type SigningKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

const ALGORITHM = 'RS256';
const KEY_ID = 'rehearsal';

/** Stands for the issuer that the template names, with keys of its own: everything but the keys is the template's. */
export class Tokens {
  readonly #key: SigningKey;
  readonly #keys: JSONWebKeySet;

  private constructor(key: SigningKey, keys: JSONWebKeySet) {
    this.#key = key;
    this.#keys = keys;
  }

  /** Makes the issuer's keys. */
  static async open(): Promise<Tokens> {
    const { privateKey, publicKey } = await generateKeyPair(ALGORITHM);
    const key = { ...(await exportJWK(publicKey)), kid: KEY_ID, alg: ALGORITHM, use: 'sig' };
    return new Tokens(privateKey, { keys: [key] });
  }

  /** The issuer that functions are told of. Throws when the template has none, or several. */
  issuerOf(deployment: Deployment): Issuer {
    const [only, ...more] = issuersOf(deployment);
    if (only === undefined) throw new Error('No function is told of an issuer of tokens.');
    if (more.length > 0) throw new Error('Functions are told of several issuers of tokens.');
    return only;
  }

  /** Hosts under which the issuer's keys are asked for. */
  hostsOf(deployment: Deployment): string[] {
    return issuersOf(deployment).map(({ issuer }) => new URL(issuer).host);
  }

  /** Signs an access token that is valid for ten minutes. */
  async sign({ issuer, audience }: Issuer, claims: JWTPayload & { sub: string }): Promise<string> {
    return new SignJWT({ token_use: 'access', ...claims })
      .setProtectedHeader({ alg: ALGORITHM, kid: KEY_ID })
      .setIssuer(issuer)
      .setAudience(audience)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime('10m')
      .sign(this.#key);
  }

  /** The claims of a token that is the issuer's and for one of the audiences; undefined of any other. */
  async verify(token: string, issuer: string, audiences: readonly string[]): Promise<JWTPayload | undefined> {
    try {
      const { payload } = await jwtVerify(token, createLocalJWKSet(this.#keys), { issuer });
      const meantFor = payload.aud === undefined ? [payload.client_id] : [payload.aud].flat();
      return meantFor.some((one) => audiences.includes(String(one))) ? payload : undefined;
    } catch {
      return undefined;
    }
  }

  /** Answers as the issuer's server does: where its keys are, and its keys. */
  serve(request: IncomingMessage, response: ServerResponse): void {
    const host = String(request.headers['x-forwarded-host'] ?? request.headers.host);
    const { pathname } = new URL(request.url ?? '/', `https://${host}`);
    const discovery = '/.well-known/openid-configuration';
    const issuer = `https://${host}${pathname.slice(0, -discovery.length)}/`;
    const body = pathname.endsWith(discovery) ? { issuer, jwks_uri: `${issuer}keys` } : this.#keys;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }
}

function issuersOf(deployment: Deployment): Issuer[] {
  const functions = deployment.resources<{ Environment?: { Variables?: Record<string, string> } }>(
    'AWS::Lambda::Function',
  );
  const found = new Map<string, Issuer>();
  for (const { properties } of functions) {
    const { REELWRIGHT_ISSUER: issuer, REELWRIGHT_AUDIENCE: audience } =
      properties.Environment?.Variables ?? {};
    if (issuer !== undefined && audience !== undefined) {
      found.set(`${issuer} ${audience}`, { issuer, audience });
    }
  }
  return [...found.values()];
}

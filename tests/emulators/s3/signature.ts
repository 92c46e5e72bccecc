import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { S3Error } from '#tests/emulators/s3/s3-error.ts';

/** Keys of somebody. */
export interface Credential {
  secretAccessKey: string;
  /** Of a role's session. */
  sessionToken?: string;
  /** Who the keys stand for, as the `authorise` hook wants to hear it; the access key without. */
  principal?: string;
}

/** What a verified signature says about the request. */
export interface Signed {
  principal: string;
  by: 'REST-HEADER' | 'REST-QUERY-STRING';
  /** Value of x-amz-content-sha256 that was signed. */
  payload: string;
  /** For the signatures of chunks: of the string before, `x-amz-date`, scope, key. */
  signature: string;
  date: string;
  scope: string;
  key: Buffer;
}

type Request = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;
interface Verifier {
  region: string;
  now: number;
  credentialOf(accessKeyId: string): Credential | undefined;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
const SKEW_MS = 15 * 60_000;
const MAX_EXPIRES_SECONDS = 604_800;

/**
 * Verifies Signature Version 4 as S3 does, from the Authorization header or the query; `undefined` for a request that has
 * neither. Throws the service's errors.
 */
export function verifySignature(request: Request, verifier: Verifier): Signed | undefined {
  const [path = '', query = ''] = (request.url ?? '').split(/\?(.*)/s);
  const params = new Map(parseQuery(query));
  const authorization = request.headers.authorization;
  if (authorization && params.has('X-Amz-Algorithm')) {
    throw new S3Error('InvalidArgument', 'Only one auth mechanism allowed.');
  }
  if (params.has('X-Amz-Algorithm')) return verifyQuery(request, path, query, params, verifier);
  if (!authorization) return undefined;
  const match = new RegExp(
    `^${ALGORITHM} Credential=([^,\\s]+),\\s*SignedHeaders=([^,\\s]+),\\s*Signature=([0-9a-f]{64})$`,
  ).exec(authorization);
  if (!match) throw new S3Error('AuthorizationHeaderMalformed');
  const [, credential = '', signedHeaders = '', signature = ''] = match;
  const payload = header(request, 'x-amz-content-sha256');
  if (!payload) {
    throw new S3Error('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
  }
  const date = header(request, 'x-amz-date') ?? '';
  const time = parseDate(date);
  if (Number.isNaN(time)) {
    throw new S3Error('AccessDenied', 'AWS authentication requires a valid Date or x-amz-date header');
  }
  if (Math.abs(time - verifier.now) > SKEW_MS) throw new S3Error('RequestTimeTooSkewed');
  const malformed = 'AuthorizationHeaderMalformed';
  return verify({
    request,
    path,
    query,
    verifier,
    credential,
    signedHeaders,
    signature,
    payload,
    date,
    malformed,
  });
}

function verifyQuery(
  request: Request,
  path: string,
  query: string,
  params: Map<string, string>,
  verifier: Verifier,
): Signed {
  const malformed = 'AuthorizationQueryParametersError';
  const [algorithm, credential, date, expires, signedHeaders, signature] = [
    'X-Amz-Algorithm',
    'X-Amz-Credential',
    'X-Amz-Date',
    'X-Amz-Expires',
    'X-Amz-SignedHeaders',
    'X-Amz-Signature',
  ].map((name) => {
    const value = params.get(name);
    if (value) return value;
    throw new S3Error(
      malformed,
      'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
    );
  }) as [string, string, string, string, string, string];
  if (algorithm !== ALGORITHM)
    throw new S3Error(malformed, 'X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"');
  const time = parseDate(date);
  if (Number.isNaN(time)) throw new S3Error(malformed, 'X-Amz-Date must be in the ISO8601 format');
  const seconds = /^\d{1,7}$/.test(expires) ? Number(expires) : Number.NaN;
  if (!(seconds >= 1 && seconds <= MAX_EXPIRES_SECONDS)) {
    throw new S3Error(malformed, 'X-Amz-Expires must be between 1 and 604800 seconds');
  }
  const payload =
    params.get('X-Amz-Content-Sha256') ?? header(request, 'x-amz-content-sha256') ?? 'UNSIGNED-PAYLOAD';
  const unsigned = query
    .split('&')
    .filter((part) => !part.startsWith('X-Amz-Signature='))
    .join('&');
  const signed = verify({
    ...{
      request,
      path,
      query: unsigned,
      verifier,
      credential,
      signedHeaders,
      signature,
      payload,
      date,
      malformed,
    },
    token: params.get('X-Amz-Security-Token') ?? '',
  });
  if (time - SKEW_MS > verifier.now) throw new S3Error('AccessDenied', 'Request is not yet valid');
  if (time + seconds * 1000 < verifier.now) {
    throw new S3Error('AccessDenied', 'Request has expired', { 'X-Amz-Expires': expires });
  }
  return signed;
}

interface Claim {
  request: Request;
  path: string;
  query: string;
  verifier: Verifier;
  credential: string;
  signedHeaders: string;
  signature: string;
  payload: string;
  date: string;
  malformed: 'AuthorizationHeaderMalformed' | 'AuthorizationQueryParametersError';
  /** Of the query; of the header without. */
  token?: string;
}

function verify(claim: Claim): Signed {
  const { request, verifier, signature, payload, date, malformed } = claim;
  const [accessKeyId = '', day, region, service, end, ...rest] = claim.credential.split('/');
  if (rest.length > 0 || end !== 'aws4_request' || service !== 's3' || day !== date.slice(0, 8)) {
    throw new S3Error(
      malformed,
      'The Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/s3/aws4_request".',
    );
  }
  if (region !== verifier.region) {
    const message = `The region '${region}' is wrong; expecting '${verifier.region}'`;
    throw new S3Error(malformed, message, { Region: verifier.region });
  }
  const owner = verifier.credentialOf(accessKeyId);
  if (!owner) throw new S3Error('InvalidAccessKeyId', undefined, { AWSAccessKeyId: accessKeyId });
  const names = claim.signedHeaders.split(';');
  checkSignedHeaders(request, names, claim.token !== undefined);
  const token = claim.token ?? header(request, 'x-amz-security-token') ?? '';
  if (token !== (owner.sessionToken ?? '')) throw new S3Error('InvalidToken');
  const canonical = [
    request.method,
    claim.path
      .split('/')
      .map((part) => encode(decode(part)))
      .join('/'),
    canonicalQuery(claim.query),
    ...names.map((name) => `${name}:${(header(request, name) ?? '').trim().replace(/ +/g, ' ')}`),
    '',
    claim.signedHeaders,
    payload,
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const key = [day, region, 's3', 'aws4_request'].reduce<Buffer>(
    (made, part) => hmac(made, part ?? ''),
    Buffer.from(`AWS4${owner.secretAccessKey}`),
  );
  const expected = signText(key, `${ALGORITHM}\n${date}\n${scope}\n${sha256(canonical)}`);
  if (!equal(expected, signature)) {
    throw new S3Error('SignatureDoesNotMatch', undefined, { CanonicalRequest: canonical });
  }
  const by = claim.token === undefined ? 'REST-HEADER' : 'REST-QUERY-STRING';
  return { principal: owner.principal ?? accessKeyId, by, payload, signature, date, scope, key };
}

/** Host and every x-amz-* header that is there must be signed. */
function checkSignedHeaders(request: Request, names: readonly string[], inQuery: boolean): void {
  const missing = Object.keys(request.headers).filter(
    (name) =>
      (name === 'host' || (name.startsWith('x-amz-') && !(inQuery && name === 'x-amz-content-sha256'))) &&
      !names.includes(name),
  );
  if (missing.length > 0) {
    const message = 'There were headers present in the request which were not signed';
    throw new S3Error('AccessDenied', message, { HeadersNotSigned: missing.join(', ') });
  }
}

function canonicalQuery(query: string): string {
  return parseQuery(query)
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** Names and values of a query string, decoded; a `+` stays one. */
export function parseQuery(query: string): [string, string][] {
  if (query === '') return [];
  return query.split('&').map((part) => {
    const [name = '', value = ''] = part.split(/=(.*)/s);
    return [decode(name), decode(value)];
  });
}

/** Resolves percent escapes; throws `InvalidURI`. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error('InvalidURI');
  }
}

/** Hex HMAC-SHA-256 of a string to sign. */
export function signText(key: Buffer, text: string): string {
  return hmac(key, text).toString('hex');
}

/** Whether two signatures are the same, in constant time. */
export function equal(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

function encode(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function header(request: Request, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}

/** Epoch ms of `20130524T000000Z`, or NaN. */
function parseDate(text: string): number {
  const parts = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  if (!parts) return Number.NaN;
  const [, year, month, day, hour, minute, second] = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

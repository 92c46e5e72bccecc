import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Credentials } from '#tests/rehearsal/iam/principals.ts';

/** A request as it is signed; names of headers in lower case. */
export interface Signable {
  method: string;
  /** Path with query. */
  url: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Buffer;
}

/** What the `Authorization` header says before the signature is looked at. */
export interface CredentialScope {
  accessKeyId: string;
  /** `20261120`. */
  day: string;
  region: string;
  service: string;
  signedHeaders: readonly string[];
  signature: string;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';

/** Takes the `Authorization` header apart; undefined for a request that is not signed in this way. */
export function scopeOf(headers: Signable['headers']): CredentialScope | undefined {
  const [, accessKeyId, day, region, service, names, signature] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request,\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/.exec(
      String(headers.authorization ?? ''),
    ) ?? [];
  if (!accessKeyId || !day || !region || !service || !names || !signature) return undefined;
  return { accessKeyId, day, region, service, signature, signedHeaders: names.split(';') };
}

/** Whether the signature of a request is that of these credentials, and their session's token comes with it. */
export function isSignedBy(request: Signable, scope: CredentialScope, credentials: Credentials): boolean {
  if (request.headers['x-amz-security-token'] !== credentials.sessionToken) return false;
  const expected = signatureOf(request, scope, credentials.secretAccessKey);
  return timingSafeEqual(Buffer.from(expected), Buffer.from(scope.signature));
}

/** The headers of a request, with the signature of these credentials. */
export function signed(
  request: Signable,
  to: { service: string; region: string; credentials: Credentials },
): Record<string, string> {
  const { credentials, service, region } = to;
  const date = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) headers[name] = String(value);
  headers['x-amz-date'] = date;
  if (credentials.sessionToken !== '') headers['x-amz-security-token'] = credentials.sessionToken;
  const scope: CredentialScope = {
    accessKeyId: credentials.accessKeyId,
    day: date.slice(0, 8),
    region,
    service,
    signedHeaders: Object.keys(headers).sort(),
    signature: '',
  };
  const signature = signatureOf({ ...request, headers }, scope, credentials.secretAccessKey);
  const credential = `${scope.accessKeyId}/${scopeText(scope)}`;
  headers.authorization = `${ALGORITHM} Credential=${credential}, SignedHeaders=${scope.signedHeaders.join(';')}, Signature=${signature}`;
  return headers;
}

function scopeText({ day, region, service }: CredentialScope): string {
  return `${day}/${region}/${service}/aws4_request`;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html; paths are encoded twice (all but S3). */
function signatureOf(request: Signable, scope: CredentialScope, secret: string): string {
  const [path = '/', query = ''] = request.url.split(/\?(.*)/s);
  const parameters = query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => (part.includes('=') ? part : `${part}=`))
    .sort();
  const headers = scope.signedHeaders.map(
    (name) =>
      `${name}:${String(request.headers[name] ?? '')
        .trim()
        .replace(/ +/g, ' ')}\n`,
  );
  const canonical = [
    request.method,
    path.split('/').map(encodeURIComponent).join('/'),
    parameters.join('&'),
    headers.join(''),
    scope.signedHeaders.join(';'),
    sha256(request.body),
  ].join('\n');
  const date = String(request.headers['x-amz-date'] ?? '');
  const text = [ALGORITHM, date, scopeText(scope), sha256(Buffer.from(canonical))].join('\n');
  const key = [scope.day, scope.region, scope.service, 'aws4_request'].reduce<string | Buffer>(
    (above, part) => hmac(above, part),
    `AWS4${secret}`,
  );
  return hmac(key, text).toString('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

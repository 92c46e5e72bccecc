import type { Answer } from '#tests/emulators/s3/exchange.ts';
import { S3Error } from '#tests/emulators/s3/s3-error.ts';
import type { CorsRule } from '#tests/emulators/s3/store.ts';

type Headers = Readonly<Record<string, string>>;

/** The answer to a preflight, from the bucket's rules; throws `AccessForbidden`. */
export function preflight(rules: readonly CorsRule[] | undefined, headers: Headers): Answer {
  if (!rules) throw new S3Error('AccessForbidden', 'CORSResponse: CORS is not enabled for this bucket.');
  const method = headers['access-control-request-method'];
  if (headers.origin === undefined || method === undefined) {
    throw new S3Error('AccessForbidden', 'Insufficient information. Origin request header needed.');
  }
  const asked = (headers['access-control-request-headers'] ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  const rule = find(rules, headers.origin, method, asked);
  if (!rule) throw new S3Error('AccessForbidden');
  return {
    status: 200,
    headers: {
      ...allowHeaders(rule, headers.origin),
      'access-control-allow-methods': rule.allowedMethods.join(', '),
      ...(asked.length > 0 ? { 'access-control-allow-headers': asked.join(', ') } : {}),
      ...(rule.maxAgeSeconds === undefined ? {} : { 'access-control-max-age': String(rule.maxAgeSeconds) }),
    },
  };
}

/** What is added to the answer of a request with an origin; nothing when no rule allows it. */
export function corsHeaders(
  rules: readonly CorsRule[] | undefined,
  headers: Headers,
  method: string,
): Record<string, string> {
  if (!rules || headers.origin === undefined) return {};
  const rule = find(rules, headers.origin, method, []);
  return rule ? allowHeaders(rule, headers.origin) : {};
}

function find(rules: readonly CorsRule[], origin: string, method: string, asked: readonly string[]) {
  return rules.find(
    (rule) =>
      rule.allowedMethods.includes(method) &&
      rule.allowedOrigins.some((pattern) => matches(pattern, origin)) &&
      asked.every((name) => rule.allowedHeaders?.some((pattern) => matches(pattern.toLowerCase(), name))),
  );
}

function allowHeaders(rule: CorsRule, origin: string): Record<string, string> {
  const any = rule.allowedOrigins.includes('*');
  return {
    'access-control-allow-origin': any ? '*' : origin,
    ...(any ? {} : { 'access-control-allow-credentials': 'true' }),
    ...(rule.exposeHeaders?.length ? { 'access-control-expose-headers': rule.exposeHeaders.join(', ') } : {}),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

function matches(pattern: string, value: string): boolean {
  const [before = '', after] = pattern.split('*');
  if (after === undefined) return pattern === value;
  return value.length >= before.length + after.length && value.startsWith(before) && value.endsWith(after);
}

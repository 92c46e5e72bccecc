import {
  type Answer,
  type Exchange,
  encryptionHeaders,
  unquoted,
  versionHeader,
} from '#tests/emulators/s3/exchange.ts';
import { S3Error } from '#tests/emulators/s3/s3-error.ts';
import type { StoredObject } from '#tests/emulators/s3/store.ts';

/** GetObject and HeadObject: conditions, one range, checksums and headers that the request asks for. */
export async function readObject(exchange: Exchange, withBody: boolean): Promise<Answer> {
  const { bucket, key, query, headers, guard } = exchange;
  if (query.has('partNumber')) throw new S3Error('NotImplemented');
  const versionId = query.get('versionId');
  await guard.check(versionId === undefined ? 'GetObject' : 'GetObjectVersion', bucket.name, key);
  const object = versionId === undefined ? bucket.latest(key) : bucket.version(key, versionId);
  if (!object) throw await guard.missing(bucket, key);
  await guard.checkKey('Decrypt', object.kmsKeyArn);
  checkReadConditions(object, headers);
  const range = parseRange(headers.range, object.bytes.byteLength);
  const bytes = range ? object.bytes.subarray(range.from, range.to + 1) : object.bytes;
  const answer: Record<string, string> = {
    ...object.headers,
    ...overrides(exchange),
    'accept-ranges': 'bytes',
    'content-length': String(bytes.byteLength),
    etag: object.eTag,
    'last-modified': new Date(object.modified).toUTCString(),
    ...encryptionHeaders(object.kmsKeyArn),
    ...versionHeader(exchange, object.versionId),
  };
  if (range) answer['content-range'] = `bytes ${range.from}-${range.to}/${object.bytes.byteLength}`;
  if (headers['x-amz-checksum-mode']?.toUpperCase() === 'ENABLED' && !range) {
    const { algorithm, value, type } = object.checksum;
    answer[`x-amz-checksum-${algorithm}`] = value;
    answer['x-amz-checksum-type'] = type;
  }
  return { status: range ? 206 : 200, headers: answer, ...(withBody ? { body: bytes } : {}) };
}

/** `response-content-disposition` and its like, which only signed requests may ask for. */
function overrides({ query, signed }: Exchange): Record<string, string> {
  const asked = [...query].filter(([name]) => name.startsWith('response-'));
  if (asked.length > 0 && !signed) {
    throw new S3Error(
      'InvalidRequest',
      'Request specific response headers cannot be used for anonymous GET requests.',
    );
  }
  return Object.fromEntries(
    asked.map(([name, value]) => {
      if (/[^\t\x20-\x7e]/.test(value))
        throw new S3Error('InvalidArgument', 'Header value cannot be represented using ISO-8859-1.');
      return [name.slice('response-'.length), value];
    }),
  );
}

function checkReadConditions(object: StoredObject, headers: Readonly<Record<string, string>>): void {
  const has = (tags: string) =>
    tags.split(',').some((tag) => tag.trim() === '*' || unquoted(tag.trim()) === unquoted(object.eTag));
  const second = Math.floor(object.modified / 1000);
  const since = (name: string) => Math.floor(Date.parse(headers[name] ?? '') / 1000);
  if (headers['if-match'] !== undefined) {
    if (!has(headers['if-match']))
      throw new S3Error('PreconditionFailed', undefined, { Condition: 'If-Match' });
  } else if (second > since('if-unmodified-since')) {
    throw new S3Error('PreconditionFailed', undefined, { Condition: 'If-Unmodified-Since' });
  }
  if (headers['if-none-match'] !== undefined) {
    if (has(headers['if-none-match'])) throw new S3Error('NotModified');
  } else if (second <= since('if-modified-since')) throw new S3Error('NotModified');
}

/** First and last byte; `undefined` for no range, several, and one that is not understood. Throws `InvalidRange`. */
function parseRange(header: string | undefined, size: number): { from: number; to: number } | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (from >= size || (first === '' && Number(last) === 0)) {
    throw new S3Error('InvalidRange', undefined, { RangeRequested: header ?? '', ActualObjectSize: size });
  }
  return { from, to };
}

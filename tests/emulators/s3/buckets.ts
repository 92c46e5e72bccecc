import { type Answer, bodyOf, type Exchange } from '#tests/emulators/s3/exchange.ts';
import { S3Error } from '#tests/emulators/s3/s3-error.ts';
import type { CorsRule } from '#tests/emulators/s3/store.ts';
import { elements, text, toXml } from '#tests/emulators/s3/xml.ts';

const MAX_KEYS = 1000;

/** ListObjectsV2: prefix, delimiter and pages. */
export async function listObjects({ bucket, query, guard }: Exchange): Promise<Answer> {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const asked = query.get('max-keys');
  await guard.check('ListBucket', bucket.name, undefined, {
    ...(query.has('prefix') ? { 's3:prefix': prefix } : {}),
    ...(delimiter === '' ? {} : { 's3:delimiter': delimiter }),
    ...(asked === undefined ? {} : { 's3:max-keys': asked }),
  });
  if (query.get('list-type') !== '2') throw new S3Error('NotImplemented');
  const max = Math.min(MAX_KEYS, Number(asked ?? MAX_KEYS));
  if (!(max >= 0))
    throw new S3Error('InvalidArgument', 'Provided max-keys not an integer or within integer range');
  const token = query.get('continuation-token');
  const after = token === undefined ? (query.get('start-after') ?? '') : fromToken(token);
  const encode = query.get('encoding-type') === 'url' ? encodeURIComponent : (name: string) => name;
  const names = listed(
    [...bucket.objects.keys()].filter((key) => bucket.latest(key)),
    prefix,
    delimiter,
  );
  const rest = names.filter((name) => Buffer.compare(Buffer.from(name), Buffer.from(after)) > 0);
  const page = rest.slice(0, max);
  const isPrefix = (name: string) => delimiter !== '' && name.indexOf(delimiter, prefix.length) >= 0;
  const truncated = page.length < rest.length && max > 0;
  return {
    status: 200,
    body: toXml('ListBucketResult', {
      ...{
        Name: bucket.name,
        Prefix: encode(prefix),
        KeyCount: page.length,
        MaxKeys: max,
        IsTruncated: truncated,
      },
      ...(delimiter === '' ? {} : { Delimiter: encode(delimiter) }),
      ...(query.has('encoding-type') ? { EncodingType: 'url' } : {}),
      ...(truncated ? { NextContinuationToken: Buffer.from(page.at(-1) ?? '').toString('base64url') } : {}),
      Contents: page
        .filter((name) => !isPrefix(name))
        .map((name) => {
          const object = bucket.latest(name);
          return {
            ...{ Key: encode(name), Size: object?.bytes.byteLength, ETag: object?.eTag },
            ...{ LastModified: new Date(object?.modified ?? 0).toISOString(), StorageClass: 'STANDARD' },
          };
        }),
      CommonPrefixes: page.filter(isPrefix).map((name) => ({ Prefix: encode(name) })),
    }),
  };
}

/** Keys below the prefix and, with a delimiter, what they have in common; in the order of their UTF-8 bytes. */
function listed(keys: string[], prefix: string, delimiter: string): string[] {
  const names = keys
    .filter((key) => key.startsWith(prefix))
    .map((key) => {
      const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
      return end < 0 ? key : key.slice(0, end + delimiter.length);
    });
  return [...new Set(names)].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

function fromToken(token: string): string {
  const name = Buffer.from(token, 'base64url').toString();
  if (Buffer.from(name).toString('base64url') === token) return name;
  throw new S3Error('InvalidArgument', 'The continuation token provided is incorrect');
}

/** ListObjectVersions, as one page. */
export async function listVersions({ bucket, query, guard }: Exchange): Promise<Answer> {
  await guard.check('ListBucketVersions', bucket.name);
  const prefix = query.get('prefix') ?? '';
  const all = [...bucket.objects]
    .filter(([key]) => key.startsWith(prefix))
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .flatMap(([key, versions]) =>
      versions.toReversed().map((version, at) => ({ key, version, latest: at === 0 })),
    );
  const entry = ({ key, version, latest }: (typeof all)[number]) => ({
    ...{ Key: key, VersionId: version.versionId, IsLatest: latest },
    LastModified: new Date(version.modified).toISOString(),
    ...('bytes' in version ? { ETag: version.eTag, Size: version.bytes.byteLength } : {}),
  });
  return {
    status: 200,
    body: toXml('ListVersionsResult', {
      ...{ Name: bucket.name, Prefix: prefix, IsTruncated: false },
      Version: all.filter(({ version }) => 'bytes' in version).map(entry),
      DeleteMarker: all.filter(({ version }) => 'deleted' in version).map(entry),
    }),
  };
}

/** PutBucketVersioning. */
export async function putVersioning(exchange: Exchange): Promise<Answer> {
  const { bucket, guard } = exchange;
  await guard.check('PutBucketVersioning', bucket.name);
  const status = text((await bodyOf(exchange)).bytes.toString(), 'Status');
  if (status !== 'Enabled' && status !== 'Suspended') throw new S3Error('MalformedXML');
  bucket.options = { ...bucket.options, versioning: status };
  return { status: 200 };
}

/** GetBucketVersioning. */
export async function getVersioning({ bucket, guard }: Exchange): Promise<Answer> {
  await guard.check('GetBucketVersioning', bucket.name);
  return { status: 200, body: toXml('VersioningConfiguration', { Status: bucket.options.versioning }) };
}

/** PutBucketCors. */
export async function putCors(exchange: Exchange): Promise<Answer> {
  const { bucket, guard } = exchange;
  await guard.check('PutBucketCORS', bucket.name);
  const xml = (await bodyOf(exchange)).bytes.toString();
  const cors = elements(xml, 'CORSRule').map((rule): CorsRule => {
    const maxAge = text(rule, 'MaxAgeSeconds');
    return {
      allowedOrigins: elements(rule, 'AllowedOrigin'),
      allowedMethods: elements(rule, 'AllowedMethod'),
      allowedHeaders: elements(rule, 'AllowedHeader'),
      exposeHeaders: elements(rule, 'ExposeHeader'),
      ...(maxAge === undefined ? {} : { maxAgeSeconds: Number(maxAge) }),
    };
  });
  if (cors.some((rule) => rule.allowedOrigins.length === 0 || rule.allowedMethods.length === 0)) {
    throw new S3Error('MalformedXML');
  }
  bucket.options = { ...bucket.options, cors };
  return { status: 200 };
}

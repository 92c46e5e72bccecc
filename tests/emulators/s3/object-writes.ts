import { createHash } from 'node:crypto';
import {
  type Answer,
  bodyOf,
  checkWriteConditions,
  type Exchange,
  encryptionHeaders,
  encryptionKey,
  keptHeaders,
  unquoted,
  versionHeader,
} from '#tests/emulators/s3/exchange.ts';
import { S3Error } from '#tests/emulators/s3/s3-error.ts';
import { elements, text, toXml } from '#tests/emulators/s3/xml.ts';

const UNSUPPORTED = ['x-amz-copy-source', 'x-amz-tagging', 'x-amz-acl', 'x-amz-object-lock-mode'] as const;

/** PutObject. */
export async function putObject(exchange: Exchange): Promise<Answer> {
  const { bucket, key, headers, guard, now } = exchange;
  const unsupported = UNSUPPORTED.find((name) => headers[name] !== undefined);
  if (unsupported) throw new S3Error('NotImplemented', undefined, { Header: unsupported });
  const kmsKeyArn = encryptionKey(exchange);
  await guard.check('PutObject', bucket.name, key);
  await guard.checkKey('GenerateDataKey', kmsKeyArn);
  const { bytes, checksum } = await bodyOf(exchange);
  // Again after the body: of two that wrote at the same time one loses.
  checkWriteConditions(exchange);
  const eTag = `"${createHash('md5').update(bytes).digest('hex')}"`;
  const { algorithm, value } = checksum;
  const stored = bucket.put(key, {
    ...{ bytes, eTag, modified: now, headers: keptHeaders(exchange) },
    checksum: { algorithm, value, type: 'FULL_OBJECT' },
    ...(kmsKeyArn === undefined ? {} : { kmsKeyArn }),
  });
  const { versionId } = stored;
  exchange.created({
    ...{ eventName: 'ObjectCreated:Put', key, size: bytes.byteLength, eTag: unquoted(eTag) },
    versionId: bucket.options.versioning ? versionId : undefined,
  });
  return {
    status: 200,
    headers: {
      etag: eTag,
      ...encryptionHeaders(kmsKeyArn),
      ...versionHeader(exchange, versionId),
      [`x-amz-checksum-${algorithm}`]: value,
      'x-amz-checksum-type': 'FULL_OBJECT',
    },
  };
}

/** DeleteObject: the same answer whether or not there was one. */
export async function deleteObject(exchange: Exchange): Promise<Answer> {
  const { bucket, key, query, guard, now } = exchange;
  const versionId = query.get('versionId');
  await guard.check(versionId === undefined ? 'DeleteObject' : 'DeleteObjectVersion', bucket.name, key);
  const { marker } = bucket.remove(key, versionId, now);
  const headers: Record<string, string> = {};
  if (marker !== undefined) headers['x-amz-delete-marker'] = 'true';
  if (marker !== undefined || versionId !== undefined)
    headers['x-amz-version-id'] = marker ?? versionId ?? '';
  return { status: 204, headers };
}

/** DeleteObjects: up to 1,000 keys, each authorised for itself. */
export async function deleteObjects(exchange: Exchange): Promise<Answer> {
  const { bucket, guard, now } = exchange;
  const { bytes, checksum } = await bodyOf(exchange);
  if (!checksum.given && exchange.headers['content-md5'] === undefined) {
    throw new S3Error(
      'InvalidRequest',
      'Missing required header for this request: Content-MD5 OR x-amz-checksum-*',
    );
  }
  const xml = bytes.toString();
  const wanted = elements(xml, 'Object').map((one) => ({
    key: text(one, 'Key'),
    versionId: text(one, 'VersionId'),
  }));
  if (wanted.length === 0 || wanted.length > 1000) throw new S3Error('MalformedXML');
  const deleted: Record<string, string>[] = [];
  const failed: Record<string, string>[] = [];
  for (const { key = '', versionId } of wanted) {
    try {
      await guard.check(versionId === undefined ? 'DeleteObject' : 'DeleteObjectVersion', bucket.name, key);
      bucket.remove(key, versionId, now);
      deleted.push({ Key: key });
    } catch (error) {
      const { code, message } = error as S3Error;
      failed.push({ Key: key, Code: code, Message: message });
    }
  }
  const shown = text(xml, 'Quiet') === 'true' ? [] : deleted;
  return { status: 200, body: toXml('DeleteResult', { Deleted: shown, Error: failed }) };
}

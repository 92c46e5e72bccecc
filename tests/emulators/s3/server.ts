import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Authorise, Guard } from '#tests/emulators/s3/access.ts';
import { corsHeaders, preflight } from '#tests/emulators/s3/cors.ts';
import type { Answer, Exchange, ObjectCreated } from '#tests/emulators/s3/exchange.ts';
import { operationOf } from '#tests/emulators/s3/operations.ts';
import { S3Error } from '#tests/emulators/s3/s3-error.ts';
import { type Credential, decode, parseQuery, verifySignature } from '#tests/emulators/s3/signature.ts';
import { Bucket, type BucketOptions } from '#tests/emulators/s3/store.ts';
import { toXml } from '#tests/emulators/s3/xml.ts';

/** What an S3 of tests is made of. */
export interface S3Options {
  region: string;
  /** Keys that are known, by access key id. */
  credentials: Readonly<Record<string, Credential>> | ((accessKeyId: string) => Credential | undefined);
  buckets?: Readonly<Record<string, BucketOptions>>;
  /** Without it whoever has known keys may do everything. */
  authorise?: Authorise;
  /** Called after the object can be read and before the writer is answered. */
  onObjectCreated?(created: ObjectCreated): void;
  /** Called for each answered request. Bytes are those of the bodies on the wire. */
  onRequest?(request: {
    operation: string;
    bucket: string;
    key: string;
    status: number;
    bytesIn: number;
    bytesOut: number;
  }): void;
  /** Epoch ms. */
  now?(): number;
}

/** An S3 in memory that is as strict as the service about signatures, checksums, conditions and multipart uploads. */
export interface S3 {
  /** Answers one request of an HTTP server of any kind; path-style addresses only. Never rejects. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** For tests that look behind the API or do damage there. */
  buckets: Map<string, Bucket>;
  /** Forgets everything. */
  close(): void;
}

/** Makes one that listens to nothing by itself. */
export function createS3(options: S3Options): S3 {
  const buckets = new Map<string, Bucket>();
  for (const [name, more] of Object.entries(options.buckets ?? {})) buckets.set(name, new Bucket(name, more));
  let sequence = 0;
  const now = options.now ?? Date.now;

  async function answer(request: IncomingMessage, seen: { operation: string; bucket: string; key: string }) {
    const [path = '', search = ''] = (request.url ?? '/').split(/\?(.*)/s);
    const [, name = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
    seen.bucket = decode(name);
    seen.key = decode(key);
    if (Buffer.byteLength(seen.key) > 1024) throw new S3Error('KeyTooLongError');
    const query = new Map(parseQuery(search));
    const headers: Record<string, string> = {};
    for (const [field, value] of Object.entries(request.headers)) headers[field] = String(value);
    if (request.method === 'OPTIONS') {
      seen.operation = 'Preflight';
      return preflight(buckets.get(seen.bucket)?.options.cors, headers);
    }
    const signed = verifySignature(request, {
      ...{ region: options.region, now: now() },
      credentialOf: (id) =>
        typeof options.credentials === 'function' ? options.credentials(id) : options.credentials[id],
    });
    if (signed?.by === 'REST-QUERY-STRING') {
      for (const [field, value] of query) if (/^x-amz-[a-z0-9-]+$/.test(field)) headers[field] = value;
    }
    const operation = operationOf(request.method ?? '', seen.key !== '', query);
    seen.operation = operation.name;
    const guard = new Guard(options.authorise, signed, headers, options.region);
    if (operation.name === 'CreateBucket') {
      await guard.check('CreateBucket', seen.bucket);
      if (buckets.has(seen.bucket)) throw new S3Error('BucketAlreadyOwnedByYou');
      buckets.set(seen.bucket, new Bucket(seen.bucket, {}));
      return { status: 200, headers: { location: `/${seen.bucket}` } };
    }
    const bucket = buckets.get(seen.bucket);
    if (!bucket) throw new S3Error('NoSuchBucket', undefined, { BucketName: seen.bucket });
    const exchange: Exchange = {
      ...{ bucket, key: seen.key, headers, query, guard, signed, request, now: now() },
      created: (event) => {
        sequence += 1;
        const sequencer = sequence.toString(16).toUpperCase().padStart(18, '0');
        options.onObjectCreated?.({ ...event, bucket: bucket.name, sequencer, principal: signed?.principal });
      },
    };
    const result = await operation.run(exchange);
    return {
      ...result,
      headers: { ...result.headers, ...corsHeaders(bucket.options.cors, headers, request.method ?? '') },
    };
  }

  return {
    buckets,
    close: () => buckets.clear(),
    async handle(request, response) {
      const seen = { operation: 'Unknown', bucket: '', key: '' };
      const id = randomBytes(8).toString('hex').toUpperCase();
      let result: Answer;
      try {
        result = await answer(request, seen);
      } catch (error) {
        result = errorAnswer(error, request, seen, id);
      }
      // The rest of a refused body is not waited for.
      if (!request.complete) {
        request.resume();
        response.shouldKeepAlive = false;
      }
      const body = request.method === 'HEAD' || result.body === undefined ? '' : result.body;
      const type = typeof result.body === 'string' ? { 'content-type': 'application/xml' } : {};
      const length =
        result.status === 204 || result.status === 304
          ? {}
          : { 'content-length': String(Buffer.byteLength(body)) };
      const fixed = { 'x-amz-request-id': id, 'x-amz-id-2': id, server: 'AmazonS3' };
      response.writeHead(result.status, { ...fixed, ...length, ...type, ...result.headers });
      response.end(body);
      const bytesIn = Number(request.headers['content-length'] ?? 0);
      options.onRequest?.({ ...seen, status: result.status, bytesIn, bytesOut: Buffer.byteLength(body) });
    },
  };
}

function errorAnswer(
  error: unknown,
  request: IncomingMessage,
  seen: { bucket: string; key: string },
  id: string,
): Answer {
  const known = error instanceof S3Error ? error : new S3Error('InternalError', (error as Error).stack);
  if (known.status === 304) return { status: 304 };
  if (request.method === 'HEAD') return { status: known.status };
  const resource = `/${seen.bucket}${seen.key === '' ? '' : `/${seen.key}`}`;
  const tree = {
    Code: known.code,
    Message: known.message,
    ...known.fields,
    Resource: resource,
    RequestId: id,
    HostId: id,
  };
  const range =
    known.code === 'InvalidRange' ? { 'content-range': `bytes */${known.fields.ActualObjectSize}` } : {};
  return { status: known.status, headers: range, body: toXml('Error', tree, false) };
}

/** Whether a request is meant for S3, for a gateway of several services: its credential says so, or it is a preflight. */
export function isForS3({
  method,
  url = '',
  headers,
}: Pick<IncomingMessage, 'method' | 'url' | 'headers'>): boolean {
  const claim =
    headers.authorization ?? decodeURIComponent(/[?&]X-Amz-Credential=([^&]*)/.exec(url)?.[1] ?? '');
  return method === 'OPTIONS' || claim.includes('/s3/aws4_request');
}

/** Listens on a free port of 127.0.0.1. */
export async function startS3(
  options: S3Options,
): Promise<S3 & { endpoint: string; close(): Promise<void> }> {
  const s3 = createS3(options);
  const server = createServer((request, response) => void s3.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    ...s3,
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      s3.close();
    },
  };
}

import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FolderAssets } from '#local/assets.ts';
import { FILES_PATH, type LinkClaim, readClaim } from '#local/link-signature.ts';
import { readRange } from '#local/server/byte-range.ts';
import { AppError } from '#shared/errors.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { Scratch } from '#shared/ports/scratch.ts';
import { contentDisposition } from '#shared/security/content-disposition.ts';

/** Nothing that is handed out may do anything in the browser but be looked at. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; img-src 'self' data:; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'private, no-cache',
} as const;

/** What the files are served from; `key` is the one that their links were signed with. */
export interface SignedFilesParts {
  assets: FolderAssets;
  key: Buffer;
  clock: Pick<Clock, 'now'>;
  scratch: Scratch;
}

/**
 * Answers the addresses that local/links.ts gives out; `false` for any other. Throws before an answer has begun:
 * `ACCESS_DENIED` for a link that does not hold, `OPTION_INVALID` for a body that is not what the link is for,
 * `ASSET_NOT_FOUND`.
 */
export function serveSignedFiles(
  parts: SignedFilesParts,
): (request: IncomingMessage, response: ServerResponse) => Promise<boolean> {
  return async (request, response) => {
    const { url = '', method = '' } = request;
    if (!url.startsWith(FILES_PATH)) return false;
    const claim = readClaim(parts.key, { method, url, now: parts.clock.now() });
    if (claim.method === 'PUT') await receive(parts, claim, request, response);
    else await send(parts, claim, request, response);
    return true;
  };
}

async function receive(
  { assets, scratch }: SignedFilesParts,
  { tenant, ref }: LinkClaim,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { 'content-type': type, 'content-length': length, 'content-encoding': encoding } = request.headers;
  if (type !== ref.mediaType || encoding !== undefined) throw refused(`is of the type ${ref.mediaType}`);
  if (length !== String(ref.bytes)) throw refused(`has ${ref.bytes} bytes`);
  await scratch.within(async (folder) => {
    const path = join(folder, 'upload');
    const hash = createHash('sha256');
    const file = await open(path, 'wx', 0o600);
    await pipeline(
      request,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          yield chunk;
        }
      },
      file.createWriteStream(),
    );
    if (hash.digest('hex') !== ref.hash) throw refused('has the SHA-256 that was announced');
    await assets.putFile(tenant, path, ref.mediaType);
  });
  response.writeHead(200, { ...HEADERS, etag: `"${ref.hash}"`, 'content-length': 0 }).end();
}

async function send(
  { assets }: SignedFilesParts,
  { tenant, ref, name, inline }: LinkClaim,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const file = await assets.openVerified(tenant, ref);
  try {
    const eTag = `"${ref.hash}"`;
    const headers = { ...HEADERS, etag: eTag, 'accept-ranges': 'bytes' };
    if (request.headers['if-none-match'] === eTag) return void response.writeHead(304, headers).end();
    // A range of something else than what the client has begun with is no use to it.
    const current = (request.headers['if-range'] ?? eTag) === eTag;
    const range = readRange(current ? request.headers.range : undefined, ref.bytes);
    if (range === 'outside') {
      const none = { ...headers, 'content-range': `bytes */${ref.bytes}`, 'content-length': 0 };
      return void response.writeHead(416, none).end();
    }
    const { from, to } = range ?? { from: 0, to: ref.bytes - 1 };
    response.writeHead(range ? 206 : 200, {
      ...headers,
      'content-type': ref.mediaType,
      'content-disposition': contentDisposition(name, inline),
      'content-length': to - from + 1,
      ...(range ? { 'content-range': `bytes ${from}-${to}/${ref.bytes}` } : {}),
    });
    if (ref.bytes === 0) return void response.end();
    const stream = file.createReadStream({ start: from, end: to, autoClose: false });
    // Who goes away in the middle of a film has seen enough.
    await pipeline(stream, response).catch(() => response.destroy());
  } finally {
    await file.close();
  }
}

function refused(what: string): AppError {
  return new AppError('OPTION_INVALID', `This link takes only a body that ${what}.`);
}

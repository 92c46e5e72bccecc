import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Progress } from '#cli/voices/progress.ts';
import { AppError } from '#shared/errors.ts';

/** The largest archive that is taken, in bytes; the largest voice in the list has 320 MB. */
const MOST_BYTES = 4e9;
/** A connection over which nothing comes for so long is given up, in ms. */
const SILENCE_MS = 30_000;
const ATTEMPTS = 3;

/**
 * Downloads a file. What came before a break is kept beside it as `.part`, and the next attempt, or the next call, goes on
 * there. Throws `FETCH_FAILED` where there is no network or no such file.
 */
export async function download(address: string, path: string, progress: Progress): Promise<void> {
  if ((await sizeOf(path)) > 0) return;
  const part = `${path}.part`;
  for (let attempt = 1; ; attempt++) {
    try {
      await goOn(address, part, progress);
      await rename(part, path);
      return;
    } catch (error) {
      if (error instanceof AppError) throw error;
      if (attempt < ATTEMPTS) continue;
      throw new AppError(
        'FETCH_FAILED',
        `${address} cannot be downloaded: there is no network, or it broke off.`,
        {
          hint: 'Run the same command again to go on, or download it elsewhere and give the file with --from.',
          cause: error,
        },
      );
    }
  }
}

async function goOn(address: string, part: string, progress: Progress): Promise<void> {
  const have = await sizeOf(part);
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  try {
    const answer = await fetch(address, {
      headers: have > 0 ? { range: `bytes=${have}-` } : {},
      signal: silence.signal,
    });
    if (answer.status === 416) {
      // It was whole already, or is another one: the hash will tell.
      await answer.body?.cancel();
      return;
    }
    if (!answer.ok || answer.body === null) {
      await answer.body?.cancel();
      if (answer.status >= 500) throw new Error(`HTTP ${answer.status}`);
      throw new AppError('FETCH_FAILED', `${address} is not there (HTTP ${answer.status}).`, {
        hint: 'Look on the releases of k2-fsa/sherpa-onnx, and give its address with --from.',
      });
    }
    // A server that does not know ranges begins anew.
    let come = answer.status === 206 ? have : 0;
    const length = Number(answer.headers.get('content-length') ?? 0);
    const total = length > 0 ? come + length : undefined;
    const body = Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]);
    body.on('data', (chunk: Uint8Array) => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MS);
      come += chunk.length;
      progress.bytes(come, total);
      if (come > MOST_BYTES)
        body.destroy(new AppError('FETCH_FAILED', `${address} is too large for a voice.`));
    });
    await pipeline(body, createWriteStream(part, { flags: answer.status === 206 ? 'a' : 'w', mode: 0o600 }));
    if (total !== undefined && come < total) throw new Error('The connection ended early.');
  } catch (error) {
    if (error instanceof AppError && /too large/.test(error.message)) await rm(part, { force: true });
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  return found?.size ?? 0;
}

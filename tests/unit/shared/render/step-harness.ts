import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AssetRef } from '#shared/domain/asset.ts';
import { RunId, TenantId } from '#shared/domain/identity.ts';
import type { StepContext } from '#shared/engine/step.ts';
import { createStepContext } from '#shared/engine/step-context.ts';
import { AppError } from '#shared/errors.ts';
import { createMediaTools } from '#shared/node/media-tools.ts';
import type { Assets } from '#shared/ports/assets.ts';
import type { Ports } from '#shared/ports/ports.ts';

const tenant = TenantId.parse('local');

/** Assets in memory. */
export function memoryAssets(): Assets & { size(): number } {
  const kept = new Map<string, Uint8Array>();
  const get = (ref: AssetRef) => {
    const bytes = kept.get(ref.hash);
    if (!bytes) throw new AppError('ASSET_NOT_FOUND', 'There is no such asset.');
    return bytes;
  };
  const put = (bytes: Uint8Array, mediaType: string): AssetRef => {
    const hash = createHash('sha256').update(bytes).digest('hex');
    kept.set(hash, Uint8Array.from(bytes));
    return { hash, mediaType, bytes: bytes.byteLength };
  };
  return {
    size: () => kept.size,
    get: async (_, ref) => get(ref),
    has: async (_, ref) => kept.has(ref.hash),
    copyTo: async (_, ref, target) => await writeFile(target, get(ref)),
    put: async (_, bytes, mediaType) => put(bytes, mediaType),
    putFile: async (_, file, mediaType) => put(await readFile(file), mediaType),
  };
}

/** What a step of the renderer is given in tests: real media tools, a real scratch folder, assets in memory. */
export interface Harness {
  context: StepContext<'tools'>;
  assets: ReturnType<typeof memoryAssets>;
  /** Puts a file of an asset at a path. */
  save(ref: AssetRef, file: string): Promise<void>;
  /** A folder that `close` removes. */
  folder: string;
  close(): Promise<void>;
}

/** Opens a harness; `signal` cancels what runs in it. */
export async function openHarness(signal = new AbortController().signal): Promise<Harness> {
  const folder = await mkdtemp(path.join(tmpdir(), 'render-test-'));
  const assets = memoryAssets();
  const ports = {
    assets,
    tools: createMediaTools({ cacheFolder: path.join(folder, 'cache') }),
    scratch: {
      async within<T>(work: (inner: string) => Promise<T>): Promise<T> {
        const inner = await mkdtemp(path.join(folder, 'job-'));
        return await work(inner).finally(() => rm(inner, { recursive: true }));
      },
    },
  } as unknown as Ports;
  const { context } = createStepContext<'tools'>({ tenant, run: RunId.parse('test'), ports, signal });
  return {
    context,
    assets,
    folder,
    async save(ref, file) {
      await assets.copyTo(tenant, ref, file);
    },
    close: () => rm(folder, { recursive: true }),
  };
}

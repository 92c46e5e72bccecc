import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { AssetRef } from '#shared/domain/asset.ts';
import { RunId, TenantId } from '#shared/domain/identity.ts';
import type { StepContext } from '#shared/engine/step.ts';
import { AppError } from '#shared/errors.ts';

/** A step context whose assets live in a map; `notices` holds what the person was told. */
export interface MemoryContext extends StepContext {
  notices: [code: string, message: string][];
  put(bytes: Uint8Array | string, mediaType?: string): AssetRef;
}

/** Makes a {@link MemoryContext}; ports other than `assets` are absent and fail when they are used. */
export function memoryContext(): MemoryContext {
  const store = new Map<string, Uint8Array>();
  const notices: [string, string][] = [];
  const put = (content: Uint8Array | string, mediaType = 'text/plain'): AssetRef => {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const hash = createHash('sha256').update(bytes).digest('hex');
    store.set(hash, bytes);
    return { hash, mediaType, bytes: bytes.length };
  };
  const get = async (_tenant: unknown, ref: AssetRef): Promise<Uint8Array> => {
    const bytes = store.get(ref.hash);
    if (bytes === undefined) throw new AppError('ASSET_NOT_FOUND', 'There is no such asset.');
    return bytes;
  };
  return {
    tenant: TenantId.parse('test'),
    run: RunId.parse('run-1'),
    ports: { assets: { get } } as unknown as StepContext['ports'],
    signal: new AbortController().signal,
    notices,
    put,
    async readJson(schema, ref) {
      const bytes = await get('test', ref);
      return schema.parse(JSON.parse(new TextDecoder().decode(bytes))) as z.infer<typeof schema>;
    },
    async writeJson(schema, value) {
      return put(JSON.stringify(z.parse(schema, value)), 'application/json');
    },
    notice: (code, message) => notices.push([code, message]),
    spend: () => undefined,
  };
}

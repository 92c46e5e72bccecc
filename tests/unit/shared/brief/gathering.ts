import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderAssets } from '#local/assets.ts';
import { gatherSources } from '#shared/brief/gather-sources.ts';
import { Sources, type SourceText } from '#shared/brief/sources.ts';
import { Brief, type BriefSource } from '#shared/domain/brief.ts';
import { createStepContext } from '#shared/engine/step-context.ts';
import type { StepEnvironment } from '#shared/engine/step-environment.ts';
import { AppError } from '#shared/errors.ts';
import { UlidIds } from '#shared/node/ids.ts';
import { JsonLog } from '#shared/node/log.ts';
import { FolderScratch } from '#shared/node/scratch.ts';
import type { Assets } from '#shared/ports/assets.ts';
import type { Fetched, GuardedFetch } from '#shared/ports/guarded-fetch.ts';
import { createRedactor } from '#shared/security/redact.ts';
import { ACME, RUN } from '#tests/contract/harness.ts';
import { createVirtualClock } from '#tests/virtual-clock.ts';

/** A page of the web as a test has it: what comes back, or an error. */
export type Page = Partial<Omit<Fetched, 'bytes'>> & { body: string | Uint8Array };
export type Web = Record<string, Page | AppError>;

/** A web of the given pages; any other address fails as it does without a network. */
export function webOf(pages: Web): GuardedFetch & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    fetch: async (url, { signal } = {}) => {
      asked.push(url);
      if (signal?.aborted) throw new AppError('CANCELLED', 'Fetching was cancelled.');
      const page = pages[url] ?? new AppError('FETCH_FAILED', 'The page could not be fetched.');
      if (page instanceof AppError) throw page;
      const { body, ...rest } = page;
      return { url, status: 200, mediaType: 'text/html', bytes: Buffer.from(body), ...rest };
    },
  };
}

/** Runs `gather-sources` on a real store; gives the texts it found and what it told the person. */
export async function gather(
  brief: {
    topic?: string;
    language?: string;
    texts?: [string, string | Uint8Array][];
    addresses?: string[];
    /** Names of pictures that came with the texts. */
    images?: string[];
  },
  fetch: GuardedFetch = webOf({}),
  signal: AbortSignal = new AbortController().signal,
): Promise<{ texts: SourceText[]; notices: { code: string; message: string }[]; outputBytes: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'gather-'));
  try {
    const clock = createVirtualClock();
    const ids = new UlidIds(clock);
    const assets = await FolderAssets.open(join(folder, 'assets'), ids);
    const ports = {
      assets,
      fetch,
      clock,
      ids,
      random: { next: () => 0.5 },
      scratch: await FolderScratch.open(join(folder, 'tmp')),
      log: new JsonLog({ write: () => undefined, clock, redactor: createRedactor() }),
    };
    const environment = { tenant: ACME, run: RUN, ports, signal } as unknown as StepEnvironment<'fetch'>;
    const { context, collected } = createStepContext(environment);
    const ref = await context.writeJson(Brief, {
      version: 1,
      ...(brief.topic === undefined ? {} : { topic: brief.topic }),
      sources: [
        ...(await textSources(assets, brief.texts ?? [])),
        ...(brief.addresses ?? []).map(addressSource),
      ],
      images: (brief.images ?? []).map((name) => ({
        name,
        ref: { hash: 'a'.repeat(64), bytes: 1, mediaType: 'image/png' },
      })),
      options: { language: brief.language ?? 'auto' },
    });
    const output = await gatherSources.run({ brief: ref, freshness: '' }, context);
    const texts = [];
    for (const source of await context.readJson(Sources, output.sources)) {
      const { ref: kept, ...rest } = source;
      texts.push({ ...rest, text: Buffer.from(await assets.get(ACME, kept)).toString() });
    }
    return { texts, notices: collected.notices, outputBytes: JSON.stringify(output).length };
  } finally {
    await rm(folder, { recursive: true });
  }
}

const addressSource = (url: string): BriefSource => ({ kind: 'address', url });

async function textSources(assets: Assets, texts: [string, string | Uint8Array][]): Promise<BriefSource[]> {
  return await Promise.all(
    texts.map(async ([name, content]) => ({
      kind: 'text' as const,
      ref: await assets.put(ACME, Buffer.from(content), 'text/plain'),
      format: name.endsWith('.md') ? ('markdown' as const) : ('plain' as const),
      name,
    })),
  );
}

import { appendFileSync } from 'node:fs';
import { FolderAssets } from '#local/assets.ts';
import { systemClock } from '#local/clock.ts';
import type { WorkerSettings } from '#local/config.ts';
import { WebFetch } from '#local/guarded-fetch.ts';
import type { HomePaths } from '#local/home.ts';
import { UlidIds } from '#local/ids.ts';
import { JsonLog } from '#local/log.ts';
import { createMediaTools } from '#local/media-tools.ts';
import type { HostPort } from '#local/pool/messages.ts';
import { systemRandom } from '#local/random.ts';
import { nodeRuntime } from '#local/runtime.ts';
import { FolderScratch } from '#local/scratch.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { createFliteSpeech } from '#shared/providers/speech/flite-speech.ts';
import { createRedactor, type Redactor } from '#shared/security/redact.ts';

/** Ports whose adapters each process has for itself: they need no single writer. */
export type ProcessPorts = Omit<Ports, HostPort>;

/** Opens them for a home that is there. */
export function openProcessPorts(
  paths: HomePaths,
  { ffmpegPath, searchPath, logLevel }: WorkerSettings,
  redactor: Redactor = createRedactor(),
): ProcessPorts {
  const ids = new UlidIds(systemClock);
  return {
    clock: systemClock,
    ids,
    random: systemRandom,
    log: new JsonLog({
      // Appending whole lines keeps those of several processes apart.
      write: (line) => appendFileSync(paths.log, line),
      clock: systemClock,
      redactor,
      level: logLevel,
    }),
    runtime: nodeRuntime,
    scratch: new FolderScratch(paths.scratch),
    assets: new FolderAssets(paths.assets, ids),
    fetch: new WebFetch(),
    tools: createMediaTools({ ...(ffmpegPath ? { ffmpegPath } : {}), searchPath, cacheFolder: paths.cache }),
    speech: createFliteSpeech(),
  };
}

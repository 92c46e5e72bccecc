import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLocalAccess } from '#local/access.ts';
import { FolderAssets } from '#local/assets.ts';
import type { WorkerSettings } from '#local/config.ts';
import type { HomePaths } from '#local/home.ts';
import { FolderInbox } from '#local/inbox.ts';
import { LoggedMetrics } from '#local/metrics.ts';
import type { HostPort } from '#local/pool/messages.ts';
import { openLocalSpeech } from '#local/speech.ts';
import { systemClock } from '#shared/node/clock.ts';
import { WebFetch } from '#shared/node/guarded-fetch.ts';
import { UlidIds } from '#shared/node/ids.ts';
import { JsonLog } from '#shared/node/log.ts';
import { createMediaTools } from '#shared/node/media-tools.ts';
import { systemRandom } from '#shared/node/random.ts';
import { nodeRuntime } from '#shared/node/runtime.ts';
import { FolderScratch } from '#shared/node/scratch.ts';
import type { Ports } from '#shared/ports/ports.ts';
import type { Secrets } from '#shared/ports/secrets.ts';
import { createRedactor, type Redactor } from '#shared/security/redact.ts';

/** Ports whose adapters each process has for itself: they need no single writer. */
export type ProcessPorts = Omit<Ports, HostPort>;

/** Opens them for a home that is there; `secrets` are asked when a voice needs a key. */
export function openProcessPorts(
  paths: HomePaths,
  settings: WorkerSettings,
  secrets: () => Pick<Secrets, 'get'>,
  redactor: Redactor = createRedactor(),
): ProcessPorts {
  const { ffmpegPath, searchPath, logLevel, issuer, dailyUsd, renderLanes, inbox } = settings;
  const ids = new UlidIds(systemClock);
  const log = new JsonLog({
    // Appending whole lines keeps those of several processes apart.
    write: (line) => appendFileSync(paths.log, line),
    clock: systemClock,
    redactor,
    level: logLevel,
  });
  return {
    clock: systemClock,
    ids,
    random: systemRandom,
    log,
    metrics: new LoggedMetrics(log),
    runtime: nodeRuntime(renderLanes, dailyUsd),
    access: createLocalAccess({ tokenPath: paths.ownerToken, issuer, clock: systemClock }),
    scratch: new FolderScratch(paths.scratch),
    assets: new FolderAssets(paths.assets, ids),
    inbox: new FolderInbox(inbox ?? join(paths.root, 'inbox')),
    fetch: new WebFetch(),
    tools: createMediaTools({ ...(ffmpegPath ? { ffmpegPath } : {}), searchPath, cacheFolder: paths.cache }),
    speech: openLocalSpeech({ voices: paths.voices, settings, secrets }),
  };
}

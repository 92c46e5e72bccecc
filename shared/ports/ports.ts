import type { Access } from '#shared/ports/access.ts';
import type { Approvals } from '#shared/ports/approvals.ts';
import type { Assets } from '#shared/ports/assets.ts';
import type { Budget } from '#shared/ports/budget.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { GuardedFetch } from '#shared/ports/guarded-fetch.ts';
import type { Ids } from '#shared/ports/ids.ts';
import type { Inbox } from '#shared/ports/inbox.ts';
import type { Journal } from '#shared/ports/journal.ts';
import type { Links } from '#shared/ports/links.ts';
import type { Live } from '#shared/ports/live.ts';
import type { Log } from '#shared/ports/log.ts';
import type { MediaTools } from '#shared/ports/media-tools.ts';
import type { Metrics } from '#shared/ports/metrics.ts';
import type { Queue } from '#shared/ports/queue.ts';
import type { Random } from '#shared/ports/random.ts';
import type { Runs } from '#shared/ports/runs.ts';
import type { Runtime } from '#shared/ports/runtime.ts';
import type { Scratch } from '#shared/ports/scratch.ts';
import type { Secrets } from '#shared/ports/secrets.ts';
import type { SpeechProvider } from '#shared/ports/speech.ts';
import type { StepLedger } from '#shared/ports/step-ledger.ts';
import type { WorkflowEngine } from '#shared/ports/workflow-engine.ts';

/** Everything that a home must provide. Code under `functions/` and `shared/` reaches the world through nothing else. */
export interface Ports {
  clock: Clock;
  ids: Ids;
  random: Random;
  log: Log;
  runtime: Runtime;
  scratch: Scratch;
  metrics: Metrics;
  access: Access;
  journal: Journal;
  ledger: StepLedger;
  assets: Assets;
  runs: Runs;
  queue: Queue;
  workflow: WorkflowEngine;
  secrets: Secrets;
  fetch: GuardedFetch;
  tools: MediaTools;
  speech: SpeechProvider;
  approvals: Approvals;
  budget: Budget;
  inbox: Inbox;
  links: Links;
  live: Live;
}

/** Ports that every function has: they reach nothing that belongs to anybody. */
export const FREE_PORTS = [
  'clock',
  'ids',
  'random',
  'log',
  'runtime',
  'scratch',
  'metrics',
  'access',
] as const satisfies readonly (keyof Ports)[];
export type FreePort = (typeof FREE_PORTS)[number];

/** Ports that a row grants for reading or for writing too. One that is not named here has one grant, `use`. */
type LevelledPort =
  | 'journal'
  | 'ledger'
  | 'assets'
  | 'runs'
  | 'queue'
  | 'workflow'
  | 'secrets'
  | 'speech'
  | 'approvals'
  | 'budget'
  | 'inbox'
  | 'links'
  | 'live';

/** What each method needs: `read` is part of both grants, `write` of the other only. What is not named here nobody gets. */
export const METHOD_LEVELS = {
  journal: { append: 'write', read: 'read' },
  ledger: {
    get: 'read',
    claim: 'write',
    renew: 'write',
    commit: 'write',
    release: 'write',
    forgetAsset: 'write',
  },
  assets: { get: 'read', copyTo: 'read', has: 'read', put: 'write', putFile: 'write' },
  runs: { create: 'write', get: 'read', list: 'read', latest: 'read', byRequest: 'read', update: 'write' },
  queue: {
    send: 'write',
    receive: 'read',
    acknowledge: 'write',
    reject: 'write',
    extend: 'write',
    deadLetters: 'read',
    redrive: 'write',
  },
  workflow: {
    start: 'write',
    describe: 'read',
    history: 'read',
    stop: 'write',
    redrive: 'write',
    sendTaskSuccess: 'write',
    sendTaskFailure: 'write',
    sendTaskHeartbeat: 'write',
  },
  approvals: { ask: 'write', get: 'read', decide: 'write' },
  budget: { reserve: 'write', settle: 'write', get: 'read' },
  inbox: { get: 'read' },
  links: { upload: 'write', download: 'read' },
  live: { open: 'write', watch: 'write', close: 'write', watchers: 'read', send: 'write' },
  /** Saying something may cost money; asking who can does not. */
  speech: { voices: 'read', versionOf: 'read', howToGet: 'read', speak: 'write' },
  secrets: { get: 'read', set: 'write', remove: 'write', list: 'read' },
} as const satisfies { [P in LevelledPort]: Record<keyof Ports[P], 'read' | 'write'> };

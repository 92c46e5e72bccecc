import type { Grants } from '#shared/ports/grants.ts';

/** What starts a function. */
export type Trigger =
  /** A state machine, as `${function:NAME}`. */
  | { kind: 'task' }
  /** A request; `member` needs a token, `public` none. A path may have `{parameters}`. */
  | { kind: 'route'; method: 'GET' | 'POST'; path: `/${string}`; access: 'member' | 'public' }
  /** The live connection (WebSocket): its opening, its end, and every message. */
  | { kind: 'live'; routes: readonly ('$connect' | '$disconnect' | '$default')[] }
  /** The opening of a live connection, to say who may. */
  | { kind: 'authorizer' }
  /** Messages of a queue, in batches of which single ones may fail. */
  | { kind: 'queue'; queue: QueueName }
  /** Each schedule of the installation, with the schedule's name and production as its input. */
  | { kind: 'schedule' }
  /** Events of the installation's own resources. */
  | { kind: 'event'; source: string; detailType: string }
  /** Changes of the table. Only where the store has no transaction with its queues; on one machine it has. */
  | { kind: 'stream' };

/** One function: where it is, what starts it, what it may reach, and how much it needs. */
export interface FunctionRow {
  /** The module whose `handler` is called, from the root of the project. */
  entry: `functions/${string}.ts`;
  trigger: Trigger;
  ports: Grants;
  /** Seconds; at most 900, the limit of Lambda. */
  timeoutSeconds: number;
  /** MiB; on AWS one vCPU comes with 1,769. */
  memoryMiB: number;
  /** MiB of files that it may have at a time; 512 without. */
  diskMiB?: number;
}

/** One queue; what fails three times goes to the dead letters beside it. */
export interface QueueRow {
  /** `outbox`: messages of our own transactions, each once. `inbox`: a note for each file that is dropped in. */
  fedBy: 'outbox' | 'inbox';
}

/** Every queue there is. */
export const queues = {
  productions: { fedBy: 'outbox' },
  inbox: { fedBy: 'inbox' },
} as const satisfies Record<string, QueueRow>;

/** Name of a queue. */
export type QueueName = keyof typeof queues;

const steps = {
  assets: 'write',
  journal: ['append'],
  ledger: ['claim', 'renew', 'commit', 'release', 'forgetAsset'],
} as const satisfies Grants;
/** Steps whose whole result is in the ledger. */
const judging = { ...steps, assets: 'read' } as const satisfies Grants;
const accepting = {
  assets: ['put'],
  runs: ['create', 'latest', 'byRequest'],
} as const satisfies Grants;

/** Every function there is. Both homes are made from this table: Lambdas and their grants, or the worker pool's ports. */
export const manifest = {
  'brief-gather': {
    entry: 'functions/brief/gather.ts',
    trigger: { kind: 'task' },
    ports: { ...steps, fetch: 'use' },
    timeoutSeconds: 120,
    memoryMiB: 512,
  },
  'brief-prepare': {
    entry: 'functions/brief/prepare.ts',
    trigger: { kind: 'task' },
    ports: { ...steps, tools: 'use' },
    timeoutSeconds: 900,
    memoryMiB: 1769,
    // Footage as it came and as it is made uniform.
    diskMiB: 10_240,
  },
  'agents-read': {
    entry: 'functions/agents/read.ts',
    trigger: { kind: 'task' },
    ports: steps,
    timeoutSeconds: 120,
    memoryMiB: 1024,
  },
  'agents-research': {
    entry: 'functions/agents/research.ts',
    trigger: { kind: 'task' },
    ports: steps,
    timeoutSeconds: 120,
    memoryMiB: 1024,
  },
  'agents-write': {
    entry: 'functions/agents/write.ts',
    trigger: { kind: 'task' },
    ports: { ...steps, speech: 'read' },
    timeoutSeconds: 120,
    memoryMiB: 1024,
  },
  'agents-moderate': {
    entry: 'functions/agents/moderate.ts',
    trigger: { kind: 'task' },
    ports: judging,
    timeoutSeconds: 60,
    memoryMiB: 512,
  },
  'agents-direct': {
    entry: 'functions/agents/direct.ts',
    trigger: { kind: 'task' },
    ports: steps,
    timeoutSeconds: 120,
    memoryMiB: 1024,
  },
  'agents-translate': {
    entry: 'functions/agents/translate.ts',
    trigger: { kind: 'task' },
    ports: steps,
    timeoutSeconds: 300,
    memoryMiB: 1024,
  },
  'agents-narrate': {
    entry: 'functions/agents/narrate.ts',
    trigger: { kind: 'task' },
    // Keys of voices in the cloud are secrets of the tenant.
    ports: { ...steps, speech: 'write', secrets: ['get'] },
    timeoutSeconds: 600,
    memoryMiB: 1769,
  },
  'scenes-illustrate': {
    entry: 'functions/scenes/illustrate.ts',
    trigger: { kind: 'task' },
    ports: { ...steps, tools: 'use' },
    timeoutSeconds: 600,
    memoryMiB: 1769,
  },
  'scenes-cut': {
    entry: 'functions/scenes/cut.ts',
    trigger: { kind: 'task' },
    ports: { ...steps, tools: 'use' },
    timeoutSeconds: 60,
    memoryMiB: 512,
  },
  'render-plan': {
    entry: 'functions/render/plan.ts',
    trigger: { kind: 'task' },
    ports: steps,
    timeoutSeconds: 60,
    memoryMiB: 512,
  },
  'render-segments': {
    entry: 'functions/render/segments.ts',
    trigger: { kind: 'task' },
    ports: { ...steps, tools: 'use' },
    timeoutSeconds: 900,
    // One vCPU: encoding takes most of a segment's time and one thread, so that more would mostly wait for it.
    memoryMiB: 1769,
  },
  'render-sound': {
    entry: 'functions/render/sound.ts',
    trigger: { kind: 'task' },
    ports: { ...steps, tools: 'use' },
    timeoutSeconds: 900,
    memoryMiB: 1769,
    // A sum of 384 kB for each second of film, 30 minutes at most, beside what it is made of.
    diskMiB: 2048,
  },
  'render-join': {
    entry: 'functions/render/join.ts',
    trigger: { kind: 'task' },
    ports: { ...steps, tools: 'use' },
    timeoutSeconds: 600,
    memoryMiB: 1769,
  },
  'agents-review': {
    entry: 'functions/agents/review.ts',
    trigger: { kind: 'task' },
    ports: judging,
    timeoutSeconds: 60,
    memoryMiB: 512,
  },
  'publish-check': {
    entry: 'functions/publish/check.ts',
    trigger: { kind: 'task' },
    ports: { ...steps, journal: 'write', tools: 'use' },
    timeoutSeconds: 900,
    memoryMiB: 1769,
  },
  'publish-package': {
    entry: 'functions/publish/package.ts',
    trigger: { kind: 'task' },
    ports: { ...steps, journal: 'write', tools: 'use' },
    timeoutSeconds: 120,
    memoryMiB: 1769,
  },
  'api-start': {
    entry: 'functions/api/start.ts',
    trigger: { kind: 'route', method: 'POST', path: '/v1/productions', access: 'member' },
    ports: { ...accepting, assets: ['put', 'has'] },
    timeoutSeconds: 20,
    memoryMiB: 512,
  },
  'api-list': {
    entry: 'functions/api/list.ts',
    trigger: { kind: 'route', method: 'GET', path: '/v1/productions', access: 'member' },
    ports: { runs: ['list'] },
    timeoutSeconds: 10,
    memoryMiB: 256,
  },
  'api-show': {
    entry: 'functions/api/show.ts',
    trigger: { kind: 'route', method: 'GET', path: '/v1/productions/{id}', access: 'member' },
    ports: { runs: ['get'], journal: ['read'], approvals: ['get'], assets: ['get'] },
    timeoutSeconds: 10,
    memoryMiB: 512,
  },
  'api-approve': {
    entry: 'functions/api/approve.ts',
    trigger: { kind: 'route', method: 'POST', path: '/v1/productions/{id}/approve', access: 'member' },
    ports: {
      runs: ['get'],
      journal: ['append'],
      approvals: ['get', 'decide'],
      workflow: ['sendTaskSuccess'],
    },
    timeoutSeconds: 20,
    memoryMiB: 256,
  },
  'api-upload': {
    entry: 'functions/api/upload.ts',
    trigger: { kind: 'route', method: 'POST', path: '/v1/uploads', access: 'member' },
    ports: { links: ['upload'] },
    timeoutSeconds: 10,
    memoryMiB: 256,
  },
  'api-download': {
    entry: 'functions/api/download.ts',
    trigger: { kind: 'route', method: 'GET', path: '/v1/productions/{id}/files/{name}', access: 'member' },
    ports: { runs: ['get'], assets: ['get'], links: ['download'] },
    timeoutSeconds: 10,
    memoryMiB: 256,
  },
  'api-health': {
    entry: 'functions/api/health.ts',
    trigger: { kind: 'route', method: 'GET', path: '/health', access: 'public' },
    ports: {},
    timeoutSeconds: 5,
    memoryMiB: 256,
  },
  'live-authorize': {
    entry: 'functions/live/authorize.ts',
    trigger: { kind: 'authorizer' },
    ports: {},
    timeoutSeconds: 10,
    memoryMiB: 256,
  },
  'live-serve': {
    entry: 'functions/live/serve.ts',
    trigger: { kind: 'live', routes: ['$connect', '$disconnect', '$default'] },
    ports: { runs: ['get'], journal: ['read'], live: ['open', 'watch', 'close', 'send'] },
    timeoutSeconds: 10,
    memoryMiB: 256,
  },
  'brief-schedule': {
    entry: 'functions/brief/schedule.ts',
    trigger: { kind: 'schedule' },
    ports: accepting,
    timeoutSeconds: 30,
    memoryMiB: 512,
  },
  'brief-drop': {
    entry: 'functions/brief/drop.ts',
    trigger: { kind: 'queue', queue: 'inbox' },
    ports: { ...accepting, inbox: 'read' },
    timeoutSeconds: 60,
    memoryMiB: 512,
  },
  'brief-start': {
    entry: 'functions/brief/start.ts',
    trigger: { kind: 'queue', queue: 'productions' },
    ports: { runs: ['get', 'update'], journal: ['append'], workflow: ['start'], budget: ['reserve'] },
    timeoutSeconds: 30,
    memoryMiB: 256,
  },
  'brief-finish': {
    entry: 'functions/brief/finish.ts',
    trigger: { kind: 'event', source: 'aws.states', detailType: 'Step Functions Execution Status Change' },
    ports: { runs: ['get', 'update'], journal: ['append'], assets: ['get'], budget: ['settle'] },
    timeoutSeconds: 30,
    memoryMiB: 256,
  },
  'brief-ask': {
    entry: 'functions/brief/ask.ts',
    trigger: { kind: 'task' },
    ports: { journal: ['append'], approvals: ['ask'], workflow: ['sendTaskSuccess'] },
    timeoutSeconds: 20,
    memoryMiB: 256,
  },
  'upkeep-relay': {
    entry: 'functions/upkeep/relay.ts',
    trigger: { kind: 'stream' },
    ports: { queue: ['send'], live: ['watchers', 'send', 'close'] },
    timeoutSeconds: 60,
    memoryMiB: 512,
  },
  'upkeep-watch-jobs': {
    entry: 'functions/upkeep/watch-jobs.ts',
    trigger: { kind: 'event', source: 'aws.batch', detailType: 'Batch Job State Change' },
    ports: {},
    timeoutSeconds: 10,
    memoryMiB: 256,
  },
} as const satisfies Record<string, FunctionRow>;

/** One kind of job for Batch: heavy work that is longer or larger than a function may be. */
export interface JobRow {
  /** The module that its container starts, from the root of the project. */
  entry: `containers/${string}.ts`;
  /** Which machines it runs on: a state machine submits it to `${job-queue:NAME}`. */
  queue: JobQueueName;
  ports: Grants;
  /** Seconds. */
  timeoutSeconds: number;
  vcpus: number;
  memoryMiB: number;
  gpus?: number;
}

/** Machines that jobs run on: `render` has none at rest and Spot first; `gpu` has those with a GPU, where a stage wants them. */
export const JOB_QUEUES = ['render', 'gpu'] as const;
export type JobQueueName = (typeof JOB_QUEUES)[number];

/** Every job definition there is; state machines submit it as `${job:NAME}`. */
export const jobs = {
  'render-segments': {
    entry: 'containers/renderer/main.ts',
    queue: 'render',
    ports: { ...steps, tools: 'use' },
    timeoutSeconds: 3600,
    vcpus: 4,
    memoryMiB: 8192,
  },
  'render-segments-gpu': {
    entry: 'containers/renderer/main.ts',
    queue: 'gpu',
    ports: { ...steps, tools: 'use' },
    timeoutSeconds: 3600,
    vcpus: 4,
    memoryMiB: 14_336,
    gpus: 1,
  },
} as const satisfies Record<string, JobRow>;

/** Name of a job definition. */
export type JobName = keyof typeof jobs;

/** Name of a function; state machines call it `${function:NAME}`. */
export type FunctionName = keyof typeof manifest;

/** The grants of one row. */
export type GrantsOf<N extends FunctionName> = (typeof manifest)[N]['ports'];

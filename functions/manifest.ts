import type { FunctionRow } from '#functions/function-row.ts';
import { steps } from '#functions/step-grants.ts';
import type { Grants } from '#shared/ports/grants.ts';

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
    // Of voices it only chooses one.
    ports: { ...steps, speech: ['voices', 'howToGet'] },
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
    diskMiB: 4096,
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

/** Name of a function; state machines call it `${function:NAME}`. */
export type FunctionName = keyof typeof manifest;

/** The grants of one row. */
export type GrantsOf<N extends FunctionName> = (typeof manifest)[N]['ports'];

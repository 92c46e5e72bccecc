import type { METHOD_LEVELS } from '#shared/ports/ports.ts';

/** Kinds of resources that adapters of this home talk to. `queues` are those that our own messages go to, `voices` those of Polly. */
export const RESOURCES = [
  'table',
  'assets',
  'inbox',
  'queues',
  'workflows',
  'executions',
  'connections',
  'secrets',
  'voices',
] as const;
export type Resource = (typeof RESOURCES)[number];

/** Actions on one kind of resource, as IAM names them. */
export interface Need {
  on: Resource;
  actions: readonly string[];
}

type Levelled = typeof METHOD_LEVELS;

const table = (...actions: string[]): Need => ({
  on: 'table',
  actions: actions.map((action) => `dynamodb:${action}`),
});
const assets = (...actions: string[]): Need => ({ on: 'assets', actions: actions.map((a) => `s3:${a}`) });
const queues = (...actions: string[]): Need => ({ on: 'queues', actions: actions.map((a) => `sqs:${a}`) });
const workflows = (...actions: string[]): Need => ({
  on: 'workflows',
  actions: actions.map((a) => `states:${a}`),
});
const executions = (...actions: string[]): Need => ({
  on: 'executions',
  actions: actions.map((a) => `states:${a}`),
});
const secrets = (...actions: string[]): Need => ({
  on: 'secrets',
  actions: actions.map((a) => `secretsmanager:${a}`),
});

/**
 * What the adapters of this home ask of AWS, by port and method: the policies of each function are made from this table and
 * its row in the manifest. The rehearsal fails when a call has no grant and lists grants that no call used. A transaction
 * needs the grants of its parts.
 */
export const NEEDS: {
  readonly [P in keyof Levelled]: { readonly [M in keyof Levelled[P]]: readonly Need[] };
} = {
  journal: { append: [table('Query', 'PutItem')], read: [table('Query')] },
  ledger: {
    get: [table('GetItem')],
    claim: [table('UpdateItem')],
    renew: [table('UpdateItem')],
    commit: [table('Query', 'PutItem', 'UpdateItem')],
    release: [table('UpdateItem')],
    forgetAsset: [table('Query', 'UpdateItem')],
  },
  assets: {
    get: [assets('GetObject')],
    copyTo: [assets('GetObject')],
    has: [assets('GetObject')],
    put: [assets('PutObject')],
    putFile: [assets('PutObject')],
  },
  runs: {
    create: [table('PutItem', 'UpdateItem')],
    get: [table('GetItem')],
    list: [table('Query')],
    latest: [table('GetItem')],
    byRequest: [table('GetItem')],
    update: [table('UpdateItem')],
  },
  queue: {
    send: [queues('SendMessage')],
    receive: [queues('ReceiveMessage')],
    acknowledge: [queues('DeleteMessage')],
    reject: [queues('ChangeMessageVisibility', 'SendMessage', 'DeleteMessage')],
    extend: [queues('ChangeMessageVisibility')],
    deadLetters: [queues('ReceiveMessage', 'ChangeMessageVisibility')],
    redrive: [queues('ReceiveMessage', 'SendMessage', 'DeleteMessage')],
  },
  workflow: {
    start: [workflows('StartExecution')],
    describe: [executions('DescribeExecution')],
    history: [executions('DescribeExecution', 'GetExecutionHistory')],
    stop: [executions('DescribeExecution', 'StopExecution')],
    redrive: [executions('DescribeExecution', 'RedriveExecution')],
    sendTaskSuccess: [workflows('SendTaskSuccess')],
    sendTaskFailure: [workflows('SendTaskFailure')],
    sendTaskHeartbeat: [workflows('SendTaskHeartbeat')],
  },
  approvals: {
    ask: [table('UpdateItem')],
    get: [table('GetItem')],
    decide: [table('UpdateItem')],
  },
  budget: {
    reserve: [table('PutItem', 'UpdateItem')],
    settle: [table('GetItem', 'UpdateItem')],
    get: [table('GetItem')],
  },
  inbox: { get: [{ on: 'inbox', actions: ['s3:GetObject'] }] },
  links: { upload: [assets('PutObject')], download: [assets('GetObject')] },
  live: {
    open: [table('PutItem')],
    watch: [table('UpdateItem')],
    close: [table('DeleteItem')],
    watchers: [table('Query')],
    send: [{ on: 'connections', actions: ['execute-api:ManageConnections'] }],
  },
  secrets: {
    get: [secrets('GetSecretValue')],
    set: [secrets('CreateSecret', 'PutSecretValue')],
    remove: [secrets('DeleteSecret')],
    list: [secrets('ListSecrets')],
  },
  speech: {
    voices: [],
    versionOf: [],
    howToGet: [],
    speak: [{ on: 'voices', actions: ['polly:SynthesizeSpeech'] }],
  },
};

/** Variables of the environment that a function gets for each kind of resource that it may reach. */
export const RESOURCE_VARIABLES = {
  table: 'REELWRIGHT_TABLE',
  assets: 'REELWRIGHT_ASSETS_BUCKET',
  inbox: 'REELWRIGHT_INBOX_BUCKET',
  /** JSON: name → URL. */
  queues: 'REELWRIGHT_QUEUES',
  /** JSON: name → ARN of the alias that new executions are started with. */
  workflows: 'REELWRIGHT_WORKFLOWS',
  executions: 'REELWRIGHT_WORKFLOWS',
  /** `https://…` of the stage of the WebSocket API. */
  connections: 'REELWRIGHT_LIVE_ENDPOINT',
  /** Prefix of the names. */
  secrets: 'REELWRIGHT_SECRETS_PREFIX',
  /** The region whose Polly is asked. */
  voices: 'REELWRIGHT_POLLY_REGION',
} as const satisfies Record<Resource, string>;

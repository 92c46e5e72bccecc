import type { Resource } from '#shared/aws/resources.ts';
import type { METHOD_LEVELS } from '#shared/ports/ports.ts';

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

import { join } from 'node:path';
import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import { expect, onTestFinished, test } from 'vitest';
import { loadDefinition } from '#local/asl/definition/definition.ts';
import { createAslEngine } from '#local/asl/engine.ts';
import { ASL_SCHEMA } from '#local/asl/store/schema.ts';
import { Database } from '#local/sqlite/database.ts';
import { ApiGatewayLive } from '#shared/aws/live.ts';
import { NEEDS } from '#shared/aws/needs.ts';
import { ManagedSecrets } from '#shared/aws/secrets.ts';
import { SqsQueue } from '#shared/aws/sqs/queue.ts';
import { StepFunctionsEngine } from '#shared/aws/workflow.ts';
import { systemClock } from '#shared/node/clock.ts';
import { systemRandom } from '#shared/node/random.ts';
import type { Live } from '#shared/ports/live.ts';
import { METHOD_LEVELS } from '#shared/ports/ports.ts';
import { ACME } from '#tests/contract/harness.ts';
import { createApiManagement } from '#tests/emulators/api-management.ts';
import { openQueues } from '#tests/emulators/queues.ts';
import { createSecretsManager } from '#tests/emulators/secrets-manager.ts';
import { createStepFunctions } from '#tests/emulators/step-functions.ts';
import { type Authorise, clientOf, listen } from '#tests/emulators/wire.ts';
import { TENANT } from '#tests/ids.ts';
import { silentLog, temporaryFolder } from '#tests/local-ports.ts';

/** Calls of every method, in an order in which each has something to do. */
type Calls = Record<string, () => Promise<unknown>>;

/** Runs the calls and gives which actions each of them asked for. */
async function actionsOf(calls: Calls, asked: string[]): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const [method, call] of Object.entries(calls)) {
    asked.length = 0;
    await call();
    found[method] = [...new Set(asked)].sort();
  }
  return found;
}

function needsOf(
  port: 'queue' | 'workflow' | 'secrets',
  methods: readonly string[],
): Record<string, string[]> {
  const rows = NEEDS[port] as Record<string, readonly { actions: readonly string[] }[]>;
  return Object.fromEntries(
    methods.map((method) => [method, (rows[method] ?? []).flatMap(({ actions }) => actions).sort()]),
  );
}

test('the queue asks for the actions that its rows say, and for all of them', async () => {
  const server = await openQueues();
  onTestFinished(server.close);
  const jobs = await server.create('jobs');
  const asked: string[] = [];
  server.client.middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) => {
        asked.push(`sqs:${commandName.replace(/(Batch)?Command$/, '')}`);
        return next(args);
      },
    { step: 'initialize' },
  );
  const queue = new SqsQueue({ client: server.client, clock: systemClock, queues: () => jobs });
  const receive = async () =>
    (await queue.receive(ACME, 'jobs', { max: 1, visibilityMs: 30_000 }))[0]?.receipt ?? '';
  let receipt = '';
  const calls: Calls = {
    send: () => queue.send(ACME, [{ queue: 'jobs', id: 'a', body: 1 }]),
    receive: async () => {
      receipt = await receive();
    },
    extend: () => queue.extend(ACME, 'jobs', receipt, 20_000),
    acknowledge: () => queue.acknowledge(ACME, 'jobs', receipt),
    reject: async () => {
      await queue.send(ACME, [{ queue: 'jobs', id: 'b', body: 1 }]);
      for (let attempt = 1; attempt <= 3; attempt += 1) {
        const one = await receive();
        if (attempt === 1) asked.length = 0;
        await queue.reject(ACME, 'jobs', one, 'broken');
      }
      // What the test itself received is not part of it.
      asked.splice(0, asked.length, ...asked.filter((action) => action !== 'sqs:ReceiveMessage'));
    },
    deadLetters: () => queue.deadLetters(ACME, 'jobs'),
    redrive: () => queue.redrive(ACME, 'jobs'),
  };
  expect(Object.keys(calls).sort()).toEqual(Object.keys(METHOD_LEVELS.queue).sort());
  expect(await actionsOf(calls, asked)).toEqual(needsOf('queue', Object.keys(calls)));
});

test('the workflow engine asks for the actions that its rows say, and for all of them', async () => {
  const asked: string[] = [];
  const tokens: string[] = [];
  const folder = await temporaryFolder();
  const database = new Database(join(folder, 'store.sqlite'), ASL_SCHEMA);
  const refused = () => Promise.reject(new Error('this test has no such integration'));
  const ask = {
    QueryLanguage: 'JSONata',
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        Arguments: { FunctionName: 'keep', Payload: '{% $states.context.Task.Token %}' },
        HeartbeatSeconds: 60,
        End: true,
      },
    },
  };
  const engine = createAslEngine({
    database,
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
    integrations: {
      invoke: async (_, token) => void tokens.push(String(token)),
      submitJob: refused,
      sendMessage: refused,
      putEvents: refused,
    },
    definitions: new Map([['ask', loadDefinition('ask', JSON.stringify(ask))]]),
  });
  const arn = 'arn:aws:states:eu-central-1:123456789012:stateMachine:ask';
  const server = await listen(
    createStepFunctions({
      engine,
      tenant: TENANT,
      stateMachines: new Map([[arn, 'ask']]),
      authorise: ({ action }) => void asked.push(action),
    }).handle,
  );
  const client = new SFNClient(clientOf(server.url));
  onTestFinished(async () => {
    client.destroy();
    await server.close();
    await engine.close();
    database.close();
  });
  const port = new StepFunctionsEngine({ client, workflows: { ask: `${arn}:live` } });
  const start = (name: string) => port.start(ACME, { workflow: 'ask', name, input: { tenant: ACME } });
  const reason = { error: 'E', cause: 'c' };
  const token = async (at: number) => {
    while (tokens[at] === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
    return tokens[at];
  };
  let id = '';
  const calls: Calls = {
    start: async () => {
      id = await start('one');
    },
    describe: () => port.describe(ACME, id),
    history: () => port.history(ACME, id),
    sendTaskHeartbeat: async () => port.sendTaskHeartbeat(ACME, await token(0)),
    stop: () => port.stop(ACME, id, reason),
    redrive: () => port.redrive(ACME, id),
    sendTaskSuccess: async () => port.sendTaskSuccess(ACME, await token(1), 1),
    sendTaskFailure: async () => {
      await start('two');
      const held = await token(2);
      asked.length = 0;
      await port.sendTaskFailure(ACME, held, reason);
    },
  };
  expect(Object.keys(calls).sort()).toEqual(Object.keys(METHOD_LEVELS.workflow).sort());
  expect(await actionsOf(calls, asked)).toEqual(needsOf('workflow', Object.keys(calls)));
});

test('the secrets ask for the actions that their rows say, and for all of them', async () => {
  const asked: string[] = [];
  const authorise: Authorise = ({ action }) => void asked.push(action);
  const server = await listen(createSecretsManager({ authorise }).handle);
  const client = new SecretsManagerClient(clientOf(server.url));
  onTestFinished(async () => {
    client.destroy();
    await server.close();
  });
  const secrets = new ManagedSecrets({ client, prefix: 'reelwright/dev' });
  const calls: Calls = {
    set: () => secrets.set(ACME, 'key', 'value'),
    get: () => secrets.get(ACME, 'key'),
    list: () => secrets.list(ACME),
    remove: () => secrets.remove(ACME, 'key'),
  };
  expect(Object.keys(calls).sort()).toEqual(Object.keys(METHOD_LEVELS.secrets).sort());
  expect(await actionsOf(calls, asked)).toEqual(needsOf('secrets', Object.keys(calls)));
});

test('sending through a live connection asks for the action that its row says', async () => {
  const asked: string[] = [];
  const server = await listen(
    createApiManagement({
      api: 'arn:aws:execute-api:eu-central-1:123456789012:abc123',
      post: () => true,
      authorise: ({ action }) => void asked.push(action),
    }).handle,
  );
  const client = new ApiGatewayManagementApiClient({
    ...clientOf(server.url),
    endpoint: `${server.url}/live`,
  });
  onTestFinished(async () => {
    client.destroy();
    await server.close();
  });
  await new ApiGatewayLive({ registry: {} as Omit<Live, 'send'>, client }).send('c=', 1);
  expect(asked).toEqual(NEEDS.live.send.flatMap(({ actions }) => actions));
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SFNClient } from '@aws-sdk/client-sfn';
import { expect, test } from 'vitest';
import { loadDefinition } from '#local/asl/definition/definition.ts';
import { createAslEngine } from '#local/asl/engine.ts';
import { ASL_SCHEMA } from '#local/asl/store/schema.ts';
import { Database } from '#local/sqlite/database.ts';
import { clientSettings } from '#shared/aws/client-settings.ts';
import { StepFunctionsEngine } from '#shared/aws/workflow.ts';
import { TenantId } from '#shared/domain/identity.ts';
import { systemClock } from '#shared/node/clock.ts';
import { systemRandom } from '#shared/node/random.ts';
import { ACME, expectCode } from '#tests/contract/harness.ts';
import { describeWorkflowEngine, type Machines } from '#tests/contract/workflow-engine.ts';
import type { StatusChange } from '#tests/emulators/step-functions/status-change.ts';
import { createStepFunctions } from '#tests/emulators/step-functions.ts';
import { type Authorise, clientOf, listen } from '#tests/emulators/wire.ts';
import { silentLog } from '#tests/local-ports.ts';

const ACCOUNT = TenantId.parse('account');
const ARN = 'arn:aws:states:eu-central-1:123456789012:stateMachine:';

async function openRunner({ definitions, invoke }: Machines) {
  const folder = await mkdtemp(join(tmpdir(), 'contract-engine-'));
  const database = new Database(join(folder, 'store.sqlite'), ASL_SCHEMA);
  const refused = () => Promise.reject(new Error('this test has no such integration'));
  const port = createAslEngine({
    database,
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
    integrations: { invoke, submitJob: refused, sendMessage: refused, putEvents: refused },
    definitions: new Map(
      Object.entries(definitions).map(([name, machine]) => [
        name,
        loadDefinition(name, JSON.stringify(machine)),
      ]),
    ),
  });
  return {
    port,
    async close() {
      await port.close();
      database.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function openStepFunctions(
  machines: Machines,
  hooks: { authorise?: Authorise; onStatusChange?: (event: StatusChange) => void } = {},
) {
  const runner = await openRunner(machines);
  const names = Object.keys(machines.definitions);
  const { handle } = createStepFunctions({
    engine: runner.port,
    tenant: ACCOUNT,
    stateMachines: new Map(names.map((name) => [ARN + name, name])),
    ...hooks,
  });
  const server = await listen(handle);
  const client = new SFNClient({ ...clientSettings(), ...clientOf(server.url) });
  const port = new StepFunctionsEngine({
    client,
    workflows: Object.fromEntries(names.map((name) => [name, `${ARN}${name}:live`])),
    trace: () => 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1',
  });
  return {
    port,
    async close() {
      client.destroy();
      await server.close();
      await runner.close();
    },
  };
}

describeWorkflowEngine('ASL runner', openRunner);
describeWorkflowEngine('Step Functions', openStepFunctions);

const PASSING: Machines = {
  definitions: { pass: { StartAt: 'Go', States: { Go: { Type: 'Pass', End: true } } } },
  invoke: async () => null,
};
const START = { workflow: 'pass', name: 'run-1', input: { tenant: ACME } };

test('on Step Functions an input that names another tenant or none is refused', async () => {
  const { port, close } = await openStepFunctions(PASSING);
  await expectCode(port.start(ACME, { ...START, input: { tenant: 'rival' } }), 'OPTION_INVALID');
  await expectCode(port.start(ACME, { ...START, input: {} }), 'OPTION_INVALID');
  await close();
});

test('the emulator tells of begin and end as EventBridge does, with the alias that was started', async () => {
  const events: StatusChange[] = [];
  let told: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    told = resolve;
  });
  const { port, close } = await openStepFunctions(PASSING, {
    onStatusChange(event) {
      if (events.push(event) === 2) told();
    },
  });
  const id = await port.start(ACME, START);
  await ended;
  expect(events.map(({ detail }) => detail.status)).toEqual(['RUNNING', 'SUCCEEDED']);
  expect(events[0]?.detail).toMatchObject({ stopDate: null, output: null });
  expect(events[1]).toMatchObject({
    source: 'aws.states',
    account: '123456789012',
    region: 'eu-central-1',
    resources: [id],
    detail: {
      executionArn: 'arn:aws:states:eu-central-1:123456789012:execution:pass:run-1',
      stateMachineArn: `${ARN}pass`,
      stateMachineAliasArn: `${ARN}pass:live`,
      name: 'run-1',
      input: '{"tenant":"acme"}',
      output: '{"tenant":"acme"}',
    },
  });
  await close();
});

test('the emulator asks who may do what to which resource, and refuses as AWS does', async () => {
  const asked: Parameters<Authorise>[0][] = [];
  const { port, close } = await openStepFunctions(PASSING, {
    authorise(call) {
      asked.push(call);
      if (call.action !== 'states:StartExecution') throw new Error('User: x is not authorized');
    },
  });
  const id = await port.start(ACME, START);
  const refusal = await port.describe(ACME, id).catch((error: Error) => error);
  expect(refusal).toMatchObject({ code: 'INTERNAL', cause: { name: 'AccessDeniedException' } });
  expect(asked).toEqual([
    { principal: 'AKIAIOSFODNN7EXAMPLE', action: 'states:StartExecution', resource: `${ARN}pass` },
    { principal: 'AKIAIOSFODNN7EXAMPLE', action: 'states:DescribeExecution', resource: id },
  ]);
  await close();
});

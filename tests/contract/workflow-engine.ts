import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ExecutionDescription, WorkflowEngine } from '#shared/ports/workflow-engine.ts';
import { ACME, expectCode, RIVAL, type UnderTest } from '#tests/contract/harness.ts';

/** What an engine under test runs: machines by name, and what their `lambda:invoke` reaches. */
export interface Machines {
  definitions: Readonly<Record<string, object>>;
  invoke: (name: string, payload: unknown) => Promise<unknown>;
}

const INVOKE = 'arn:aws:states:::lambda:invoke';
const call = (name: string, payload: unknown, more: object = {}) => ({
  Type: 'Task',
  Resource: INVOKE,
  Arguments: { FunctionName: name, Payload: payload },
  Output: '{% $states.result.Payload %}',
  End: true,
  ...more,
});
const machine = (states: Record<string, object>) => ({
  QueryLanguage: 'JSONata',
  StartAt: Object.keys(states)[0],
  States: states,
});
const waiting = (more: object = {}) =>
  machine({
    Ask: {
      ...call('keep', { token: '{% $states.context.Task.Token %}' }, more),
      Resource: `${INVOKE}.waitForTaskToken`,
      Output: '{% $states.result %}',
    },
  });

const DEFINITIONS = {
  sort: machine({
    Size: {
      Type: 'Choice',
      Choices: [{ Condition: '{% $states.input.n > 10 %}', Next: 'Big' }],
      Default: 'Small',
    },
    Big: { Type: 'Pass', Output: { size: 'big', n: '{% $states.input.n %}' }, End: true },
    Small: { Type: 'Fail', Error: 'TOO_SMALL', Cause: '{% "only " & $string($states.input.n) %}' },
  }),
  spread: machine({
    Each: {
      Type: 'Map',
      Items: '{% $states.input.items %}',
      MaxConcurrency: 3,
      ItemProcessor: {
        StartAt: 'Double',
        States: { Double: call('double', { n: '{% $states.input %}' }) },
      },
      End: true,
    },
  }),
  ask: waiting(),
  'ask-soon': waiting({ HeartbeatSeconds: 1, TimeoutSeconds: 60 }),
  shaky: machine({
    First: { ...call('count', 'first', { Next: 'Second' }), End: undefined },
    Second: call('shaky', 'second'),
  }),
};

/** What every workflow engine must hold, told by small machines; see docs/reference/asl.md for the language itself. */
export function describeWorkflowEngine(
  name: string,
  makeAdapter: (machines: Machines) => Promise<Omit<UnderTest<WorkflowEngine>, 'advance'>>,
): void {
  describe(`workflow engine: ${name}`, () => {
    let engine: WorkflowEngine;
    let close: () => Promise<void> | void;
    let calls: Record<string, number>;
    let broken: boolean;
    let tokens: string[];

    beforeEach(async () => {
      calls = {};
      broken = true;
      tokens = [];
      const adapter = await makeAdapter({ definitions: DEFINITIONS, invoke });
      engine = adapter.port;
      close = () => adapter.close();
    });
    afterEach(() => close());

    async function invoke(called: string, payload: unknown): Promise<unknown> {
      calls[called] = (calls[called] ?? 0) + 1;
      if (called === 'double') return (payload as { n: number }).n * 2;
      if (called === 'keep') tokens.push((payload as { token: string }).token);
      if (called === 'shaky' && broken) throw Object.assign(new Error('Not today.'), { name: 'SHAKY' });
      return { payload };
    }

    const start = (workflow: string, input: object = {}, run = 'run-1') =>
      engine.start(ACME, { workflow, name: run, input: { tenant: ACME, ...input } });

    async function ended(id: string): Promise<ExecutionDescription> {
      return until(async () => {
        const description = await engine.describe(ACME, id);
        return description.status === 'RUNNING' ? undefined : description;
      });
    }

    const token = (at = 0) => until(async () => tokens[at]);

    test('an execution that succeeds is described with its input and output', async () => {
      const id = await start('sort', { n: 11 });
      expect(await ended(id)).toEqual({
        id,
        workflow: 'sort',
        status: 'SUCCEEDED',
        input: { tenant: ACME, n: 11 },
        output: { size: 'big', n: 11 },
      });
    });

    test('an execution that fails is described with its error and cause', async () => {
      const id = await start('sort', { n: 3 });
      expect(await ended(id)).toMatchObject({ status: 'FAILED', error: 'TOO_SMALL', cause: 'only 3' });
    });

    test('the history tells what happened, numbered from 1, in the words of AWS', async () => {
      const id = await start('sort', { n: 11 });
      await ended(id);
      const history = await engine.history(ACME, id);
      expect(history.map((event) => event.type)).toEqual([
        'ExecutionStarted',
        'ChoiceStateEntered',
        'ChoiceStateExited',
        'PassStateEntered',
        'PassStateExited',
        'ExecutionSucceeded',
      ]);
      expect(history.map((event) => event.id)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(history[3]).toMatchObject({
        previousEventId: 3,
        details: { kind: 'stateEnteredEventDetails', value: { name: 'Big' } },
      });
      expect(JSON.parse(String(history[5]?.details?.value.output))).toEqual({ size: 'big', n: 11 });
      for (const { timestamp } of history) expect(new Date(timestamp).toISOString()).toBe(timestamp);
    });

    test('a history of more events than one page is given whole', async () => {
      const items = Array.from({ length: 250 }, (_, index) => index);
      const id = await start('spread', { items });
      expect(await ended(id)).toMatchObject({ output: items.map((item) => item * 2) });
      const history = await engine.history(ACME, id);
      expect(history.length).toBeGreaterThan(1_000);
      expect(history.map((event) => event.id)).toEqual(history.map((_, index) => index + 1));
    });

    test('50 starts of one name and input are one execution; another input is refused', async () => {
      const ids = await Promise.all(Array.from({ length: 50 }, () => start('ask', { a: 1, b: 2 })));
      expect(new Set(ids).size).toBe(1);
      expect(await start('ask', { b: 2, a: 1 })).toBe(ids[0]);
      await expectCode(start('ask', { a: 2 }), 'STORE_CONFLICT');
      await token();
      expect(tokens).toHaveLength(1);
    });

    test('a name is not started a second time when its execution has ended', async () => {
      const id = await start('spread', { items: [1] });
      await ended(id);
      const again = await start('spread', { items: [1] }).catch((error: { code?: string }) => error.code);
      expect([id, 'STORE_CONFLICT']).toContain(again);
      // One that was started later has ended: so would a second one of that name.
      await ended(await start('spread', { items: [1, 2] }, 'run-2'));
      expect(calls).toEqual({ double: 3 });
    });

    test('what is not there is not found', async () => {
      await expectCode(start('nothing'), 'NOT_FOUND');
      const id = await start('sort', { n: 11 });
      for (const missing of [`${id}-not`, 'nonsense']) {
        await expectCode(engine.describe(ACME, missing), 'NOT_FOUND');
        await expectCode(engine.history(ACME, missing), 'NOT_FOUND');
        await expectCode(engine.stop(ACME, missing, { error: 'E', cause: 'c' }), 'NOT_FOUND');
        await expectCode(engine.redrive(ACME, missing), 'NOT_FOUND');
      }
    });

    test('executions of another tenant are not there', async () => {
      const id = await start('ask');
      await expectCode(engine.describe(RIVAL, id), 'NOT_FOUND');
      await expectCode(engine.history(RIVAL, id), 'NOT_FOUND');
      await expectCode(engine.stop(RIVAL, id, { error: 'E', cause: 'c' }), 'NOT_FOUND');
      await expectCode(engine.redrive(RIVAL, id), 'NOT_FOUND');
      expect(await engine.describe(ACME, id)).toMatchObject({ status: 'RUNNING' });
    });

    test('a name or an input that Step Functions would refuse is refused', async () => {
      await expectCode(start('sort', { n: 1 }, 'a name with spaces'), 'OPTION_INVALID');
      await expectCode(start('sort', { n: 1 }, 'x'.repeat(81)), 'OPTION_INVALID');
      await expectCode(start('sort', { n: 'x'.repeat(262_144) }), 'OPTION_INVALID');
    });

    test('a stopped execution has ended as aborted, and stopping it again changes nothing', async () => {
      const id = await start('ask');
      await token();
      await engine.stop(ACME, id, { error: 'CANCELLED', cause: 'by a person' });
      const stopped = await engine.describe(ACME, id);
      expect(stopped).toMatchObject({ status: 'ABORTED', error: 'CANCELLED', cause: 'by a person' });
      await engine.stop(ACME, id, { error: 'OTHER', cause: 'later' });
      expect(await engine.describe(ACME, id)).toEqual(stopped);
    });

    test('a task that waits goes on with the answer to its token, which is good once', async () => {
      const id = await start('ask');
      const held = await token();
      await expectCode(engine.sendTaskSuccess(ACME, `${held}x`, 1), 'NOT_FOUND');
      await engine.sendTaskSuccess(ACME, held, { verdict: 'yes', by: 'Ünal' });
      expect(await ended(id)).toMatchObject({
        status: 'SUCCEEDED',
        output: { verdict: 'yes', by: 'Ünal' },
      });
      await expectCode(engine.sendTaskSuccess(ACME, held, 1), 'NOT_FOUND');
      await expectCode(engine.sendTaskFailure(ACME, held, { error: 'E', cause: 'c' }), 'NOT_FOUND');
      await expectCode(engine.sendTaskHeartbeat(ACME, held), 'NOT_FOUND');
    });

    test('of 20 answers to one token one counts', async () => {
      const id = await start('ask');
      const held = await token();
      const answers = await Promise.allSettled(
        Array.from({ length: 20 }, (_, index) => engine.sendTaskSuccess(ACME, held, index)),
      );
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const winner = answers.findIndex(({ status }) => status === 'fulfilled');
      expect(await ended(id)).toMatchObject({ output: winner });
    });

    test('a failure for a token fails the task under its name', async () => {
      const id = await start('ask');
      await engine.sendTaskFailure(ACME, await token(), { error: 'REJECTED', cause: 'too long' });
      expect(await ended(id)).toMatchObject({ status: 'FAILED', error: 'REJECTED', cause: 'too long' });
    });

    test('heartbeats keep a waiting task; without them it times out', async () => {
      const id = await start('ask-soon');
      const held = await token();
      for (let beat = 0; beat < 4; beat += 1) {
        await new Promise((resolve) => setTimeout(resolve, 400));
        await engine.sendTaskHeartbeat(ACME, held);
      }
      expect(await engine.describe(ACME, id)).toMatchObject({ status: 'RUNNING' });
      expect(await ended(id)).toMatchObject({ status: 'FAILED', error: 'States.HeartbeatTimeout' });
    });

    test('a redriven execution goes on with the states that did not succeed', async () => {
      const id = await start('shaky');
      expect(await ended(id)).toMatchObject({ status: 'FAILED', error: 'SHAKY' });
      broken = false;
      await engine.redrive(ACME, id);
      expect(await ended(id)).toMatchObject({ status: 'SUCCEEDED', output: { payload: 'second' } });
      expect(calls).toEqual({ count: 1, shaky: 2 });
      await expectCode(engine.redrive(ACME, id), 'STORE_CONFLICT');
      const types = (await engine.history(ACME, id)).map((event) => event.type);
      expect(types).toContain('ExecutionRedriven');
    });
  });
}

/** Asks until there is an answer. */
async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (let round = 0; round < 1_000; round += 1) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('it never came');
}

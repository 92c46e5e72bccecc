import { afterEach, describe, expect, test } from 'vitest';
import { AslHome, TENANT } from '#tests/unit/local/asl/home.ts';

let home: AslHome;
afterEach(() => home.close());

function parent(pattern: string, fields: object = {}): object {
  const Resource = `arn:aws:states:::states:startExecution${pattern}`;
  const Arguments = {
    StateMachineArn: 'arn:aws:states:local:local:stateMachine:child',
    Input: { n: '{% $states.input.n %}' },
  };
  return {
    QueryLanguage: 'JSONata',
    StartAt: 'Nest',
    States: { Nest: { Type: 'Task', Resource, Arguments, ...fields, End: true } },
  };
}

const CHILD = {
  QueryLanguage: 'JSONata',
  StartAt: 'Check',
  States: {
    Check: {
      Type: 'Choice',
      Choices: [{ Condition: '{% $states.input.n > 0 %}', Next: 'Rest' }],
      Default: 'Refuse',
    },
    Rest: { Type: 'Wait', Seconds: 60, Output: '{% $states.input.n * 2 %}', End: true },
    Refuse: { Type: 'Fail', Error: 'TooSmall', Cause: 'n is not above 0' },
  },
};

describe('a nested execution', () => {
  test('.sync:2 gives its output as JSON, after it has ended', async () => {
    home = new AslHome().define('child', CHILD).define('parent', parent('.sync:2'));
    const before = home.clock.now();
    const { output, history } = await home.run('parent', { n: 21 });
    expect(output).toMatchObject({ Status: 'SUCCEEDED', Output: 42, Input: { n: 21 } });
    expect(home.clock.now() - before).toBeGreaterThanOrEqual(60_000);
    expect(history.map(({ type }) => type)).toContain('TaskSubmitted');
  });

  test('.sync gives its output as text', async () => {
    home = new AslHome().define('child', CHILD).define('parent', parent('.sync'));
    expect((await home.run('parent', { n: 21 })).output).toMatchObject({ Output: '42', Input: '{"n":21}' });
  });

  test('the plain call does not wait for it', async () => {
    home = new AslHome().define('child', CHILD).define('parent', parent(''));
    const { output } = await home.run('parent', { n: 21 });
    const { ExecutionArn } = output as { ExecutionArn: string };
    expect(await home.engine.describe(TENANT, ExecutionArn)).toMatchObject({ status: 'RUNNING' });
  });

  test('that fails fails the task with States.TaskFailed and its description', async () => {
    home = new AslHome().define('child', CHILD).define('parent', parent('.sync:2'));
    const { error, cause } = await home.run('parent', { n: 0 });
    expect(error).toBe('States.TaskFailed');
    expect(JSON.parse(cause ?? '')).toMatchObject({ Status: 'FAILED', Error: 'TooSmall' });
  });

  test('is stopped together with the one around it', async () => {
    // Prepare
    home = new AslHome().define('child', CHILD).define('parent', parent('.sync:2'));
    const id = await home.engine.start(TENANT, { workflow: 'parent', name: 'p', input: { n: 1 } });
    await home.clock.idle(10);
    const events = await home.engine.history(TENANT, id);
    const submitted = events.find(({ type }) => type === 'TaskSubmitted');
    const { ExecutionArn } = JSON.parse(String(submitted?.details?.value.output));
    // Act
    await home.engine.stop(TENANT, id, { error: 'Enough', cause: 'the person said so' });
    await home.clock.idle(10);
    // Assess
    expect(await home.engine.describe(TENANT, ExecutionArn)).toMatchObject({ status: 'ABORTED' });
  });

  test('is stopped when the task around it runs out of time', async () => {
    home = new AslHome().define('child', CHILD).define('parent', parent('.sync:2', { TimeoutSeconds: 10 }));
    expect(await home.run('parent', { n: 1 })).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    await home.clock.idle(10);
    const rows = home.database.statements.all<{ status: string }>(
      "SELECT status FROM asl_execution WHERE workflow = 'child'",
    );
    expect(rows).toEqual([{ status: 'ABORTED' }]);
  });

  test('that does not exist fails the task', async () => {
    home = new AslHome().define('parent', parent('.sync:2'));
    expect(await home.run('parent', { n: 1 })).toMatchObject({ status: 'FAILED', error: 'NOT_FOUND' });
  });
});

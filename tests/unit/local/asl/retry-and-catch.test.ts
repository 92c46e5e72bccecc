import { afterEach, describe, expect, test } from 'vitest';
import type { Retrier } from '#local/asl/definition/schema.ts';
import { errorMatches, retryDelay } from '#local/asl/retry.ts';
import { AslHome } from '#tests/unit/local/asl/home.ts';

let home: AslHome | undefined;
afterEach(() => home?.close());

const named = (name: string) => Object.assign(new Error(`it is ${name}`), { name });

/** A task that fails with the named errors, one after the other, and then succeeds; gives the times of the calls. */
function failing(errors: string[], fields: object, rest: object = {}) {
  const calls: number[] = [];
  const invoke = async () => {
    calls.push(made.clock.now() - start);
    const error = errors[calls.length - 1];
    if (error !== undefined) throw named(error);
    return 'fine';
  };
  const made = new AslHome({ invoke });
  home = made;
  const start = made.clock.now();
  made.define('w', {
    QueryLanguage: 'JSONata',
    StartAt: 'Do',
    States: {
      Do: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: { FunctionName: 'f', Payload: '{% $states.context.State.RetryCount %}' },
        Output: '{% $states.result.Payload %}',
        ...fields,
        End: true,
      },
      ...rest,
    },
  });
  return { made, calls };
}

describe('Retry', () => {
  test('waits longer each time, at most MaxDelaySeconds, and then succeeds', async () => {
    const { made, calls } = failing(['E', 'E', 'E', 'E'], {
      Retry: [
        { ErrorEquals: ['E'], IntervalSeconds: 2, BackoffRate: 3, MaxDelaySeconds: 10, MaxAttempts: 5 },
      ],
    });
    const { output, history } = await made.run('w');
    expect(output).toBe('fine');
    expect(calls).toEqual([0, 2_000, 8_000, 18_000, 28_000]);
    expect(history.filter(({ type }) => type === 'TaskStateEntered')).toHaveLength(1);
    expect(history.filter(({ type }) => type === 'TaskScheduled')).toHaveLength(5);
  });

  test('counts for each retrier by itself', async () => {
    const { made, calls } = failing(['A', 'B', 'A', 'B'], {
      Retry: [
        { ErrorEquals: ['A'], MaxAttempts: 2 },
        { ErrorEquals: ['States.ALL'], MaxAttempts: 1 },
      ],
    });
    expect(await made.run('w')).toMatchObject({ status: 'FAILED', error: 'B' });
    expect(calls).toHaveLength(4);
  });

  test('keeps what is left of its pause over a restart', async () => {
    // Prepare
    const { made, calls } = failing(['E'], { Retry: [{ ErrorEquals: ['E'], IntervalSeconds: 100 }] });
    const id = await made.engine.start('local' as never, { workflow: 'w', name: 'n', input: {} });
    await made.clock.advance(40_000);
    // Act
    await made.restart();
    await made.clock.until(made.engine.whenEnded('local' as never, id));
    // Assess
    expect(calls).toEqual([0, 100_000]);
  });

  const retrier = (fields: Partial<Retrier>): Retrier => ({ ErrorEquals: ['E'], ...fields });
  test.each([
    ['AWS defaults', {}, [1_000, 2_000, 4_000, undefined]],
    ['no attempts at all', { MaxAttempts: 0 }, [undefined]],
    ['full jitter', { JitterStrategy: 'FULL', IntervalSeconds: 8 }, [2_000]],
  ] as const)('delays: %s', (_, fields, expected) => {
    const random = { next: () => 0.25 };
    expect(expected.map((_, done) => retryDelay(retrier(fields as Partial<Retrier>), done, random))).toEqual(
      expected,
    );
  });
});

describe('Catch', () => {
  const next = { Next: 'Caught' };
  const rest = { Caught: { Type: 'Succeed' } };

  test('gives error and cause to the next state after the retries are used up', async () => {
    const { made, calls } = failing(
      ['E', 'E', 'E'],
      { Retry: [{ ErrorEquals: ['E'], MaxAttempts: 1 }], Catch: [{ ErrorEquals: ['E'], ...next }] },
      rest,
    );
    const { output } = await made.run('w');
    expect(calls).toHaveLength(2);
    expect(output).toMatchObject({ Error: 'E' });
  });

  test('shapes its own output and variables', async () => {
    const Caught = { Type: 'Succeed', Output: '{% [$states.input, $name] %}' };
    const catcher = {
      ErrorEquals: ['States.ALL'],
      Assign: { name: '{% $states.errorOutput.Error %}' },
      Output: { kept: '{% $states.input.kept %}' },
      ...next,
    };
    const { made } = failing(['E'], { Catch: [catcher] }, { Caught });
    expect((await made.run('w', { kept: 1 })).output).toEqual([{ kept: 1 }, 'E']);
  });

  test('catches an expression that gives nothing', async () => {
    const { made } = failing(
      [],
      { Output: '{% $states.result.Nothing %}', Catch: [{ ErrorEquals: ['States.ALL'], ...next }] },
      rest,
    );
    const { output, history } = await made.run('w');
    expect(output).toMatchObject({ Error: 'States.QueryEvaluationError' });
    expect(history.map(({ type }) => type)).toContain('EvaluationFailed');
  });

  test('a failure while catching fails the state', async () => {
    const { made } = failing(
      ['E'],
      { Catch: [{ ErrorEquals: ['E'], Output: '{% $nothing %}', ...next }] },
      rest,
    );
    expect(await made.run('w')).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });
});

test.each([
  [['States.ALL'], 'Anything', true],
  [['States.ALL'], undefined, true],
  [['States.ALL'], 'States.Timeout', true],
  [['States.ALL'], 'States.DataLimitExceeded', false],
  [['States.ALL'], 'States.Runtime', false],
  [['States.Runtime'], 'States.Runtime', false],
  [['States.DataLimitExceeded'], 'States.DataLimitExceeded', true],
  [['States.TaskFailed'], 'Anything', true],
  [['States.TaskFailed'], 'States.Timeout', false],
  [['States.TaskFailed'], 'States.DataLimitExceeded', false],
  [['States.Timeout'], 'States.HeartbeatTimeout', true],
  [['States.HeartbeatTimeout'], 'States.Timeout', false],
  [['A', 'B'], 'B', true],
])('%j means %s: %s', (names, error, expected) => {
  expect(errorMatches(names, error)).toBe(expected);
});

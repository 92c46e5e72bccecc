import { afterEach, describe, expect, test } from 'vitest';
import { AslHome, TENANT } from '#tests/unit/local/asl/home.ts';

let home: AslHome;
afterEach(() => home.close());

interface Item {
  name: string;
  ms?: number;
  error?: string;
}

/** Work on items: each takes its time on the clock and fails if it says so. Notes how many ran at once. */
function worker() {
  const seen = { most: 0, now: 0, calls: [] as string[] };
  const invoke = async (_: string, payload: unknown) => {
    const { name, ms = 0, error } = payload as Item;
    seen.calls.push(name);
    seen.most = Math.max(seen.most, ++seen.now);
    await home.clock.sleep(ms);
    seen.now--;
    if (error !== undefined) throw Object.assign(new Error(name), { name: error });
    return name.toUpperCase();
  };
  return { seen, invoke };
}

const work = (transition: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'f', Payload: '{% $states.input %}' },
  Output: '{% $states.result.Payload %}',
  ...transition,
});

function mapping(fields: object = {}, config: object = {}): object {
  return {
    QueryLanguage: 'JSONata',
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        Items: '{% $states.input.items %}',
        ItemProcessor: { ...config, StartAt: 'Do', States: { Do: work({ End: true }) } },
        ...fields,
        ...('Next' in fields ? {} : { End: true }),
      },
      Caught: { Type: 'Succeed' },
    },
  };
}

function withMap(fields: object, config: object = {}) {
  const { seen, invoke } = worker();
  home = new AslHome({ invoke });
  const machine = mapping(fields, config) as { States: Record<string, unknown> };
  if (!('Catch' in fields)) delete machine.States.Caught;
  home.define('w', machine);
  return seen;
}

const items = (count: number, each: (index: number) => Partial<Item> = () => ({})) =>
  Array.from({ length: count }, (_, index) => ({ name: `i${index}`, ms: 10, ...each(index) }));

describe('Map', () => {
  test.each([
    [{ MaxConcurrency: 3 }, 3],
    [{}, 40],
    [{ MaxConcurrency: '{% $states.input.most %}' }, 5],
  ])('runs at most as many items at a time as %j says, and gives results in order', async (fields, most) => {
    const seen = withMap(fields);
    const list = items(50, (index) => ({ ms: 100 - index }));
    const { output } = await home.run('w', { items: list, most: 5 });
    expect(seen.most).toBe(most);
    expect(output).toEqual(list.map(({ name }) => name.toUpperCase()));
  });

  test('of nothing gives an empty list', async () => {
    withMap({});
    expect((await home.run('w', { items: [] })).output).toEqual([]);
  });

  test('fails with the first item that fails; the others are cut off', async () => {
    withMap({});
    const list = items(3, (index) => (index === 1 ? { ms: 5, error: 'Broken' } : { ms: 1_000 }));
    const { status, error, history } = await home.run('w', { items: list });
    expect({ status, error }).toEqual({ status: 'FAILED', error: 'Broken' });
    expect(history.map(({ type }) => type).slice(-7)).toEqual([
      'MapIterationFailed',
      'TaskStateAborted',
      'MapIterationAborted',
      'TaskStateAborted',
      'MapIterationAborted',
      'MapStateFailed',
      'ExecutionFailed',
    ]);
  });

  test.each([
    [{ ToleratedFailureCount: 2 }, 2, 'SUCCEEDED', undefined],
    [{ ToleratedFailureCount: 2 }, 3, 'FAILED', 'States.ExceedToleratedFailureThreshold'],
    [{ ToleratedFailurePercentage: 30 }, 3, 'SUCCEEDED', undefined],
    [{ ToleratedFailurePercentage: 30 }, 4, 'FAILED', 'States.ExceedToleratedFailureThreshold'],
    [{ ToleratedFailureCount: 0 }, 1, 'FAILED', 'Broken'],
  ])('with %j and %i of 10 items failing is %s', async (fields, failures, status, error) => {
    withMap(fields);
    const list = items(10, (index) => (index < failures ? { error: 'Broken' } : {}));
    const ended = await home.run('w', { items: list });
    expect(ended.status).toBe(status);
    expect(ended.error).toBe(error);
    if (status === 'SUCCEEDED') {
      expect((ended.output as unknown[]).filter((result) => result === null)).toHaveLength(failures);
    }
  });

  test('tries as a whole again, and can be caught', async () => {
    const seen = withMap({
      Retry: [{ ErrorEquals: ['Broken'], MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ['Broken'], Next: 'Caught' }],
    });
    const { output } = await home.run('w', { items: [{ name: 'a', error: 'Broken' }] });
    expect(seen.calls).toEqual(['a', 'a']);
    expect(output).toMatchObject({ Error: 'Broken' });
    expect(home.database.statements.get('SELECT count(*) AS n FROM asl_frame')).toEqual({ n: 0 });
  });

  test('distributed runs like inline, with the events of a map run only', async () => {
    withMap({}, { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } });
    const { output, history } = await home.run('w', { items: items(3) });
    expect(output).toEqual(['I0', 'I1', 'I2']);
    expect(history.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'MapStateEntered',
      'MapStateStarted',
      'MapRunStarted',
      'MapRunSucceeded',
      'MapStateSucceeded',
      'MapStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('an ItemSelector that fails fails the state, with the expression in the cause', async () => {
    withMap({ ItemSelector: '{% $states.context.Map.Item.Value.missing %}' });
    const { error, cause } = await home.run('w', { items: items(2) });
    expect(error).toBe('States.QueryEvaluationError');
    expect(cause).toMatch(
      /^An error occurred while executing the state 'Each' \(entered at the event id #2\)/,
    );
  });

  test('a thousand items that were half done go on after a restart without a result done twice', async () => {
    // Prepare
    const seen = withMap({ MaxConcurrency: 10 });
    const id = await home.engine.start(TENANT, { workflow: 'w', name: 'n', input: { items: items(300) } });
    await home.clock.advance(150);
    const before = seen.calls.length;
    expect(before).toBeGreaterThan(50);
    // Act
    await home.restart();
    const ended = await home.clock.until(home.engine.whenEnded(TENANT, id));
    // Assess
    expect(ended).toMatchObject({
      status: 'SUCCEEDED',
      output: items(300).map(({ name }) => name.toUpperCase()),
    });
    expect(seen.calls.length - 300).toBeLessThanOrEqual(10);
  });
});

describe('Parallel', () => {
  const branch = (name: string, fields: object) => ({ StartAt: name, States: { [name]: fields } });
  const machine = (branches: object[], fields: object = { End: true }, rest: object = {}) => ({
    QueryLanguage: 'JSONata',
    StartAt: 'All',
    States: { All: { Type: 'Parallel', Branches: branches, ...fields }, ...rest },
  });

  test('gives the outputs in the order of the branches, whichever ends first', async () => {
    const { invoke } = worker();
    home = new AslHome({ invoke });
    const slow = branch('Slow', { Type: 'Wait', Seconds: 9, Output: 'slow', End: true });
    home.define('w', machine([slow, branch('Quick', { Type: 'Pass', Output: 'quick', End: true })]));
    expect((await home.run('w')).output).toEqual(['slow', 'quick']);
  });

  test('a branch that fails cuts the others off, and the state can catch that', async () => {
    home = new AslHome();
    const failing = branch('Bad', { Type: 'Fail', Error: 'Bad', Cause: 'why' });
    const waiting = branch('Wait', { Type: 'Wait', Seconds: 1_000, End: true });
    const caught = { Catch: [{ ErrorEquals: ['Bad'], Next: 'After' }], Next: 'After' };
    home.define('w', machine([waiting, failing], caught, { After: { Type: 'Succeed' } }));
    const before = home.clock.now();
    const { output, history } = await home.run('w');
    expect(output).toEqual({ Error: 'Bad', Cause: 'why' });
    expect(home.clock.now()).toBe(before);
    expect(history.map(({ type }) => type)).toContain('WaitStateAborted');
  });

  test('branches see the variables around them; what they assign stays with them', async () => {
    home = new AslHome();
    const inner = (name: string) =>
      branch(name, {
        Type: 'Pass',
        Assign: { own: name },
        Output: '{% $outer & $states.input %}',
        End: true,
      });
    home.define('w', {
      QueryLanguage: 'JSONata',
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { outer: 'o-' }, Output: 'x', Next: 'All' },
        All: { Type: 'Parallel', Branches: [inner('A'), inner('B')], Next: 'End' },
        End: { Type: 'Pass', Output: '{% [$states.input, $exists($own)] %}', End: true },
      },
    });
    expect((await home.run('w')).output).toEqual(['o-x', 'o-x', false]);
  });
});

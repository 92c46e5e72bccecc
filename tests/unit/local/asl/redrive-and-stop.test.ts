import { afterEach, describe, expect, test } from 'vitest';
import { AslHome, TENANT } from '#tests/unit/local/asl/home.ts';

let home: AslHome;
afterEach(() => home.close());

const work = (key: string, transition: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'f', Payload: key },
  Output: '{% $states.result.Payload %}',
  ...transition,
});

/** A chain, then items of which some fail until they are healed. */
function prepare(broken: Set<string>) {
  const calls: string[] = [];
  const invoke = async (_: string, payload: unknown) => {
    const key = String(payload);
    calls.push(key);
    if (broken.has(key)) throw Object.assign(new Error(key), { name: 'Broken' });
    return key;
  };
  home = new AslHome({ invoke }).define('w', {
    QueryLanguage: 'JSONata',
    StartAt: 'First',
    States: {
      First: work('first', { Assign: { kept: 'yes' }, Next: 'Each' }),
      Each: {
        Type: 'Map',
        Items: ['a', 'b', 'c'],
        MaxConcurrency: 1,
        ItemProcessor: {
          StartAt: 'One',
          States: {
            One: work('{% $states.input %}', { Next: 'Two' }),
            Two: work("{% $states.input & '2' %}", { End: true }),
          },
        },
        Next: 'Last',
      },
      Last: { Type: 'Pass', Output: { made: '{% $states.input %}', kept: '{% $kept %}' }, End: true },
    },
  });
  return calls;
}

describe('a redrive', () => {
  test('runs again only what did not succeed, within a Map too, over a restart', async () => {
    // Prepare
    const broken = new Set(['b2']);
    const calls = prepare(broken);
    const { id, status } = await home.run('w');
    expect({ status, calls }).toEqual({ status: 'FAILED', calls: ['first', 'a', 'a2', 'b', 'b2'] });
    // Act
    broken.clear();
    await home.restart();
    await home.engine.redrive(TENANT, id);
    const ended = await home.clock.until(home.engine.whenEnded(TENANT, id));
    // Assess
    expect(calls.slice(5)).toEqual(['b2', 'c', 'c2']);
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: { made: ['a2', 'b2', 'c2'], kept: 'yes' } });
    expect(ended.error).toBeUndefined();
    expect(await home.types(id)).toContain('ExecutionRedriven');
  });

  test('may fail again and be redriven again', async () => {
    const broken = new Set(['first']);
    prepare(broken);
    const { id } = await home.run('w');
    await home.engine.redrive(TENANT, id);
    expect(await home.clock.until(home.engine.whenEnded(TENANT, id))).toMatchObject({ status: 'FAILED' });
    broken.clear();
    await home.engine.redrive(TENANT, id);
    expect(await home.clock.until(home.engine.whenEnded(TENANT, id))).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('is refused for what runs, what succeeded and what is not there', async () => {
    prepare(new Set());
    const { id } = await home.run('w');
    await expect(home.engine.redrive(TENANT, id)).rejects.toMatchObject({ code: 'STORE_CONFLICT' });
    await expect(home.engine.redrive(TENANT, 'nothing')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a stop', () => {
  const waiting = { StartAt: 'S', States: { S: { Type: 'Wait', Seconds: 9_999, End: true } } };

  test('ends a running execution as ABORTED with its reason', async () => {
    home = new AslHome().define('w', waiting);
    const id = await home.engine.start(TENANT, { workflow: 'w', name: 'n', input: {} });
    await home.clock.idle();
    await home.engine.stop(TENANT, id, { error: 'Enough', cause: 'by hand' });
    expect(await home.engine.describe(TENANT, id)).toMatchObject({
      status: 'ABORTED',
      error: 'Enough',
      cause: 'by hand',
    });
    expect((await home.types(id)).slice(-2)).toEqual(['WaitStateAborted', 'ExecutionAborted']);
  });

  test('leaves one that has ended as it is', async () => {
    home = new AslHome().define('w', { StartAt: 'S', States: { S: { Type: 'Succeed' } } });
    const { id } = await home.run('w');
    await home.engine.stop(TENANT, id, { error: 'Late', cause: '' });
    expect(await home.engine.describe(TENANT, id)).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('aborts the call that is under way', async () => {
    let aborted = false;
    const invoke = (_: string, __: unknown, { signal }: { signal: AbortSignal }) =>
      new Promise(() => {
        signal.addEventListener('abort', () => {
          aborted = true;
        });
      });
    home = new AslHome({ invoke });
    home.define('w', { QueryLanguage: 'JSONata', StartAt: 'D', States: { D: work('x', { End: true }) } });
    const id = await home.engine.start(TENANT, { workflow: 'w', name: 'n', input: {} });
    await home.clock.idle();
    await home.engine.stop(TENANT, id, { error: 'E', cause: 'c' });
    expect(aborted).toBe(true);
  });
});

describe('a start', () => {
  const machine = { StartAt: 'S', States: { S: { Type: 'Wait', Seconds: 5, End: true } } };

  test('of the same name with the same input gives the execution that is there, also at the same moment', async () => {
    home = new AslHome().define('w', machine);
    const start = () => home.engine.start(TENANT, { workflow: 'w', name: 'n', input: { a: 1, b: 2 } });
    const ids = await Promise.all([start(), start(), start()]);
    expect(new Set(ids).size).toBe(1);
    const again = await home.engine.start(TENANT, { workflow: 'w', name: 'n', input: { b: 2, a: 1 } });
    expect(again).toBe(ids[0]);
  });

  test('of the same name with another input is refused', async () => {
    home = new AslHome().define('w', machine);
    await home.engine.start(TENANT, { workflow: 'w', name: 'n', input: 1 });
    const other = home.engine.start(TENANT, { workflow: 'w', name: 'n', input: 2 });
    await expect(other).rejects.toMatchObject({ code: 'STORE_CONFLICT' });
  });

  test.each([['../x'], [''], ['a b'], ['x'.repeat(81)], ['a:b']])('named %j is refused', async (name) => {
    home = new AslHome().define('w', machine);
    const start = home.engine.start(TENANT, { workflow: 'w', name, input: 1 });
    await expect(start).rejects.toMatchObject({ code: 'OPTION_INVALID' });
  });

  test('keeps its definition when the file changes while it runs', async () => {
    home = new AslHome().define('w', machine);
    const id = await home.engine.start(TENANT, { workflow: 'w', name: 'n', input: 1 });
    home.define('w', { StartAt: 'Other', States: { Other: { Type: 'Fail' } } });
    await home.restart();
    expect(await home.clock.until(home.engine.whenEnded(TENANT, id))).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('another tenant sees nothing of it', async () => {
    home = new AslHome().define('w', machine);
    const id = await home.engine.start(TENANT, { workflow: 'w', name: 'n', input: 1 });
    for (const look of [
      home.engine.describe('other' as never, id),
      home.engine.history('other' as never, id),
      home.engine.stop('other' as never, id, { error: '', cause: '' }),
    ]) {
      await expect(look).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });
});

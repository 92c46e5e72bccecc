import { afterEach, expect, test } from 'vitest';
import { Database } from '#local/sqlite/database.ts';
import { AppError } from '#shared/errors.ts';
import { AslHome, TENANT } from '#tests/unit/local/asl/home.ts';

let home: AslHome;
afterEach(() => home.close());

const LIMIT = 262_144;
const everything = [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }];

test('a result above 256 KiB fails with States.DataLimitExceeded, which States.ALL does not catch', async () => {
  home = new AslHome({ invoke: async () => 'x'.repeat(LIMIT) }).define('w', {
    StartAt: 'Do',
    States: {
      Do: { Type: 'Task', Resource: 'arn:aws:lambda:x:1:function:f', Catch: everything, End: true },
      Caught: { Type: 'Succeed' },
    },
  });
  const { status, error, cause } = await home.run('w');
  expect({ status, error }).toEqual({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  expect(cause).toBe(
    "The state/task 'f' returned a result with a size exceeding the maximum number of bytes service limit.",
  );
});

test('256 KiB are counted in bytes, not in characters', async () => {
  const machine = { StartAt: 'Do', States: { Do: { Type: 'Pass', ResultPath: '$.copy', End: true } } };
  home = new AslHome().define('w', machine);
  expect(await home.run('w', { text: 'x'.repeat(100_000) }, 'a')).toMatchObject({ status: 'SUCCEEDED' });
  expect(await home.run('w', { text: 'ä'.repeat(70_000) }, 'b')).toMatchObject({
    status: 'FAILED',
    error: 'States.DataLimitExceeded',
  });
});

test('an input above 256 KiB is refused', async () => {
  home = new AslHome().define('w', { StartAt: 'S', States: { S: { Type: 'Succeed' } } });
  const start = home.engine.start(TENANT, { workflow: 'w', name: 'n', input: 'x'.repeat(LIMIT) });
  await expect(start).rejects.toMatchObject({ code: 'OPTION_INVALID' });
});

test('a loop without end is ended by the 25,000th event, and the event loop stays free meanwhile', async () => {
  // Prepare
  home = new AslHome().define('w', {
    StartAt: 'A',
    States: {
      A: { Type: 'Choice', Choices: [{ Variable: '$.stop', IsPresent: true, Next: 'B' }], Default: 'A' },
      B: { Type: 'Succeed' },
    },
  });
  const id = await home.engine.start(TENANT, { workflow: 'w', name: 'n', input: {} });
  let turns = 0;
  let over = false;
  void home.engine.whenEnded(TENANT, id).then(() => {
    over = true;
  });
  // Act
  while (!over && turns < 5_000) {
    turns++;
    await new Promise((resolve) => setImmediate(resolve));
  }
  // Assess
  expect(turns).toBeGreaterThan(100);
  expect(await home.engine.describe(TENANT, id)).toMatchObject({
    status: 'FAILED',
    error: 'States.Runtime',
    cause: 'The execution reached the maximum number of history events (25000).',
  });
  const history = await home.engine.history(TENANT, id);
  expect(history).toHaveLength(25_000);
  expect(history.at(-1)).toMatchObject({ id: 25_000, type: 'ExecutionFailed' });
});

test('history ids have no gap, and previousEventId points back', async () => {
  home = new AslHome().define('w', {
    StartAt: 'M',
    States: {
      M: {
        Type: 'Map',
        ItemProcessor: { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } },
        End: true,
      },
    },
  });
  const { history } = await home.run('w', [1, 2, 3, 4, 5]);
  expect(history.map(({ id }) => id)).toEqual(history.map((_, index) => index + 1));
  expect(history.every(({ id, previousEventId }) => previousEventId < id)).toBe(true);
});

test('an execution whose changes cannot be written for a while goes on by itself afterwards', async () => {
  // Prepare
  home = new AslHome({ invoke: async () => 'done' }).define('w', {
    StartAt: 'Do',
    States: { Do: { Type: 'Task', Resource: 'arn:aws:lambda:x:1:function:f', End: true } },
  });
  const write = Database.prototype.write;
  const id = await home.engine.start(TENANT, { workflow: 'w', name: 'n', input: {} });
  home.database.write = async () => {
    throw new AppError('STORE_UNAVAILABLE', 'The disk does not answer.');
  };
  // Act
  await home.clock.advance(500);
  expect(await home.engine.describe(TENANT, id)).toMatchObject({ status: 'RUNNING' });
  home.database.write = write;
  // Assess
  expect(await home.clock.until(home.engine.whenEnded(TENANT, id))).toMatchObject({ output: 'done' });
});

test('a store of another version is refused', async () => {
  home = new AslHome();
  home.database.statements.run('UPDATE asl_schema SET version = 99');
  await expect(home.engine.recover()).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
});

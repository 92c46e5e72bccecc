import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ASL_SCHEMA } from '#local/asl/store/schema.ts';
import { Database, type Statements } from '#local/sqlite/database.ts';
import { AppError, type ErrorCode } from '#shared/errors.ts';
import { AslHome, TENANT } from '#tests/unit/local/asl/home.ts';

/** A store that can be told to refuse every change; a transaction without one still passes, as it needs no room. */
class FailingDatabase extends Database {
  failure: ErrorCode | undefined;
  refused = 0;

  override write<T>(work: (statements: Statements) => T): Promise<T> {
    return super.write((statements) => {
      const changes = () => statements.get<{ n: number }>('SELECT total_changes() AS n')?.n;
      const before = changes();
      const value = work(statements);
      if (this.failure === undefined || changes() === before) return value;
      this.refused += 1;
      throw new AppError(this.failure, 'The disk is full.');
    });
  }
}

class FailingHome extends AslHome {
  declare database: FailingDatabase;
  override open(): FailingDatabase {
    return new FailingDatabase(`${this.folder}/store.sqlite`, ASL_SCHEMA);
  }
}

const task = (name: string, next?: string) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: name, Payload: {} },
  ...(next === undefined ? { End: true } : { Next: next }),
});
const FILM = { QueryLanguage: 'JSONata', StartAt: 'A', States: { A: task('a', 'B'), B: task('b') } };
const OUTER = {
  QueryLanguage: 'JSONata',
  StartAt: 'Run',
  States: {
    Run: {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Arguments: { StateMachineArn: 'film', Input: {} },
      End: true,
    },
  },
};

let home: FailingHome;
let calls: string[];
let atB: () => void;
beforeEach(() => {
  calls = [];
  atB = () => undefined;
  home = new FailingHome({
    invoke: async (name) => {
      calls.push(name);
      if (name === 'b') atB();
      return name;
    },
  })
    .define('film', FILM)
    .define('outer', OUTER);
});
afterEach(() => home.close());

const start = (workflow: string) => home.engine.start(TENANT, { workflow, name: 'one', input: {} });
const fill = (failure: ErrorCode = 'STORE_FULL') => {
  atB = () => {
    home.database.failure = failure;
  };
};

describe('a disk that fills up in the middle of a run', () => {
  test.each(['film', 'outer'])(
    'is told to who waits for %s, and the run goes on at the next start',
    async (workflow) => {
      // Prepare
      fill();
      const id = await start(workflow);
      // Act
      const ended = home.clock.until(home.engine.whenEnded(TENANT, id));
      // Assess
      await expect(ended).rejects.toMatchObject({ code: 'STORE_FULL' });
      await expect(home.engine.whenEnded(TENANT, id)).rejects.toMatchObject({ code: 'STORE_FULL' });
      expect(await home.engine.describe(TENANT, id)).toMatchObject({ status: 'RUNNING' });
      const { refused } = home.database;
      await home.clock.advance(60_000);
      expect(home.database.refused).toBe(refused);
      atB = () => undefined;
      expect(await home.restart()).toBe(workflow === 'outer' ? 2 : 1);
      expect(await home.clock.until(home.engine.whenEnded(TENANT, id))).toMatchObject({
        status: 'SUCCEEDED',
      });
      expect(calls).toEqual(['a', 'b', 'b']);
    },
  );

  test('asking for the run again in the same process goes on with it once there is room', async () => {
    fill();
    const id = await start('film');
    await home.clock.until(home.engine.whenEnded(TENANT, id)).catch(() => undefined);
    home.database.failure = undefined;
    atB = () => undefined;
    await start('film');
    expect(await home.clock.until(home.engine.whenEnded(TENANT, id))).toMatchObject({ status: 'SUCCEEDED' });
  });
});

describe('a disk that does not answer', () => {
  test('is asked again for some seconds, and the run goes on when it answers', async () => {
    fill('STORE_UNAVAILABLE');
    const id = await start('film');
    const ended = home.engine.whenEnded(TENANT, id);
    await home.clock.advance(4_500);
    home.database.failure = undefined;
    atB = () => undefined;
    expect(await home.clock.until(ended)).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('is given up when it never does, and who waits is told', async () => {
    fill('STORE_UNAVAILABLE');
    const id = await start('film');
    await expect(home.clock.until(home.engine.whenEnded(TENANT, id), 60_000)).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
    });
    expect(await home.engine.describe(TENANT, id)).toMatchObject({ status: 'RUNNING' });
  });
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { Database } from '#local/sqlite/database.ts';
import { AppError } from '#shared/errors.ts';
import { expectCode } from '#tests/contract/harness.ts';

const SCHEMA = 'CREATE TABLE IF NOT EXISTS t (id TEXT PRIMARY KEY, data BLOB) STRICT;';
const ADD = 'INSERT INTO t (id, data) VALUES (?, ?)';

let folder: string;
let db: Database;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'database-'));
  db = new Database(join(folder, 'a.sqlite'), SCHEMA);
});
afterEach(async () => {
  db.close();
  await rm(folder, { recursive: true });
});

const ids = (from = db) =>
  from.statements.all<{ id: string }>('SELECT id FROM t ORDER BY id').map(({ id }) => id);
const add = (id: string, size = 1) => db.write((statements) => statements.run(ADD, id, new Uint8Array(size)));

describe('group commit', () => {
  test('a write that throws undoes itself and none of its neighbours in the same transaction', async () => {
    const results = await Promise.allSettled([
      add('a'),
      db.write((statements) => {
        statements.run(ADD, 'half', null);
        throw new AppError('STORE_CONFLICT', 'no');
      }),
      add('b'),
      add('a'),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected']);
    expect((results[1] as PromiseRejectedResult).reason).toMatchObject({ code: 'STORE_CONFLICT' });
    expect(ids()).toEqual(['a', 'b']);
  });

  test('what a write promises is on disk for another opening', async () => {
    await add('a');
    const other = new Database(join(folder, 'a.sqlite'), SCHEMA);
    expect(ids(other)).toEqual(['a']);
    other.close();
  });

  test('closing commits what is pending; afterwards every write is refused', async () => {
    const pending = add('a');
    db.close();
    await pending;
    await expectCode(add('b'), 'STORE_UNAVAILABLE');
    db.close();
    db = new Database(join(folder, 'a.sqlite'), SCHEMA);
    expect(ids()).toEqual(['a']);
  });

  test('M7: a full disk refuses the write with STORE_FULL, keeps what was there, and goes on when there is room', async () => {
    db.statements.get('PRAGMA max_page_count = 20');
    await add('kept');
    await expectCode(add('big', 200_000), 'STORE_FULL');
    expect(ids()).toEqual(['kept']);
    db.statements.get('PRAGMA max_page_count = 1000');
    await add('big', 200_000);
    expect(ids()).toEqual(['big', 'kept']);
  });

  test('a store that another process holds is refused with STORE_UNAVAILABLE, not waited for without end', async () => {
    const other = new Database(join(folder, 'a.sqlite'), SCHEMA);
    other.statements.run('BEGIN IMMEDIATE');
    db.statements.get('PRAGMA busy_timeout = 50');
    await expectCode(add('a'), 'STORE_UNAVAILABLE');
    other.statements.run('ROLLBACK');
    await add('a');
    other.close();
  });
});

describe('a store in a bad way is told in a sentence with a hint', () => {
  test.each([
    ['is no store', () => Buffer.alloc(8_192, 'x')],
    ['was overwritten in its middle', (whole: Buffer) => Buffer.from(whole).fill(0xee, 4_096)],
    ['was cut off', (whole: Buffer) => whole.subarray(0, 5_000)],
  ])('a file that %s', async (_, damage) => {
    // Prepare
    await Promise.all(['a', 'b', 'c'].map((id) => add(id, 10_000)));
    db.close();
    const path = join(folder, 'a.sqlite');
    await writeFile(path, damage(await readFile(path)));
    // Act
    let error: unknown;
    try {
      const damaged = new Database(path, SCHEMA);
      onTestFinished(() => damaged.close());
      damaged.statements.all('SELECT id, data FROM t ORDER BY data');
    } catch (thrown) {
      error = thrown;
    }
    // Assess
    expect(error).toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: `The store of the home ${folder} is damaged.`,
      hint: expect.any(String),
    });
  });

  test('a folder in its place', () => {
    expect(() => new Database(folder, SCHEMA)).toThrow(
      expect.objectContaining({ code: 'OUTPUT_UNWRITABLE', hint: expect.any(String) }),
    );
  });

  test('reading after the closing', () => {
    db.close();
    expect(() => ids()).toThrow(expect.objectContaining({ code: 'STORE_UNAVAILABLE' }));
  });
});

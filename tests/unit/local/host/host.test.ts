import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ASL_SCHEMA, ASL_SCHEMA_VERSION } from '#local/asl/store/schema.ts';
import { openHost } from '#local/host/host.ts';
import { Database } from '#local/sqlite/database.ts';
import { RUN, TENANT } from '#tests/ids.ts';
import { temporaryFolder } from '#tests/local-ports.ts';

const noFunctions = () => ({ invoke: () => Promise.reject(new Error('none')), close: async () => undefined });
const open = (home: string) => openHost({ home, searchPath: '', workers: 1, logLevel: 'error' }, noFunctions);

async function newHome(): Promise<string> {
  const home = join(await temporaryFolder(), 'home');
  await (await open(home)).close();
  return home;
}

const EVENT = [{ id: 'a', event: { type: 'run.resumed' as const } }];

test('closing twice at once closes once, and the home is free afterwards', async () => {
  const home = await newHome();
  const host = await open(home);
  await Promise.all([host.close(), host.close()]);
  await (await open(home)).close();
});

test('a listener that throws keeps its error to its own watch, and the home is let go', async () => {
  // Prepare
  const home = await newHome();
  const host = await open(home);
  await host.ports.journal.append(TENANT, RUN, EVENT);
  const unwatch = host.watch(TENANT, RUN, () => {
    throw new Error('the screen is gone');
  });
  host.watch(TENANT, RUN, () => {
    throw new Error('and this one');
  });
  // Act
  await expect(unwatch()).rejects.toThrow('the screen is gone');
  await host.close();
  // Assess
  await (await open(home)).close();
});

test('whoever uses a host that is closed is told so, and nothing is thrown into the void', async () => {
  // Prepare
  const host = await open(await newHome());
  await host.ports.journal.append(TENANT, RUN, EVENT);
  await host.close();
  const heard: unknown[] = [];
  // Act
  const unwatch = host.watch(TENANT, RUN, (event) => heard.push(event));
  // Assess
  await unwatch();
  expect(heard).toEqual([]);
  await expect(host.ports.journal.append(TENANT, RUN, EVENT)).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
  });
  await expect(host.ports.journal.read(TENANT, RUN)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
});

test('a store that a newer release has written is refused, and the home is free for that release', async () => {
  // Prepare
  const home = await newHome();
  const store = new Database(join(home, 'store.sqlite'), ASL_SCHEMA);
  onTestFinished(() => store.close());
  store.statements.run('UPDATE asl_schema SET version = ?', ASL_SCHEMA_VERSION + 1);
  // Act and assess: twice, as the first time must not have kept the lock.
  for (let time = 0; time < 2; time++) {
    await expect(open(home)).rejects.toMatchObject({ code: 'CONFIG_INVALID', hint: expect.any(String) });
  }
});

test('a damaged store is one sentence that names the home, and what to do', async () => {
  const home = await newHome();
  await writeFile(join(home, 'store.sqlite'), 'no store at all '.repeat(1_000));
  for (let time = 0; time < 2; time++) {
    await expect(open(home)).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringContaining(home),
      hint: expect.any(String),
    });
  }
});

test('a folder of somebody else is not opened', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'tmp'));
  await expect(open(folder)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
});

import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { homePaths, openHome } from '#local/home.ts';
import { expectCode } from '#tests/contract/harness.ts';
import { type Child, startChild } from '#tests/unit/local/child-process.ts';

let folder: string;
let home: string;
let children: Child[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'home-'));
  home = join(folder, 'deep', '.reelwright');
  children = [];
});
afterEach(async () => {
  await Promise.all(children.map((child) => child.kill()));
  await rm(folder, { recursive: true, force: true });
});

function hold(): Child {
  const child = startChild('hold-home.ts', home);
  children.push(child);
  return child;
}

describe('a home is one process’s own', () => {
  test('it is made where it is missing, for its owner only, and kept out of version control', async () => {
    const { paths, close } = await openHome(home);
    expect(paths).toEqual(homePaths(home));
    expect((await stat(home)).mode & 0o777).toBe(0o700);
    expect(await readFile(join(home, '.gitignore'), 'utf8')).toBe('*\n');
    close();
    close();
    (await openHome(home)).close();
  });

  test('a second opening in the same process is refused until the first is closed', async () => {
    const first = await openHome(home);
    await expectCode(openHome(home), 'HOME_BUSY');
    await expectCode(openHome(home), 'HOME_BUSY');
    first.close();
    (await openHome(home)).close();
  });

  test('another process is told who has it, and kill -9 frees it at once', async () => {
    const holder = hold();
    await holder.wrote(1);
    expect(holder.lines).toEqual(['open']);
    const error = await openHome(home).then(
      () => undefined,
      (thrown: Error & { hint: string; code: string }) => thrown,
    );
    expect(error).toMatchObject({ code: 'HOME_BUSY' });
    expect(error?.message).toContain(home);
    expect(error?.hint).toContain(String(holder.process.pid));
    await holder.kill();
    (await openHome(home)).close();
  });

  test('of four processes that open it at once one gets it', async () => {
    const all = [hold(), hold(), hold(), hold()];
    await Promise.all(all.map((child) => child.wrote(1)));
    expect(all.map(({ lines }) => lines[0]).sort()).toEqual(['HOME_BUSY', 'HOME_BUSY', 'HOME_BUSY', 'open']);
  });

  test('a home of another layout is refused and not touched', async () => {
    (await openHome(home)).close();
    for (const layout of ['{"layout":1}', '{"layout":3}', '{"layout":2,"more":true}', 'garbage', '']) {
      await writeFile(join(home, 'layout.json'), layout);
      await expectCode(openHome(home), 'CONFIG_INVALID');
      expect(await readFile(join(home, 'layout.json'), 'utf8')).toBe(layout);
    }
    await writeFile(join(home, 'layout.json'), '{"layout":2}');
    (await openHome(home)).close();
  });

  test('a file in the place of the home, or above it, is refused with a sentence', async () => {
    await writeFile(join(folder, 'file'), '');
    await expectCode(openHome(join(folder, 'file')), 'CONFIG_INVALID');
    await expectCode(openHome(join(folder, 'file', 'home')), 'CONFIG_INVALID');
  });

  test.each([
    ['a thesis', { 'tmp/thesis.txt': 'years of work', '.gitignore': 'node_modules' }],
    ['a file', { 'a.txt': '' }],
    ['an empty folder', { 'tmp/': '' }],
    ['only a .gitignore', { '.gitignore': 'out' }],
    ['a layout of somebody else', { 'layout.json': '{"rows":3}', 'tmp/a': '' }],
    ['a store without its layout', { 'store.sqlite': '', 'lock.sqlite': '' }],
  ])('a folder that holds %s is refused and left exactly as it was', async (_, files) => {
    // Prepare
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(home, name)), { recursive: true });
      if (name.endsWith('/')) await mkdir(join(home, name));
      else await writeFile(join(home, name), text);
    }
    await chmod(home, 0o755);
    const before = await stat(home);
    const names = (await readdir(home, { recursive: true })).sort();
    // Act
    const error = await openHome(home).catch((thrown: unknown) => thrown);
    // Assess
    expect(error).toMatchObject({ code: 'CONFIG_INVALID', hint: expect.any(String) });
    expect((await readdir(home, { recursive: true })).sort()).toEqual(names);
    for (const [name, text] of Object.entries(files)) {
      if (!name.endsWith('/')) expect(await readFile(join(home, name), 'utf8')).toBe(text);
    }
    const { mode, mtimeMs } = await stat(home);
    expect({ mode, mtimeMs }).toEqual({ mode: before.mode, mtimeMs: before.mtimeMs });
  });

  test('a home whose making was cut off at any file is made to the end', async () => {
    const steps = [
      'lock.sqlite',
      'lock.pid',
      '.gitignore.0123456789ab.tmp',
      '.gitignore',
      'layout.json.0123456789ab.tmp',
    ];
    for (let made = 1; made <= steps.length; made++) {
      const begun = join(folder, `begun-${made}`);
      await mkdir(begun);
      for (const name of steps.slice(0, made)) await writeFile(join(begun, name), '');
      (await openHome(begun)).close();
      expect(await readFile(join(begun, '.gitignore'), 'utf8')).toBe('*\n');
    }
  });

  test('the .gitignore of a home is its owner’s once the home is there', async () => {
    (await openHome(home)).close();
    await writeFile(join(home, '.gitignore'), '*\n!secrets.json\n');
    (await openHome(home)).close();
    expect(await readFile(join(home, '.gitignore'), 'utf8')).toBe('*\n!secrets.json\n');
  });

  test('a lock file that is damaged is a sentence that names the home', async () => {
    (await openHome(home)).close();
    await writeFile(join(home, 'lock.sqlite'), 'x'.repeat(4_096));
    const error = await openHome(home).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE', message: expect.stringContaining(home) });
  });

  test('nothing is left over from opening but the files it is made of', async () => {
    await mkdir(home, { recursive: true });
    (await openHome(home)).close();
    (await openHome(home)).close();
    expect((await readdir(home)).sort()).toEqual(['.gitignore', 'layout.json', 'lock.pid', 'lock.sqlite']);
  });
});

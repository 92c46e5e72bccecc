import { createHash } from 'node:crypto';
import { appendFile, mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { DroppedFile } from '#local/watch-folder/drop-note.ts';
import { dropNote } from '#local/watch-folder/drop-note.ts';
import { watchFolder } from '#local/watch-folder/watch-folder.ts';
import { InboxMessage } from '#shared/domain/dropped-file.ts';
import { systemClock } from '#shared/node/clock.ts';
import { silentLog, temporaryFolder } from '#tests/local-ports.ts';

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

async function openFolder(take?: (file: DroppedFile) => Promise<void>) {
  const folder = await temporaryFolder();
  const taken: DroppedFile[] = [];
  const start = () => {
    const end = watchFolder({
      folder,
      clock: systemClock,
      log: silentLog,
      take: async (file) => {
        await take?.(file);
        taken.push(file);
      },
    });
    onTestFinished(end);
    return end;
  };
  const put = (name: string, text: string) => writeFile(join(folder, name), text);
  const took = (count: number) =>
    vi.waitFor(() => expect(taken).toHaveLength(count), { timeout: 10_000, interval: 50 });
  return { folder, taken, start, put, took };
}

test('files that lie there and files that come are each taken once, with the hash of what they hold', async () => {
  const { folder, taken, start, put, took } = await openFolder();
  await put('old.md', 'one');
  start();
  await mkdir(join(folder, 'below'));
  await put('below/new one.txt', 'two');
  await took(2);
  await systemClock.sleep(600);
  const found = taken.map(({ path, bytes, eTag }) => ({ path, bytes, eTag }));
  expect(found.sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
    { path: 'below/new one.txt', bytes: 3, eTag: md5('two') },
    { path: 'old.md', bytes: 3, eTag: md5('one') },
  ]);
});

test('a file that is being written is taken when it is whole', async () => {
  const { folder, taken, start, put, took } = await openFolder();
  start();
  await put('slow.md', '');
  for (let part = 0; part < 6; part += 1) {
    await appendFile(join(folder, 'slow.md'), 'part ');
    await systemClock.sleep(300);
  }
  await took(1);
  expect(taken[0]).toMatchObject({ path: 'slow.md', eTag: md5('part '.repeat(6)) });
});

test('hidden and temporary files and links are passed over, until they get their real name', async () => {
  const { folder, taken, start, put, took } = await openFolder();
  const names = ['.hidden.md', 'a.md.part', 'b.crdownload', '~$c.md', 'd.md~', 'e.tmp'];
  for (const name of names) await put(name, 'no');
  await symlink('/etc/hosts', join(folder, 'hosts.txt'));
  await put('last.md', 'yes');
  start();
  await took(1);
  await rename(join(folder, 'a.md.part'), join(folder, 'a.md'));
  await took(2);
  expect(taken.map(({ path }) => path)).toEqual(['last.md', 'a.md']);
});

test('a file that is changed is taken again, and one that could not be taken too', async () => {
  let refuse = true;
  const { taken, start, put, took } = await openFolder(async () => {
    if (!refuse) return;
    refuse = false;
    throw new Error('the store is busy');
  });
  start();
  await put('a.md', 'one');
  await took(1);
  await put('a.md', 'two!');
  await took(2);
  expect(taken.map(({ eTag }) => eTag)).toEqual([md5('one'), md5('two!')]);
});

test('a file that cannot be taken keeps nobody from those behind it', async () => {
  const { taken, start, put, took } = await openFolder(async ({ path }) => {
    if (path === 'a.md') throw new Error('no queue takes this');
  });
  await put('a.md', 'one');
  await put('b.md', 'two');
  start();
  await took(1);
  expect(taken).toMatchObject([{ path: 'b.md' }]);
});

test('the message for a file reads as the one of S3, whatever its name', () => {
  const file = { path: 'Été & co/50% +1.md', bytes: 3, eTag: md5('one'), writtenAt: 1_767_225_600_000 };
  const { queue, id, body } = dropNote(file);
  expect(queue).toBe('inbox');
  expect(id).toMatch(/^[0-9a-f]{64}$/);
  const [dropped] = InboxMessage.parse(body);
  expect(dropped?.key).toBe('local/Été & co/50% +1.md');
  expect(dropNote({ ...file, writtenAt: 1 }).id).toBe(id);
  const [other] = InboxMessage.parse(dropNote({ ...file, eTag: md5('two') }).body);
  expect(other?.version).not.toBe(dropped?.version);
});

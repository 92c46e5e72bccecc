import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { FolderInbox } from '#local/inbox.ts';
import { expectCode } from '#tests/contract/harness.ts';
import { describeInbox } from '#tests/contract/inbox.ts';
import { temporaryFolder } from '#tests/local-ports.ts';

describeInbox('watched folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'contract-inbox-'));
  return {
    port: new FolderInbox(folder),
    advance: async () => undefined,
    close: () => rm(folder, { recursive: true }),
    drop: async (path, bytes) => {
      const target = join(folder, path.slice('local/'.length));
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, bytes);
    },
  };
});

test('no link is followed out of the folder or within it, whether it is the file or a folder on the way', async () => {
  const root = await temporaryFolder();
  await mkdir(join(root, 'inbox/real'), { recursive: true });
  await mkdir(join(root, 'outside'));
  for (const path of ['inbox/real/brief.md', 'outside/secret.md']) await writeFile(join(root, path), path);
  await symlink(join(root, 'outside/secret.md'), join(root, 'inbox/file-out.md'));
  await symlink(join(root, 'outside'), join(root, 'inbox/folder-out'));
  await symlink('real', join(root, 'inbox/folder-within'));
  const inbox = new FolderInbox(join(root, 'inbox'));
  for (const key of ['local/file-out.md', 'local/folder-out/secret.md', 'local/folder-within/brief.md']) {
    await expectCode(inbox.get(key), 'NOT_FOUND');
  }
  expect(Buffer.from(await inbox.get('local/real/brief.md')).toString()).toBe('inbox/real/brief.md');
});

test('a folder that is itself reached by a link is read', async () => {
  const root = await temporaryFolder();
  await mkdir(join(root, 'real'));
  await writeFile(join(root, 'real/brief.md'), 'x');
  await symlink(join(root, 'real'), join(root, 'inbox'));
  expect((await new FolderInbox(join(root, 'inbox')).get('local/brief.md')).byteLength).toBe(1);
});

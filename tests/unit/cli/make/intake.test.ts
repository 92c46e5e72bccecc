import { execFileSync } from 'node:child_process';
import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { takeIn } from '#cli/make/intake.ts';
import type { MakeRequest } from '#cli/make/request.ts';
import { TENANT } from '#tests/ids.ts';
import { openLocalPorts, temporaryFolder } from '#tests/local-ports.ts';

const PICTURE = createCanvas(2, 2).toBuffer('image/png');

async function take(request: Partial<MakeRequest>) {
  const { assets } = await openLocalPorts();
  const topic: MakeRequest = { subject: { kind: 'topic', words: 'tea' }, options: {}, slug: 'tea' };
  return await takeIn({ ...topic, ...request }, TENANT, assets);
}

async function folderOf(count: number, ending: string, content: string | Uint8Array): Promise<string> {
  const folder = await temporaryFolder();
  for (let at = 0; at < count; at += 1) {
    await writeFile(join(folder, `${String(at).padStart(3, '0')}${ending}`), content);
  }
  return folder;
}

test('an alternative text of any length is cut to what a brief holds, never within a character', async () => {
  const folder = await folderOf(1, '.png', PICTURE);
  const text = `![${'a'.repeat(499)}🐙${'b'.repeat(100)}](000.png)`;
  const { brief } = await take({ subject: { kind: 'text', text, format: 'markdown', name: 'a.md' }, folder });
  expect(brief.images).toMatchObject([{ name: '000.png', alt: 'a'.repeat(499) }]);
});

test('of more texts and pictures than a brief holds the first are taken, and the person is told', async () => {
  const sources = { path: await folderOf(203, '.md', 'Tea is old.') };
  const images = { path: await folderOf(501, '.png', PICTURE) };
  const footage = { path: await folderOf(101, '.mp4', 'x') };
  const { brief, notices } = await take({ sources, images, files: { footage, translations: [] } });
  expect([brief.sources.length, brief.images.length, brief.footage.length]).toEqual([200, 500, 100]);
  expect(brief.sources[199]).toMatchObject({ name: '199.md' });
  expect(notices.map(({ message }) => message)).toEqual([
    expect.stringContaining('Of 203 texts the first 200'),
    expect.stringContaining('Of 501 pictures the first 500'),
    expect.stringContaining('Of 101 videos the first 100'),
  ]);
});

test('a text beside a full folder of texts has its place', async () => {
  const sources = { path: await folderOf(200, '.text', 'Tea is old.') };
  const subject = { kind: 'text', text: 'Tea.', format: 'plain', name: 'tea.txt' } as const;
  const { brief, notices } = await take({ subject, sources });
  expect(brief.sources).toHaveLength(200);
  expect(notices).toHaveLength(1);
});

test('a picture beyond 50 MiB is refused by name and not read', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'huge.png'), PICTURE);
  await truncate(join(folder, 'huge.png'), 3 * 1024 ** 3);
  await expect(take({ images: { path: folder } })).rejects.toThrow(/huge\.png is larger than 50 MiB/);
});

test.skipIf(process.platform === 'win32')(
  'pipes in the folders are refused by name; folders are passed over',
  async () => {
    const folder = await folderOf(1, '.md', 'Tea is old.');
    await mkdir(join(folder, 'folder.md'));
    expect((await take({ sources: { path: folder } })).brief.sources).toHaveLength(1);
    execFileSync('mkfifo', [join(folder, 'pipe.md'), join(folder, 'pipe.png')]);
    await expect(take({ sources: { path: folder } })).rejects.toThrow(/pipe\.md is a pipe/);
    await expect(take({ images: { path: folder } })).rejects.toThrow(/pipe\.png is a pipe/);
  },
);

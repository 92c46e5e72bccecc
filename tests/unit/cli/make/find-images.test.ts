import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findImages } from '#cli/make/find-images.ts';
import { temporaryFolder } from '#tests/local-ports.ts';

async function folderWith(...names: string[]): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'pictures'));
  for (const name of names) await writeFile(join(folder, name), 'x');
  return folder;
}

test('pictures that the text names come first, with their alternative text, and each once', async () => {
  const folder = await folderWith(
    'pictures/reef.jpg',
    'pictures/b10.png',
    'pictures/b9.png',
    'pictures/notes.txt',
  );
  const text = '![A reef](pictures/reef.jpg "Title")\n\n<img alt="again" src="pictures/reef.jpg">';
  const found = await findImages(text, folder, { path: join(folder, 'pictures') });
  expect(found.map(({ name, alt }) => [name, alt])).toEqual([
    ['pictures/reef.jpg', 'again'],
    ['b9.png', undefined],
    ['b10.png', undefined],
  ]);
});

test('pictures on the web and files that are no pictures are not looked for', async () => {
  const folder = await folderWith();
  const text =
    '![x](https://example.org/a.png) ![y](//example.org/b.png) ![z](data:image/png;base64,AA) ![t](notes.pdf)';
  expect(await findImages(text, folder)).toEqual([]);
});

test.each(['../outside.png', '/etc/hosts.png', 'missing.png', 'pictures/%2e%2e/%2e%2e/outside.png'])(
  'a named picture that is not below the folder of the text is refused: %s',
  async (target) => {
    const folder = await folderWith();
    await writeFile(join(folder, '..', 'outside.png'), 'x').catch(() => undefined);
    await expect(findImages(`![x](${target})`, folder)).rejects.toMatchObject({ code: 'BRIEF_INVALID' });
  },
);

test('a link that leads out of the folder counts as outside', async () => {
  const folder = await folderWith();
  const elsewhere = await folderWith('secret.png');
  await symlink(join(elsewhere, 'secret.png'), join(folder, 'innocent.png'));
  await expect(findImages('![x](innocent.png)', folder)).rejects.toMatchObject({ code: 'BRIEF_INVALID' });
});

test('a folder of pictures that is missing or has none is an error, not silence', async () => {
  const folder = await folderWith('pictures/notes.txt');
  await expect(findImages('', undefined, { path: join(folder, 'nowhere') })).rejects.toMatchObject({
    code: 'BRIEF_INVALID',
  });
  await expect(findImages('', undefined, { path: join(folder, 'pictures') })).rejects.toThrow(/no picture/);
});

test('a picture whose name begins with two dots lies in the folder like any other', async () => {
  const folder = await folderWith('..reef.png');
  expect(await findImages('![x](..reef.png)', folder)).toHaveLength(1);
});

test('a link in a folder that a brief names must not lead out of the brief’s own', async () => {
  const folder = await folderWith('pictures/reef.png');
  const elsewhere = await folderWith('secret.png');
  await symlink(join(elsewhere, 'secret.png'), join(folder, 'pictures/innocent.png'));
  const pictures = { path: join(folder, 'pictures') };
  expect(await findImages('', folder, pictures)).toHaveLength(2);
  await expect(findImages('', folder, { ...pictures, within: folder })).rejects.toThrow(/innocent\.png/);
});

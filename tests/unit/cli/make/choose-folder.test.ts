import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chooseFolder, prepareFolder } from '#cli/make/choose-folder.ts';
import type { MakeRequest } from '#cli/make/request.ts';
import { temporaryFolder } from '#tests/local-ports.ts';

const request = (file: string): MakeRequest => ({
  subject: { kind: 'text', text: 'Tea is old.', format: 'markdown', name: 'notes.md' },
  options: {},
  file,
  slug: 'notes',
});

/** Puts a film of the brief below `out`, as a delivery leaves it; gives the name of its folder. */
async function filmOf(brief: MakeRequest, out: string, inner = ''): Promise<string> {
  const place = await chooseFolder(brief, out);
  await mkdir(join(place.path, inner), { recursive: true });
  await writeFile(join(place.path, inner, 'report.json'), JSON.stringify({ version: 1, brief: place.brief }));
  return place.name;
}

test('two briefs of the same name have a folder each, and each finds its own again', async () => {
  const folder = await temporaryFolder();
  const out = join(folder, 'out');
  const briefs = ['a', 'b', 'c'].map((name) => request(join(folder, name, 'notes.md')));
  const names = [];
  for (const brief of [...briefs, ...briefs]) names.push(await filmOf(brief, out));
  expect(names).toEqual(['notes', 'notes-2', 'notes-3', 'notes', 'notes-2', 'notes-3']);
});

test('a film that failed holds the folder too', async () => {
  const folder = await temporaryFolder();
  await filmOf(request(join(folder, 'a/notes.md')), folder, 'failed');
  expect(await chooseFolder(request(join(folder, 'b/notes.md')), folder)).toMatchObject({
    name: 'notes-2',
    taken: true,
  });
});

test('briefs and films that move together keep their folder', async () => {
  const [before, after] = [await temporaryFolder(), await temporaryFolder()];
  const place = await chooseFolder(request(join(before, 'notes.md')), join(before, 'out'));
  expect((await chooseFolder(request(join(after, 'notes.md')), join(after, 'out'))).brief).toBe(place.brief);
});

test('topics and addresses are told apart by their words', async () => {
  const folder = await temporaryFolder();
  const asked = (words: string): MakeRequest => ({
    subject: { kind: 'topic', words },
    options: {},
    slug: 'tea',
  });
  expect(await filmOf(asked('Tea'), folder)).toBe('tea');
  expect(await filmOf(asked('Tea?'), folder)).toBe('tea-2');
  expect(await filmOf(asked('Tea'), folder)).toBe('tea');
});

test.each(['', '{', '[]', '{"brief": 7}', '{"brief": "../../x"}'])(
  'a report that does not say whose it is, such as %j, keeps nobody from the folder',
  async (report) => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'notes'));
    await writeFile(join(folder, 'notes/report.json'), report);
    expect((await chooseFolder(request(join(folder, 'notes.md')), folder)).name).toBe('notes');
  },
);

test.skipIf(process.getuid?.() === 0)(
  'a folder that cannot be written to is told before any work is done',
  async () => {
    const folder = await temporaryFolder();
    await chmod(folder, 0o500);
    await expect(prepareFolder(join(folder, 'film'))).rejects.toMatchObject({ code: 'OUTPUT_UNWRITABLE' });
  },
);

test('a file in the place of the folder is told before any work is done', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'film'), 'x');
  await expect(prepareFolder(join(folder, 'film'))).rejects.toMatchObject({ code: 'OUTPUT_UNWRITABLE' });
});

test('a folder in the place of the film is told by name before any work is done, and stays', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'notes/film.mp4/holiday'), { recursive: true });
  await expect(chooseFolder(request(join(folder, 'notes.md')), folder)).rejects.toMatchObject({
    code: 'OUTPUT_UNWRITABLE',
    message: expect.stringMatching(/^There is a folder called film\.mp4/),
  });
  expect(await readdir(join(folder, 'notes'))).toEqual(['film.mp4']);
});

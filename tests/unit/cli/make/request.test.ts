import { execFileSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readRequest } from '#cli/make/request.ts';
import { slugify } from '#cli/make/slug.ts';
import { parseDuration } from '#shared/brief/duration.ts';
import { temporaryFolder } from '#tests/local-ports.ts';

test.each([
  ['45', 45],
  ['45s', 45],
  ['2m', 120],
  ['1m30s', 90],
  ['1:05', 65],
  ['12.5', 12.5],
])('the length %s is %d seconds', (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds);
});

test.each(['', 'x', '1:99', '-3', '1h'])('the length "%s" is none', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

test.each([
  ['The Deep Sea!', 'the-deep-sea'],
  ['Café Zürich', 'cafe-zurich'],
  ['../../etc/passwd', 'etc-passwd'],
  ['日本の茶', '日本の茶'],
  ['🎬🎬', 'film'],
  ['x'.repeat(200), 'x'.repeat(60)],
  ['한국의 차', '한국의-차'],
  ['हिन्दी', 'हिन्दी'],
  ['がっこう', 'がっこう'],
  ['Ελλάδα', 'ελλάδα'],
  ['İstanbul’da ＴＥＡ', 'istanbul-da-tea'],
  ['❤️ tea 1️⃣', 'tea-1'],
  ['T\u0301\u0302\u0303ea', 'tea'],
  ['𠮷'.repeat(70), '𠮷'.repeat(60)],
  ['con', 'con-film'],
  ['LPT1', 'lpt1-film'],
  ['Console', 'console'],
])('"%s" goes to the folder %s', (words, slug) => {
  expect(slugify(words)).toBe(slug);
});

test.each(['한국', 'हिन्दी', 'がっこう', 'Ångström'])(
  'the folder of %s is composed and its own slug',
  (words) => {
    const slug = slugify(words.normalize('NFD'));
    expect(slug).toBe(slug.normalize('NFC'));
    expect(slugify(slug)).toBe(slug);
  },
);

test('a file is read, its front matter applied, and flags win over it', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'My Brief.md'), '---\nduration: 20\nstyle: paper\n---\nTea is old.\n');
  const request = await readRequest(join(folder, 'My Brief.md'), { duration: 33 });
  expect(request).toMatchObject({
    slug: 'my-brief',
    folder,
    options: { duration: 33, style: 'paper' },
    subject: { kind: 'text', format: 'markdown', text: 'Tea is old.\n' },
  });
});

test('a brief file may point to a text beside it', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'text.txt'), 'Tea is old.');
  await writeFile(join(folder, 'order.yaml'), 'file: text.txt\nmusic: "off"\n');
  const request = await readRequest(join(folder, 'order.yaml'), {});
  expect(request).toMatchObject({
    slug: 'order',
    options: { music: 'off' },
    subject: { kind: 'text', text: 'Tea is old.' },
  });
});

test('files that the text of a brief names are used too, but for what the brief itself says', async () => {
  const folder = await temporaryFolder();
  for (const name of ['own.mp3', 'spoken.wav', 'es.md', 'es2.md', 'de.md'])
    await writeFile(join(folder, name), '.');
  const head = 'music: own.mp3\nrecording: spoken.wav\ntranslations: { es: es.md, de: de.md }';
  await writeFile(join(folder, 'text.md'), `---\n${head}\n---\nTea is old.`);
  await writeFile(join(folder, 'order.yaml'), 'file: text.md\nmusic: calm\ntranslations: { es: es2.md }\n');
  const { files } = await readRequest(join(folder, 'order.yaml'), {});
  expect(files).toEqual({
    recording: join(folder, 'spoken.wav'),
    translations: [
      { language: 'es', path: join(folder, 'es2.md') },
      { language: 'de', path: join(folder, 'de.md') },
    ],
  });
});

test('words are a topic, an address is an address', async () => {
  expect(await readRequest('The history of tea', {})).toMatchObject({
    subject: { kind: 'topic' },
    slug: 'the-history-of-tea',
  });
  expect(await readRequest('https://example.org/a/tea.html?x=1', {})).toMatchObject({
    subject: { kind: 'address', url: 'https://example.org/a/tea.html?x=1' },
    slug: 'example-org-tea',
  });
});

test.each([
  ['a missing file', 'nowhere.md', 'BRIEF_INVALID'],
  ['a path to nowhere', './no/such/thing', 'BRIEF_INVALID'],
  ['a path from the root', '/no/such/thing', 'BRIEF_INVALID'],
  ['a path from the home', '~/no/such/thing', 'BRIEF_INVALID'],
  ['a missing file with spaces and a folder', 'my notes/the tea.md', 'BRIEF_INVALID'],
  ['an empty topic', '  ', 'BRIEF_INVALID'],
  ['a broken address', 'http://', 'BRIEF_INVALID'],
])('%s is refused in one sentence with what to do', async (_, given, code) => {
  await expect(readRequest(given, {})).rejects.toMatchObject({ code, hint: expect.stringMatching(/\w/) });
});

test.each(['The history of TCP/IP', 'AC/DC', 'and/or', 'What is 1/2?'])(
  '%s is a topic, not a path',
  async (words) => {
    expect(await readRequest(words, {})).toMatchObject({ subject: { kind: 'topic', words } });
  },
);

test('a folder, an empty file, a file of spaces and binary junk are refused', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'sub'));
  await writeFile(join(folder, 'empty.md'), '');
  await writeFile(join(folder, 'spaces.md'), '---\nduration: 20\n---\n \n\t\n');
  await writeFile(
    join(folder, 'junk.md'),
    Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 7919) % 256)),
  );
  for (const name of ['sub', 'empty.md', 'spaces.md', 'junk.md']) {
    await expect(readRequest(join(folder, name), {}), name).rejects.toMatchObject({
      code: /^BRIEF_(INVALID|UNREADABLE)$/,
    });
  }
});

test('a brief that leads to a brief, itself first of all, is refused', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'loop.yaml'), 'file: loop.yaml\n');
  await writeFile(join(folder, 'a.json'), '{"file": "loop.yaml"}');
  for (const name of ['loop.yaml', 'a.json']) {
    await expect(readRequest(join(folder, name), {})).rejects.toThrow(/loop\.yaml, which is a brief itself/);
  }
});

test.skipIf(process.platform === 'win32')(
  'a pipe and a device are no file, and nobody waits for them',
  async () => {
    const folder = await temporaryFolder();
    execFileSync('mkfifo', [join(folder, 'pipe.md')]);
    await symlink('/dev/zero', join(folder, 'zero.md'));
    for (const name of ['pipe.md', 'zero.md']) {
      await expect(readRequest(join(folder, name), {})).rejects.toThrow(`${name} is a pipe or a device`);
    }
  },
);

test('2 MiB of text are read, one byte more is refused', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'fits.md'), 'a '.repeat(1024 * 1024));
  await writeFile(join(folder, 'long.md'), `${'a '.repeat(1024 * 1024)}.`);
  expect((await readRequest(join(folder, 'fits.md'), {})).subject).toMatchObject({ kind: 'text' });
  await expect(readRequest(join(folder, 'long.md'), {})).rejects.toThrow(/larger than 2 MiB/);
});

/** A folder with a brief in `work/` and files beside that folder which the brief has no business with. */
async function workFolder(brief: string, content: string): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'work/pictures'), { recursive: true });
  await mkdir(join(folder, 'secret'));
  await writeFile(join(folder, 'secret/text.md'), 'Secret text.');
  await symlink(join(folder, 'secret'), join(folder, 'work/link'));
  await writeFile(join(folder, 'work', brief), content);
  return join(folder, 'work', brief);
}

test.each([
  ['a.md', '---\nimages: /etc\n---\nTea is old.', 'images: /etc'],
  ['a.md', '---\nimages: ../secret\n---\nTea is old.', 'images: ../secret'],
  ['a.md', '---\nimages: link\n---\nTea is old.', 'images: link'],
  ['a.md', '---\nsources: ../secret\n---\nTea is old.', 'sources: ../secret'],
  ['a.yaml', 'topic: tea\nsources: ../secret\n', 'sources: ../secret'],
  ['a.yaml', 'file: ../secret/text.md\n', 'file: ../secret/text.md'],
  ['a.json', '{"file": "link/text.md"}', 'file: link/text.md'],
  ['a.json', '{"text": "Tea", "images": "/etc"}', 'images: /etc'],
  ['a.yaml', 'file: nowhere.md\n', 'file: nowhere.md'],
])('a brief reaches nothing outside its folder: %s with %j', async (name, content, named) => {
  const brief = await workFolder(name, content);
  await expect(readRequest(brief, {})).rejects.toMatchObject({
    code: 'BRIEF_INVALID',
    message: expect.stringContaining(named),
  });
});

test('folders in a brief are seen from the brief, those of flags from where the person is', async () => {
  const brief = await workFolder('a.md', '---\nimages: pictures\n---\nTea is old.');
  const folder = dirname(brief);
  expect(await readRequest(brief, {})).toMatchObject({
    images: { path: join(folder, 'pictures'), within: folder },
  });
  const flag = relative(process.cwd(), join(folder, '../secret'));
  expect((await readRequest(brief, { images: flag })).images).toEqual({ path: resolve(flag) });
});

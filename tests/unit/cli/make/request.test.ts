import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseDuration } from '#cli/make/duration.ts';
import { readRequest } from '#cli/make/request.ts';
import { slugify } from '#cli/make/slug.ts';
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

test.each(['', 'x', '1:99', '-3', '1h'])('the length "%s" is refused with examples', (text) => {
  expect(() => parseDuration(text)).toThrow(
    expect.objectContaining({ code: 'OPTION_INVALID', hint: expect.stringContaining('1m30s') }),
  );
});

test.each([
  ['The Deep Sea!', 'the-deep-sea'],
  ['Café Zürich', 'cafe-zurich'],
  ['../../etc/passwd', 'etc-passwd'],
  ['日本の茶', '日本の茶'],
  ['🎬🎬', 'film'],
  ['x'.repeat(200), 'x'.repeat(60)],
])('"%s" goes to the folder %s', (words, slug) => {
  expect(slugify(words)).toBe(slug);
});

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
  ['a path to nowhere', 'no/such/thing', 'BRIEF_INVALID'],
  ['an empty topic', '  ', 'BRIEF_INVALID'],
  ['a broken address', 'http://', 'BRIEF_INVALID'],
])('%s is refused in one sentence with what to do', async (_, given, code) => {
  await expect(readRequest(given, {})).rejects.toMatchObject({ code, hint: expect.stringMatching(/\w/) });
});

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

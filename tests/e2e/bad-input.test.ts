import { lookup } from 'node:dns/promises';
import { chmod, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Desk, emptyDesk } from '#tests/e2e/command.ts';

const TEXT = 'The moon pulls the sea. High tide comes twice a day.';

/** What a person may get wrong; each prepares a desk and gives the arguments. */
const MISTAKES: [string, (desk: Desk) => Promise<string[]>, RegExp][] = [
  ['a missing file', async () => ['nothing.md'], /no file nothing\.md/],
  ['an empty text', async (desk) => [await desk.put('empty.md', '  \n')], /empty\.md/],
  [
    'binary junk',
    async (desk) => [await desk.put('junk.txt', Buffer.from([0, 1, 2, 255, 254, 0, 7, 8, 0, 0, 3]))],
    /junk\.txt/,
  ],
  ['two words', async (desk) => [await desk.put('short.txt', 'Two words')], /three words/],
  [
    'a value that is not allowed',
    async (desk) => [await desk.put('a.md', TEXT), '--aspect', '4:3'],
    /aspect must be one of/,
  ],
  ['a length that cannot be read', async (desk) => [await desk.put('a.md', TEXT), '-d', 'soon'], /"soon"/],
  [
    'a voice that does not exist',
    async (desk) => [await desk.put('a.md', TEXT), '--voice', 'elvis'],
    /elvis/,
  ],
  ['an option that does not exist', async (desk) => [await desk.put('a.md', TEXT), '--fancy'], /--fancy/],
  [
    'a brief that leads to itself',
    async (desk) => [await desk.put('loop.yaml', 'file: loop.yaml')],
    /loop\.yaml, which is a brief itself/,
  ],
  [
    'a brief that says where its film goes',
    async (desk) => [await desk.put('a.md', `---\nout: /tmp\n---\n${TEXT}`)],
    /--out <folder>/,
  ],
  [
    'a folder in the place of the film',
    async (desk) => {
      await desk.put('out/a/film.mp4/holiday.txt', 'x');
      return [await desk.put('a.md', TEXT)];
    },
    /a folder called film\.mp4/,
  ],
  [
    'a folder of pictures that is not there',
    async (desk) => [await desk.put('a.md', TEXT), '--images', 'nowhere'],
    /nowhere/,
  ],
  [
    'a damaged picture',
    async (desk) => {
      await desk.put('pictures/bad.jpg', Buffer.from('\xff\xd8\xff\xe0 not a jpeg', 'latin1'));
      return [await desk.put('a.md', TEXT), '--images', join(desk.folder, 'pictures')];
    },
    /bad\.jpg/,
  ],
  [
    'a file where the folder for films should be',
    async (desk) => {
      await desk.put('blocked', 'x');
      return [await desk.put('a.md', TEXT), '--out', 'blocked'];
    },
    /blocked/,
  ],
  [
    'a folder that the system refuses to make',
    async (desk) => [await desk.put('a.md', TEXT), '--out', '/proc/films'],
    /\/proc\/films/,
  ],
  ['a private address', async () => ['http://127.0.0.1/page.html'], /public web/],
];

test.each(MISTAKES)(
  '%s is one clear sentence, exit code 1 and no film',
  { timeout: 60_000 },
  async (_, prepare, message) => {
    // Prepare
    const desk = await emptyDesk();
    const args = await prepare(desk);
    // Act
    const { code, errors, out } = await desk.make([...args, '--quality', 'draft']);
    // Assess
    expect(code).toBe(1);
    expect(errors).toMatch(message);
    expect(errors).not.toMatch(/^\s+at /m);
    expect(errors.trim().split('\n').length).toBeLessThanOrEqual(2);
    expect(out).not.toContain('film.mp4');
  },
);

/** With a network a bare topic becomes a film from Wikipedia; how that fails is tested at the step, `gather-sources`. */
test.skipIf(await hasNetwork())(
  'without a network a bare topic is refused with the ways out',
  { timeout: 60_000 },
  async () => {
    const desk = await emptyDesk();
    const { code, errors } = await desk.make(['The history of TCP/IP', '--quality', 'draft']);
    expect(code).toBe(1);
    expect(errors).toMatch(/no source for “The history of TCP\/IP”.*--sources/);
  },
);

async function hasNetwork(): Promise<boolean> {
  return await lookup('en.wikipedia.org').then(
    () => true,
    () => false,
  );
}

test('a run that fails late leaves the earlier film as it was', { timeout: 60_000 }, async () => {
  const desk = await emptyDesk();
  await desk.put('out/a/film.mp4', 'earlier');
  await desk.put('out/a/captions.srt', 'earlier captions');
  await desk.put('a.md', `${TEXT} How to make a pipe bomb at home.`);
  const { code, out, errors } = await desk.make(['a.md', '--quality', 'draft']);
  expect(code).toBe(1);
  expect(out).toMatch(/Read: done/);
  expect(errors).toMatch(/^Error: /);
  expect(await readdir(join(desk.folder, 'out/a'))).toEqual(['captions.srt', 'film.mp4']);
  expect(await readFile(join(desk.folder, 'out/a/film.mp4'), 'utf8')).toBe('earlier');
});

test.skipIf(process.getuid?.() === 0)('a folder that may not be written to is told', async () => {
  const desk = await emptyDesk();
  await mkdir(join(desk.folder, 'locked'));
  await chmod(join(desk.folder, 'locked'), 0o500);
  const { code, errors } = await desk.make([
    await desk.put('a.md', TEXT),
    '--out',
    join(desk.folder, 'locked'),
  ]);
  expect(code).toBe(1);
  expect(errors).toMatch(/locked/);
});

test('--verbose adds the stack, for those who report a defect', { timeout: 60_000 }, async () => {
  const desk = await emptyDesk();
  const { errors } = await desk.make(['nothing.md', '--verbose']);
  expect(errors).toMatch(/BRIEF_INVALID/);
  expect(errors).toMatch(/^\s+at /m);
});

test('a second command in the same home is told that it is busy', { timeout: 60_000 }, async () => {
  const desk = await emptyDesk();
  await desk.put('a.md', TEXT);
  await desk.put('b.md', `${TEXT} More.`);
  const [first, second] = await Promise.all([
    desk.make(['a.md', '--quality', 'draft', '--duration', '6']),
    desk.make(['b.md', '--quality', 'draft', '--duration', '6']),
  ]);
  // One is made, whole or with something less than was asked for.
  const codes = [first.code, second.code];
  expect(codes.filter((code) => code === 0 || code === 3)).toHaveLength(1);
  expect(codes).toContain(1);
  expect(first.errors + second.errors).toMatch(/REELWRIGHT_HOME/);
});

test('--help names every option with its default, and an example', async () => {
  const desk = await emptyDesk();
  const { code, out } = await desk.make(['--help']);
  expect(code).toBe(0);
  for (const option of [
    'duration',
    'aspect',
    'style',
    'voice',
    'language',
    'captions',
    'music',
    'images',
    'sources',
    'out',
    'seed',
  ]) {
    expect(out).toContain(`--${option}`);
  }
  expect(out.replace(/\s+/g, ' ')).toMatch(/Exit codes: 0 .+ 3 .+ 2 .+ 1 .+ 130 /);
  expect(out).toContain('examples/briefs/deep-sea.md');
});

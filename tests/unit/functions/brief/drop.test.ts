import { expect, test } from 'vitest';
import { handler } from '#functions/brief/drop.ts';
import { Brief } from '#shared/domain/brief.ts';
import { allEvents } from '#shared/engine/all-events.ts';
import { readJson } from '#shared/engine/step-context.ts';
import { STYLE_SHEETS } from '#shared/scenes/styles/style-sheets.ts';
import { png16 } from '#tests/security/picture-files.ts';
import { call, type FunctionHome, OURS, openFunctionHome } from '#tests/unit/functions/function-home.ts';

/** A note of S3 about a file, as it comes through the queue. */
function note(key: string, more: object = {}): object {
  return {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: 'eu-central-1',
    eventName: 'ObjectCreated:Put',
    s3: {
      s3SchemaVersion: '1.0',
      bucket: { name: 'inbox', arn: 'arn:aws:s3:::inbox' },
      object: {
        key: encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/'),
        size: 1,
        sequencer: '1',
        ...more,
      },
    },
  };
}

const drop = (...notes: object[]) =>
  call(handler, {
    Records: notes.map((one, at) => ({ messageId: `m${at}`, body: JSON.stringify({ Records: [one] }) })),
  });

async function homeWith(files: Record<string, string | Uint8Array>): Promise<FunctionHome> {
  const home = await openFunctionHome();
  for (const [key, content] of Object.entries(files)) home.told.files.set(key, Buffer.from(content));
  return home;
}

async function messages(home: FunctionHome): Promise<Brief[]> {
  const received = await home.queue.receive(OURS, 'productions', { max: 10, visibilityMs: 1_000 });
  return await Promise.all(
    received.map(({ body }) =>
      readJson(home, OURS, Brief, (body as { brief: Brief['images'][0]['ref'] }).brief),
    ),
  );
}

const failureOf = async (home: FunctionHome) => {
  const [run] = await home.runs.list(OURS);
  return { run, events: run ? (await allEvents(home.journal, OURS, run.id)).map(({ event }) => event) : [] };
};

test('a text with front matter becomes a production, its name and options kept', async () => {
  const key = 'ours/ideas/tea & more ü.md';
  const home = await homeWith({ [key]: '---\ntitle: Tea\nduration: 1m\naspect: "9:16"\n---\nTea is old.\n' });
  expect(await drop(note(key))).toEqual({ batchItemFailures: [] });
  const [brief] = await messages(home);
  expect(brief).toMatchObject({
    title: 'Tea',
    options: { duration: 60, aspect: '9:16', style: 'midnight' },
    sources: [{ kind: 'text', format: 'markdown', name: 'tea & more ü.md' }],
  });
  const [source] = brief?.sources ?? [];
  const bytes = source?.kind === 'text' ? await home.assets.get(OURS, source.ref) : undefined;
  expect(Buffer.from(bytes ?? []).toString()).toBe('Tea is old.\n');
});

test.each([
  ['tea.txt', 'Tea is old.', 'plain'],
  ['tea.html', '<p>Tea is old.</p>', 'html'],
])('%s is a text of its kind', async (name, content, format) => {
  const home = await homeWith({ [`ours/${name}`]: content });
  await drop(note(`ours/${name}`));
  expect(await messages(home)).toMatchObject([{ sources: [{ format, name }] }]);
});

test.each([
  ['wish.json', '{"topic": "Tea", "options": {"duration": 20}}'],
  ['wish.yaml', 'topic: Tea\noptions:\n  duration: 20\n'],
])('%s is a request as over HTTP', async (name, content) => {
  const home = await homeWith({ [`ours/${name}`]: content });
  await drop(note(`ours/${name}`));
  expect(await messages(home)).toMatchObject([{ topic: 'Tea', options: { duration: 20 } }]);
});

test('the same version of a file gives one run however often it is told, another version another one', async () => {
  const home = await homeWith({ 'ours/tea.txt': 'Tea is old.' });
  await drop(note('ours/tea.txt'), note('ours/tea.txt'));
  await drop(note('ours/tea.txt'));
  expect(await home.runs.list(OURS)).toHaveLength(1);
  home.told.files.set('ours/tea.txt', Buffer.from('Tea is very old.'));
  await drop(note('ours/tea.txt', { sequencer: '2' }));
  expect(await home.runs.list(OURS)).toHaveLength(2);
});

const PICTURE = png16();

test('pictures that a text names and that lie beside it or below come with it', async () => {
  const text = '![A reef](reef.png) ![](pictures/two%20fish.png) ![](../away.png) ![](gone.png) Tea is old.';
  const home = await homeWith({
    'ours/ideas/tea.md': text,
    'ours/ideas/reef.png': PICTURE,
    'ours/ideas/pictures/two fish.png': PICTURE,
    'ours/away.png': PICTURE,
    'ours/ideas/other.png': PICTURE,
  });
  await drop(note('ours/ideas/tea.md'));
  const [brief] = await messages(home);
  expect(brief?.images.map(({ name, alt }) => [name, alt])).toEqual([
    ['reef.png', 'A reef'],
    ['pictures/two%20fish.png', undefined],
  ]);
  const [image] = brief?.images ?? [];
  expect(image && Buffer.from(await home.assets.get(OURS, image.ref))).toEqual(PICTURE);
  expect(image?.ref.mediaType).toBe('image/png');
});

test('a picture is taken with up to 50 MiB, and of all texts of a batch one at a time', async () => {
  const home = await homeWith({
    'ours/a.md': '![](a.png) ![](b.png) Tea is old.',
    'ours/b.md': '![](c.png) Old.',
  });
  let reading = 0;
  const asked: unknown[] = [];
  const get = home.inbox.get;
  home.inbox.get = async (key, maxBytes) => {
    if (!key.endsWith('.png')) return await get(key);
    reading += 1;
    asked.push([key, maxBytes, reading]);
    await new Promise((resolve) => setImmediate(resolve));
    reading -= 1;
    return PICTURE;
  };
  await drop(note('ours/a.md'), note('ours/b.md'));
  const limit = 50 * 1024 * 1024;
  expect(asked.toSorted()).toEqual(['a', 'b', 'c'].map((name) => [`ours/${name}.png`, limit, 1]));
});

test('a request whose style cannot be read becomes a run that failed and says what would do', async () => {
  const styleSheet = { ...STYLE_SHEETS.gallery, muted: '#dddddd' };
  const home = await homeWith({ 'ours/tea.json': JSON.stringify({ text: 'Tea is old.', styleSheet }) });
  await drop(note('ours/tea.json'));
  const { events } = await failureOf(home);
  expect(events[1]).toMatchObject({ code: 'STYLE_INVALID', message: expect.stringContaining('would do') });
});

test('a text that is told of again when its picture has come is not made again', async () => {
  const home = await homeWith({ 'ours/tea.md': '![](reef.png) Tea is old.' });
  await drop(note('ours/tea.md'));
  home.told.files.set('ours/reef.png', PICTURE);
  expect(await drop(note('ours/tea.md'))).toEqual({ batchItemFailures: [] });
  expect(await home.runs.list(OURS)).toHaveLength(1);
});

test('a picture that is none becomes a run that failed and names it', async () => {
  const home = await homeWith({ 'ours/tea.md': '![](reef.png) Tea is old.', 'ours/reef.png': 'no picture' });
  await drop(note('ours/tea.md'));
  const { events } = await failureOf(home);
  expect(events[1]).toMatchObject({ code: 'MEDIA_INVALID', message: expect.stringContaining('reef.png') });
});

/** More keys than a parser of YAML gets through in time. */
const KEYS = Array.from({ length: 200_000 }, (_, at) => `k${at}: 0\n`).join('');

test.each([
  ['notes.pdf', '%PDF-1.7', 'BRIEF_INVALID', /not a file that a film can be made of/],
  ['scan.md', '%PDF-1.7\n', 'BRIEF_UNREADABLE', /is a PDF/],
  ['empty.md', ' \n', 'BRIEF_INVALID', /is empty/],
  ['wrong.md', '---\nduration: soon\n---\nTea.', 'OPTION_INVALID', /soon/],
  ['folder.md', '---\nimages: pictures\n---\nTea.', 'OPTION_INVALID', /names files/],
  ['wish.json', '{"topic": "Tea", "colour": "red"}', 'BRIEF_INVALID', /colour/],
  ['wish.yaml', 'topic: [', 'BRIEF_INVALID', /mistake/],
  ['wish.yml', '- a', 'BRIEF_INVALID', /not a request/],
  ['wish.json', '{"topic": "Tea",}', 'BRIEF_INVALID', /mistake in wish.json/],
  ['half.json', '{"topic": "\\ud83d"}', 'BRIEF_INVALID', /surrogate/],
  ['half.yaml', 'topic: "\\ud83d"', 'BRIEF_INVALID', /surrogate/],
  ['half.md', '---\ntitle: "\\ud83d"\n---\nTea.', 'BRIEF_INVALID', /surrogate/],
  ['keys.yaml', KEYS, 'BRIEF_INVALID', /longer than 64 KiB/],
  ['keys.md', `---\n${KEYS}---\nTea.`, 'BRIEF_INVALID', /longer than 16 KiB/],
])(
  '%s that cannot be understood becomes a run that failed and says what to do',
  async (name, content, code, says) => {
    const home = await homeWith({ [`ours/${name}`]: content });
    expect(await drop(note(`ours/${name}`))).toEqual({ batchItemFailures: [] });
    await drop(note(`ours/${name}`));
    const { run, events } = await failureOf(home);
    expect(run).toMatchObject({ title: name, status: 'failed' });
    expect(events).toMatchObject([
      { type: 'run.accepted', title: name },
      { type: 'run.failed', code },
    ]);
    expect(JSON.stringify(events[1])).toMatch(says);
    expect(await home.runs.list(OURS)).toHaveLength(1);
    expect(await messages(home)).toEqual([]);
  },
);

test('what is said of a file is short, whatever is in it', async () => {
  const options = Array.from({ length: 1_000 }, (_, at) => `k${at}: 0`).join('\n');
  const home = await homeWith({ 'ours/many.md': `---\n${options}\n---\nTea.` });
  await drop(note('ours/many.md'));
  const { events } = await failureOf(home);
  expect(events[1]).toMatchObject({ code: 'OPTION_INVALID', message: expect.stringContaining('k0, k1') });
  expect(JSON.stringify(events[1]).length).toBeLessThan(1_000);
});

test.each([
  ['a hidden file', 'ours/.DS_Store'],
  ['a file in a hidden folder', 'ours/.git/notes.md'],
  ['a file half uploaded', 'ours/tea.md.part'],
  ['the copy of an editor', 'ours/tea.md~'],
  ['the lock of an office program', 'ours/~$tea.md'],
  ['a picture, which is there for a text', 'ours/ideas/Reef.JPG'],
  ['a folder', 'ours/ideas/'],
  ['a file of nobody', 'tea.md'],
  ['a file of what is no tenant', 'Not A Tenant/tea.md'],
])('%s is passed over', async (_, key) => {
  const home = await homeWith({ [key]: 'Tea is old.' });
  expect(await drop(note(key))).toEqual({ batchItemFailures: [] });
  expect(await home.runs.list(OURS)).toEqual([]);
});

test('a file that has gone, one that was removed, and the first note of a bucket are passed over', async () => {
  const home = await homeWith({ 'ours/tea.md': 'Tea is old.' });
  const test = { Service: 'Amazon S3', Event: 's3:TestEvent', Time: '2026-11-20T12:00:00Z', Bucket: 'inbox' };
  const removed = { ...note('ours/tea.md'), eventName: 'ObjectRemoved:Delete' };
  expect(await drop(note('ours/gone.md'), removed)).toEqual({ batchItemFailures: [] });
  expect(await call(handler, { Records: [{ messageId: 'm', body: JSON.stringify(test) }] })).toEqual({
    batchItemFailures: [],
  });
  expect(await home.runs.list(OURS)).toEqual([]);
});

test('a note that nobody can read is named as failed, and the others are worked on', async () => {
  const home = await homeWith({ 'ours/tea.md': 'Tea is old.' });
  const answer = await call(handler, {
    Records: [
      { messageId: 'poison', body: '{"Records": "none"}' },
      { messageId: 'good', body: JSON.stringify({ Records: [note('ours/tea.md')] }) },
    ],
  });
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'poison' }] });
  expect(await messages(home)).toHaveLength(1);
});

import { createHash } from 'node:crypto';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { emptyDesk } from '#tests/e2e/command.ts';
import { type Served, startServe, type Told } from '#tests/e2e/served.ts';

const TEXT = 'Bees see colours that we do not. They find flowers by them. Every garden is full of signs.';
const FAST = { duration: 8, quality: 'draft', music: 'off' };
const DROPPED = `---\nduration: 8\nquality: draft\nmusic: off\n---\n\n# The lamp\n\nAugustin Fresnel cut a lens into rings of glass. His lamp was seen far out at sea.\n`;

const ends = (title: unknown) => (line: Told) =>
  line.production === title && /^run\.(succeeded|failed)$/.test(line.type);

async function startFilm({ call }: Served, body: object, headers: Record<string, string> = {}) {
  const answer = await call('/v1/productions', { method: 'POST', body: JSON.stringify(body), headers });
  return { status: answer.status, film: (await answer.json()) as { id: string; state: string } };
}

/** Opens a live connection that watches a run, and collects the versions of its events. */
function watchLive({ address, token }: Served, run: string): { versions: Set<number>; close: () => void } {
  const versions = new Set<number>();
  const socket = new WebSocket(`${address.replace('http', 'ws')}/live`, ['bearer', token]);
  socket.on('open', () => socket.send(JSON.stringify({ action: 'watch', run })));
  socket.on('message', (data) => {
    const { event, events = [event] } = JSON.parse(String(data)) as {
      event: { version: number };
      events?: { version: number }[];
    };
    for (const { version } of events) versions.add(version);
  });
  return { versions, close: () => socket.close() };
}

test('films come of a request, a dropped file and a schedule, and the one over HTTP waits for a word and is watched live', {
  timeout: 120_000,
}, async () => {
  // Prepare
  const desk = await emptyDesk();
  const due = new Date(Date.now() + 10_000).toISOString().slice(0, 19);
  const production = { title: 'On time', text: TEXT, options: FAST };
  await desk.put(
    'schedules/once.yaml',
    JSON.stringify({ name: 'once', expression: `at(${due})`, production }),
  );
  const served = await startServe(desk.folder);
  // Act: a text that is uploaded, a file that is dropped, and the schedule that comes by itself.
  await desk.put('inbox/lamp.md', DROPPED);
  await desk.put('inbox/notes.docx', 'no text');
  const hash = createHash('sha256').update(TEXT).digest('hex');
  const wanted = { hash, bytes: Buffer.byteLength(TEXT), mediaType: 'text/plain' };
  const uploading = await served.call('/v1/uploads', { method: 'POST', body: JSON.stringify(wanted) });
  const { asset, upload } = (await uploading.json()) as {
    asset: object;
    upload: { url: string; method: string; headers: Record<string, string> };
  };
  const put = await fetch(upload.url, { method: upload.method, headers: upload.headers, body: TEXT });
  const request = {
    title: 'Asked for',
    sources: [{ asset, format: 'plain', name: 'bees.txt' }],
    approval: true,
    options: FAST,
  };
  const asked = await startFilm(served, request, { 'idempotency-key': 'once' });
  const again = await startFilm(served, request, { 'idempotency-key': 'once' });
  const live = watchLive(served, asked.film.id);
  await served.tells(({ type, run }) => type === 'approval.asked' && run === asked.film.id);
  const address = `/v1/productions/${asked.film.id}`;
  const waiting = (await (await served.call(address)).json()) as { state: string };
  const approved = await served.call(`${address}/approve`, {
    method: 'POST',
    body: '{"verdict":"approved"}',
  });
  const titles = ['Asked for', 'lamp.md', 'On time'];
  const endings = await Promise.all(titles.map((title) => served.tells(ends(title))));
  const refused = await served.tells(ends('notes.docx'));
  // Assess
  expect([uploading.status, put.status, asked.status, approved.status]).toEqual([201, 200, 202, 200]);
  expect(again.film.id).toBe(asked.film.id);
  expect(waiting.state).toBe('waiting');
  expect(endings.map(({ type }) => type)).toEqual(titles.map(() => 'run.succeeded'));
  expect(refused).toMatchObject({ type: 'run.failed', code: 'BRIEF_INVALID', hint: expect.any(String) });
  const film = await served.call(`${address}/files/film.mp4`);
  const bytes = Buffer.from(await film.arrayBuffer());
  expect(film.headers.get('content-type')).toBe('video/mp4');
  expect(bytes.subarray(4, 8).toString('latin1')).toBe('ftyp');
  expect(endings[1]?.path).toBe('out/lamp/film.mp4');
  expect((await stat(join(desk.folder, 'out/lamp/film.mp4'))).size).toBeGreaterThan(10_000);
  expect(await readdir(join(desk.folder, 'inbox'))).toEqual(['lamp.md', 'notes.docx']);
  const all = (await (await served.call('/v1/productions')).json()) as { productions: unknown[] };
  expect(all.productions).toHaveLength(4);
  expect((await fetch(new URL(address, served.address))).status).toBe(401);
  const last = served.told.findLast(({ run }) => run === asked.film.id)?.version;
  expect([...live.versions]).toEqual(Array.from({ length: Number(last) }, (_, at) => at + 1));
  live.close();
  expect(await served.end('SIGINT')).toBe(130);
  expect(served.errors()).toBe('Stopped. The same command goes on from here.\n');
});

test('a server that is killed goes on at the next start, makes nothing twice, and brings the film to its place', {
  timeout: 120_000,
}, async () => {
  // Prepare
  const desk = await emptyDesk();
  const first = await startServe(desk.folder);
  await desk.put('inbox/lamp.md', DROPPED);
  await first.tells(({ type, step }) => type === 'step.finished' && step === 'direct');
  // Act
  await first.end('SIGKILL');
  const second = await startServe(desk.folder);
  const ended = await second.tells(ends('lamp.md'));
  await second.end('SIGTERM');
  const third = await startServe(desk.folder);
  const { productions } = (await (await third.call('/v1/productions')).json()) as { productions: object[] };
  // Assess
  expect(second.told[0]).toMatchObject({ type: 'serving', recovered: 1 });
  expect(ended).toMatchObject({ type: 'run.succeeded', path: 'out/lamp/film.mp4' });
  expect(await readdir(join(desk.folder, 'out'))).toEqual(['lamp']);
  const done = [...first.told, ...second.told].filter(
    ({ type, reused }) => type === 'step.finished' && !reused,
  );
  expect(new Set(done.map(({ key }) => key)).size).toBe(new Set(done.map(({ version }) => version)).size);
  expect(third.told[0]).toMatchObject({ type: 'serving', recovered: 0 });
  expect(productions).toHaveLength(1);
});

test('while it serves, make is told where to put its brief; an address that is taken is told too', {
  timeout: 60_000,
}, async () => {
  const desk = await emptyDesk();
  const served = await startServe(desk.folder);
  await desk.put('lamp.md', DROPPED);
  const made = await desk.make(['lamp.md']);
  expect(made).toMatchObject({ code: 1, errors: expect.stringContaining('npm run serve') });
  const other = join(desk.folder, 'other');
  await mkdir(other);
  const port = new URL(served.address).port;
  await expect(startServe(other, ['--port', port])).rejects.toThrow(`127.0.0.1:${port} is in use`);
});

test('schedules that cannot be used keep the server from starting, and each is told of by its file', async () => {
  const desk = await emptyDesk();
  await desk.put(
    'schedules/wrong.yaml',
    'name: wrong\nexpression: cron(0 6 * * MON *)\nproduction: { topic: Lamps }\n',
  );
  const zone = 'timezone: Wien\nexpression: rate(1 day)\nproduction: { topic: Lamps }\n';
  await desk.put('schedules/zone.yaml', `name: zone\n${zone}`);
  await desk.put(
    'schedules/five.yaml',
    'name: five\nexpression: cron(0 6 * * 1)\nproduction: { topic: Lamps }\n',
  );
  await desk.put('schedules/no.yaml', 'name: no\nexpression: daily\nproduction: {}\n');
  await expect(startServe(desk.folder)).rejects.toThrow(
    /4 schedules.+five\.yaml: .+six fields.+no\.yaml: expression: write cron.+wrong\.yaml: .+cron\(0 6 \* \* MON \*\).+zone\.yaml: .+IANA/s,
  );
  expect(await readdir(desk.folder)).not.toContain('home');
});

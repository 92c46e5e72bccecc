import { createHash } from 'node:crypto';
import { WebSocket } from 'ws';
import type { Desk } from '#tests/rehearsal/scenes/desk.ts';
import { json, upload } from '#tests/rehearsal/scenes/over-api.ts';
import { insist, type Scene } from '#tests/rehearsal/scenes/scene.ts';
import { TEXTS } from '#tests/rehearsal/scenes/texts.ts';

const TENANT = 'editor';

interface Production {
  id: string;
  state: string;
  files?: { name: string; href: string }[];
}

/** Somebody uploads a text, asks for a film of it, watches, approves the storyboard, and downloads the film. */
export const overHttp: Scene = {
  title: 'A film is asked for over HTTP, watched live, approved and downloaded',
  async play(desk) {
    await refusals(desk);
    const asset = await upload(desk, TENANT, Buffer.from(TEXTS.tea), 'text/plain');
    const wish = {
      title: 'Tea',
      sources: [{ asset, format: 'plain', name: 'tea.txt' }],
      options: { quality: 'draft', duration: 12 },
      approval: true,
    };
    const key = { 'idempotency-key': 'tea-1' };
    const first = await json<Production>(await desk.ask(TENANT, 'POST', '/v1/productions', wish, key), 202);
    const second = await desk.ask(TENANT, 'POST', '/v1/productions', wish, key);
    insist(
      ((await second.json()) as Production).id === first.id,
      'The same request again has made another production.',
    );
    const live = await watch(desk, first.id);
    await desk.until('it waits for approval', async () =>
      (await show(desk, first.id)).state === 'waiting' ? true : undefined,
    );
    await json(
      await desk.ask(TENANT, 'POST', `/v1/productions/${first.id}/approve`, { verdict: 'approved' }),
      200,
    );
    // The connection is lost without a word; whoever sends to it finds that out.
    const seen = live.events.length;
    desk.studio.live.vanish();
    const run = await desk.whenEnded(TENANT);
    insist(run.status === 'succeeded', await desk.why(TENANT, run));
    const list = await json<{ productions?: Production[]; items?: Production[] }>(
      await desk.ask(TENANT, 'GET', '/v1/productions'),
      200,
    );
    insist(JSON.stringify(list).includes(first.id), 'The list does not have the production.');
    const { files = [] } = await show(desk, first.id);
    const bytes = await download(desk, files.find(({ name }) => name === 'film.mp4')?.href ?? '');
    const film = await desk.film(TENANT, run);
    const hash = createHash('sha256').update(bytes).digest('hex');
    insist(
      film.files.some(({ ref }) => ref.hash === hash),
      'What was downloaded is not the film.',
    );
    const other = await desk.ask('stranger', 'GET', `/v1/productions/${first.id}`);
    insist(other.status === 404, `Somebody else gets ${other.status}.`);
    await leave(desk, first.id);
    return [`${seen} events seen live, ${bytes.length} bytes of film downloaded`];
  },
};

async function refusals(desk: Desk): Promise<void> {
  const health = await desk.ask('', 'GET', '/health');
  insist(health.status === 200, `/health answers ${health.status}.`);
  const nobody = await desk.ask('', 'GET', '/v1/productions');
  insist(nobody.status === 401, `Without a token the list answers ${nobody.status}.`);
  const nowhere = await desk.ask(TENANT, 'GET', '/v1/nothing');
  insist(nowhere.status === 404, `What is not there answers ${nowhere.status}.`);
  const stranger = new WebSocket(desk.studio.live.address);
  const status = await new Promise<number>((resolve) => {
    stranger.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
    stranger.on('open', () => resolve(101));
    stranger.on('error', () => undefined);
  });
  insist(status === 401, `A live connection without a token gets ${status}.`);
}

async function download(desk: Desk, href: string): Promise<Buffer> {
  const answer = await desk.ask(TENANT, 'GET', href);
  insist(answer.status === 303, `The file answers ${answer.status}: ${await answer.text()}`);
  const file = await fetch(answer.headers.get('location') ?? '');
  insist(file.ok, `The signed address answers ${file.status}: ${await file.clone().text()}`);
  return Buffer.from(await file.arrayBuffer());
}

async function show(desk: Desk, id: string): Promise<Production> {
  return json<Production>(await desk.ask(TENANT, 'GET', `/v1/productions/${id}`), 200);
}

/** Opens a live connection and watches a production; resolves when the first event has come. */
async function watch(desk: Desk, run: string): Promise<{ socket: WebSocket; events: unknown[] }> {
  const socket = new WebSocket(`${desk.studio.live.address}?token=${await desk.token(TENANT)}`);
  const events: unknown[] = [];
  socket.on('message', (data) => events.push(JSON.parse(String(data))));
  socket.on('error', () => undefined);
  await new Promise((resolve, reject) => {
    socket.on('open', resolve);
    socket.on('unexpected-response', (_, response) =>
      reject(new Error(`The live connection answers ${response.statusCode}.`)),
    );
  });
  socket.send(JSON.stringify({ action: 'watch', run }));
  await desk.until('an event is seen live', () => (events.length > 0 ? true : undefined));
  return { socket, events };
}

/** Opens another connection and ends it as one should. */
async function leave(desk: Desk, run: string): Promise<void> {
  const { socket } = await watch(desk, run);
  socket.close();
  await desk.until('the end of the connection is known', () =>
    desk.studio.live.connections === 0 ? true : undefined,
  );
  await desk.studio.live.settled();
}

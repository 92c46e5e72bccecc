import { expect, test } from 'vitest';
import { handler } from '#functions/api/start.ts';
import type { AssetRef } from '#shared/domain/asset.ts';
import { Brief } from '#shared/domain/brief.ts';
import { allEvents } from '#shared/engine/all-events.ts';
import { readJson } from '#shared/engine/step-context.ts';
import { OURS, openFunctionHome, THEIRS } from '#tests/unit/functions/function-home.ts';
import { request } from '#tests/unit/functions/http.ts';

const TEA = { text: '# Tea\n\nTea is old.', options: { duration: 20 } };
const key = (name: string) => ({ 'idempotency-key': name });
const receive = (home: Awaited<ReturnType<typeof openFunctionHome>>) =>
  home.queue.receive(OURS, 'productions', { max: 10, visibilityMs: 1_000 });

test('a request becomes a run in the queue, with its first event and one message', async () => {
  const home = await openFunctionHome();
  const answer = await request(handler, { body: TEA });
  expect(answer).toMatchObject({
    status: 202,
    headers: { 'cache-control': 'no-store', location: `/v1/productions/${answer.body.id}` },
    body: { title: 'Tea', state: 'queued' },
  });
  expect((await allEvents(home.journal, OURS, answer.body.id)).map(({ event }) => event)).toEqual([
    { type: 'run.accepted', title: 'Tea' },
  ]);
  const messages = await receive(home);
  expect(messages).toMatchObject([
    { body: { run: answer.body.id, approval: false, trace: '', microUsd: expect.any(Number) } },
  ]);
});

test('the trace of the request goes on to the run', async () => {
  const home = await openFunctionHome();
  const trace = '1-5759e988-bd862e3fe1be46a994272793';
  await request(handler, { body: TEA, headers: { 'x-amzn-trace-id': `Root=${trace};Sampled=1` } });
  expect(await receive(home)).toMatchObject([{ body: { trace } }]);
});

test('the same Idempotency-Key gives the same run, once', async () => {
  const home = await openFunctionHome();
  const all = await Promise.all(
    Array.from({ length: 20 }, () => request(handler, { body: TEA, headers: key('k') })),
  );
  expect(new Set(all.map(({ body }) => body.id)).size).toBe(1);
  expect(all.filter(({ status }) => status === 202)).toHaveLength(1);
  expect(await receive(home)).toHaveLength(1);
});

test('the same Idempotency-Key for something else is a conflict that names the run', async () => {
  await openFunctionHome();
  const first = await request(handler, { body: TEA, headers: key('k') });
  const second = await request(handler, { body: { topic: 'Coffee' }, headers: key('k') });
  expect(second).toMatchObject({ status: 409, body: { code: 'STORE_CONFLICT', status: 409 } });
  expect(second.body.detail).toContain(first.body.id);
});

test('the same Idempotency-Key of another tenant is another request', async () => {
  await openFunctionHome();
  const first = await request(handler, { body: TEA, headers: key('k') });
  const second = await request(handler, {
    body: TEA,
    headers: key('k'),
    claims: { sub: 'eve', tenant: THEIRS },
  });
  expect(second.status).toBe(202);
  expect(second.body.id).not.toBe(first.body.id);
});

test('a brief that is under way is not made twice, unless one is to wait for a person', async () => {
  await openFunctionHome();
  const first = await request(handler, { body: TEA });
  const again = await request(handler, { body: TEA });
  const waiting = await request(handler, { body: { ...TEA, approval: true } });
  expect(again).toMatchObject({ status: 200, body: { id: first.body.id } });
  expect(waiting.status).toBe(202);
});

test('a text that begins with a picture is called by its words', async () => {
  await openFunctionHome();
  const answer = await request(handler, { body: { text: '![Tea](tea.png) Tea is old.' } });
  expect(answer.body.title).toBe('Tea is old.');
});

test('a text of nothing but marks is taken at once, however long its line is', async () => {
  await openFunctionHome();
  const answer = await request(handler, { body: { ...TEA, text: '<'.repeat(200_000) } });
  expect(answer.status).toBe(202);
});

test('a text with front matter is read as one that is dropped in, and what the request says itself holds', async () => {
  const home = await openFunctionHome();
  const text = '---\ntitle: Leaves\nduration: 1m\naspect: "9:16"\n---\nTea is old.';
  const options = { aspect: '1:1' };
  const answer = await request(handler, { body: { text, options } });
  expect(answer).toMatchObject({ status: 202, body: { title: 'Leaves' } });
  const [message] = await receive(home);
  const { brief: ref } = (message as { body: { brief: AssetRef } }).body;
  const brief = await readJson(home, OURS, Brief, ref);
  expect(brief).toMatchObject({
    title: 'Leaves',
    options: { duration: 60, aspect: '1:1', style: 'midnight' },
  });
  const [source] = brief.sources;
  const bytes = source?.kind === 'text' ? await home.assets.get(OURS, source.ref) : undefined;
  expect(Buffer.from(bytes ?? []).toString()).toBe('Tea is old.');
  expect((await request(handler, { body: { text, title: 'Mine' } })).body.title).toBe('Mine');
});

test('all that is wrong in front matter is told at once, and where it stands', async () => {
  await openFunctionHome();
  const text = '---\nduration: soon\naspect: "4:3"\nout: x\n---\nTea is old.';
  const answer = await request(handler, { body: { text } });
  expect(answer).toMatchObject({ status: 400, body: { code: 'OPTION_INVALID' } });
  expect(answer.body.detail).toMatch(/front matter of the text.*out.*"soon".*aspect must be one of/);
  expect(answer.body.detail).not.toContain('--');
});

test('texts and pictures that were not uploaded, or only by somebody else, are named', async () => {
  const home = await openFunctionHome();
  const there = await home.assets.put(OURS, Buffer.from('Tea is old.'), 'text/plain');
  const away = await home.assets.put(THEIRS, Buffer.from('Coffee is young.'), 'text/plain');
  const picture = { hash: 'a'.repeat(64), bytes: 9, mediaType: 'image/png' };
  const source = (asset: object, name: string) => ({ asset, format: 'plain', name });
  const sources = [source(there, 'tea.txt'), source(away, 'coffee.txt')];
  const body = { sources, images: [{ name: 'reef.png', ref: picture }] };
  const refused = await request(handler, { body });
  expect(refused).toMatchObject({ status: 400, body: { code: 'REQUEST_INVALID' } });
  expect(refused.body.detail).toBe('The request names what was not uploaded: coffee.txt, reef.png.');
  expect(await home.runs.list(OURS)).toEqual([]);
  expect((await request(handler, { body: { sources: sources.slice(0, 1) } })).status).toBe(202);
});

test('a request with a name is itself: its film is found again when it has ended, whatever was under way', async () => {
  const home = await openFunctionHome();
  const other = await request(handler, { body: TEA });
  const first = await request(handler, { body: TEA, headers: key('k') });
  expect(first.body.id).not.toBe(other.body.id);
  for (const { body } of [other, first]) await home.runs.update(OURS, body.id, { status: 'succeeded' });
  expect(await request(handler, { body: TEA, headers: key('k') })).toMatchObject({
    status: 200,
    body: { id: first.body.id },
  });
  expect(await request(handler, { body: { topic: 'Coffee' }, headers: key('k') })).toMatchObject({
    status: 409,
  });
});

test.each([
  ['nothing to make a film of', {}, 'One of topic, text, url or sources'],
  ['a topic beside a text', { ...TEA, topic: 'Coffee' }, 'Choose'],
  ['a topic beside an address', { topic: 'Tea', url: 'https://example.org/tea' }, 'Choose'],
  ['a field that does not exist', { ...TEA, colour: 'red' }, 'colour'],
  ['an option that does not exist', { ...TEA, options: { colour: 'red' } }, 'colour'],
  ['a length out of bounds', { ...TEA, options: { duration: 4 } }, 'options.duration'],
  ['an address of a file', { url: 'file:///etc/passwd' }, 'url'],
  ['a list', [TEA], 'object'],
  ['a text that is too long', { text: 'x'.repeat(200_001) }, 'text'],
])('%s is answered with 400 and what is wrong', async (_, body, named) => {
  await openFunctionHome();
  const answer = await request(handler, { body });
  expect(answer).toMatchObject({
    status: 400,
    headers: { 'content-type': 'application/problem+json' },
    body: {
      type: 'about:blank',
      title: 'Bad Request',
      status: 400,
      code: 'REQUEST_INVALID',
      requestId: 'request-1',
      hint: expect.stringContaining('docs/reference/api.md'),
    },
  });
  expect(answer.body.detail).toContain(named);
});

test.each([
  ['{'],
  [''],
  ['\uD800'],
  ['{"text": "a"} x'],
  ['{"topic": "\\ud83d"}'],
  ['{"topic": "Tea", "\\ud83d": 1}'],
])('a body of %j is 400', async (rawBody) => {
  await openFunctionHome();
  expect(await request(handler, { rawBody })).toMatchObject({
    status: 400,
    body: { code: 'REQUEST_INVALID' },
  });
});

test('a body that is too large is 413, whatever it says', async () => {
  await openFunctionHome();
  const answer = await request(handler, { rawBody: 'x'.repeat(1024 * 1024 + 1) });
  expect(answer).toMatchObject({ status: 413, body: { code: 'REQUEST_TOO_LARGE' } });
});

test.each([
  ['no token', null, 401, 'UNAUTHENTICATED'],
  ['a token of nobody', { sub: 'ada' }, 403, 'ACCESS_DENIED'],
])('%s is refused before the body is looked at', async (_, claims, status, code) => {
  await openFunctionHome();
  const answer = await request(handler, { claims, rawBody: '{' });
  expect(answer).toMatchObject({ status, body: { code } });
  expect(answer.headers['www-authenticate']).toBe(status === 401 ? 'Bearer' : undefined);
});

test('what goes wrong inside is 500 and says nothing of it', async () => {
  const home = await openFunctionHome();
  await openFunctionHome({
    runs: { ...home.runs, latest: () => Promise.reject(new Error('secret-table at 10.0.0.7')) },
  });
  const answer = await request(handler, { body: TEA });
  expect(answer).toMatchObject({ status: 500, body: { code: 'INTERNAL' } });
  expect(JSON.stringify(answer)).not.toMatch(/secret-table|stack|cause/);
});

test('twenty equal requests without a key at the same moment become one run, and one more once that has ended', async () => {
  const home = await openFunctionHome();
  const ask = async () =>
    await Promise.all(Array.from({ length: 20 }, () => request(handler, { body: TEA })));
  const first = await ask();
  expect(new Set(first.map(({ body }) => body.id)).size).toBe(1);
  expect(first.filter(({ status }) => status === 202)).toHaveLength(1);
  await home.runs.update(OURS, first[0]?.body.id, { status: 'failed' });
  const second = await ask();
  expect(new Set(second.map(({ body }) => body.id)).size).toBe(1);
  expect(second[0]?.body.id).not.toBe(first[0]?.body.id);
  expect(await receive(home)).toHaveLength(2);
});

import { expect, test } from 'vitest';
import { handler } from '#functions/api/show.ts';
import type { RunEvent } from '#shared/domain/events.ts';
import { keepFilm, keepStoryboard } from '#tests/unit/functions/film.ts';
import { OURS, openFunctionHome, THEIRS } from '#tests/unit/functions/function-home.ts';
import { request } from '#tests/unit/functions/http.ts';
import { runRecord } from '#tests/unit/functions/run-record.ts';

const RUN = runRecord();
const path = { id: 'run-1' };

async function homeWith(change: Parameters<typeof runRecord>[0], events: RunEvent[] = []) {
  const home = await openFunctionHome();
  await home.runs.create(OURS, runRecord(change));
  await home.journal.append(
    OURS,
    RUN.id,
    events.map((event, at) => ({ id: `e${at}`, event })),
  );
  return home;
}

const finished = (step: string): RunEvent => ({
  type: 'step.finished',
  step,
  key: 'k',
  reused: false,
  durationMs: 1,
  usd: 0,
});

test('an accepted production is queued, with nothing done', async () => {
  await homeWith({ execution: '' }, [{ type: 'run.accepted', title: 'Tea' }]);
  const { status, body } = await request(handler, { path });
  expect(status).toBe(200);
  expect(body).toMatchObject({ state: 'queued', progress: { fraction: 0 }, notices: [] });
});

test('a running one tells its stages and notices, and a fraction between 0 and 1', async () => {
  await homeWith({}, [
    { type: 'run.started', workflow: 'produce-video', title: 'Tea' },
    finished('read-sources'),
    { type: 'notice', code: 'SHORT', message: 'The film is short.' },
    { type: 'progress', stage: 'narrate', item: 'scene-001', total: 4 },
  ]);
  const { body } = await request(handler, { path });
  expect(body).toMatchObject({ state: 'running', notices: ['The film is short.'] });
  expect(body.progress.stages).toContainEqual({ name: 'Read', state: 'done', done: 0, total: 0 });
  expect(body.progress.stages).toContainEqual({ name: 'Narrate', state: 'running', done: 1, total: 4 });
  expect(body.progress.fraction).toBeCloseTo(1.25 / 12);
});

test('one that waits for a person shows what is to be approved, and where', async () => {
  const home = await homeWith({});
  const subject = await keepStoryboard(home, OURS);
  await home.approvals.ask(OURS, {
    run: RUN.id,
    gate: 'storyboard',
    token: 'secret-token',
    subject,
    askedAt: 0,
  });
  const { body } = await request(handler, { path });
  expect(body).toMatchObject({
    state: 'waiting',
    links: { self: '/v1/productions/run-1', approve: '/v1/productions/run-1/approve' },
    approval: {
      gate: 'storyboard',
      askedAt: '1970-01-01T00:00:00.000Z',
      title: 'Tea',
      scenes: [
        { id: 'scene-001', shows: 'title', narration: '' },
        { id: 'scene-002', shows: 'statement', narration: 'Tea is old.' },
      ],
    },
  });
  expect(JSON.stringify(body)).not.toContain('secret-token');
});

test('once it was answered it waits no more, and shows who said what', async () => {
  const home = await homeWith({});
  const subject = await keepStoryboard(home, OURS);
  await home.approvals.ask(OURS, { run: RUN.id, gate: 'storyboard', token: 't', subject, askedAt: 0 });
  await home.approvals.decide(OURS, RUN.id, 'storyboard', { verdict: 'approved', by: 'ada', at: 0 });
  const { body } = await request(handler, { path });
  expect(body).toMatchObject({
    state: 'running',
    approval: { decision: { verdict: 'approved', by: 'ada' } },
  });
  expect(body.links.approve).toBeUndefined();
});

test('a finished one shows verdict, reasons and files', async () => {
  const home = await homeWith({});
  const made = await keepFilm(home, OURS);
  await home.runs.update(OURS, RUN.id, {
    status: 'succeeded',
    result: { package: made, verdict: 'degraded' },
  });
  const { body } = await request(handler, { path });
  expect(body).toMatchObject({
    state: 'succeeded',
    verdict: 'degraded',
    reasons: ['The film is shorter than asked for.'],
    seconds: 40,
    progress: { fraction: 1 },
    files: [
      { name: 'film.mp4', bytes: 4, mediaType: 'video/mp4', href: '/v1/productions/run-1/files/film.mp4' },
    ],
  });
});

test('a failed one says why and what to do', async () => {
  const failed: RunEvent = {
    type: 'run.failed',
    code: 'BRIEF_INVALID',
    message: 'No text.',
    hint: 'Write one.',
  };
  const home = await homeWith({}, [failed]);
  await home.runs.update(OURS, RUN.id, { status: 'failed' });
  const { body } = await request(handler, { path });
  expect(body).toMatchObject({
    state: 'failed',
    error: { code: 'BRIEF_INVALID', message: 'No text.', hint: 'Write one.' },
  });
});

test.each([
  ['another tenant has', { path, claims: { sub: 'eve', tenant: THEIRS } }],
  ['nobody has', { path: { id: 'run-2' } }],
  ['nobody can have', { path: { id: '../run-1' } }],
])('an id that %s is 404, with no word of difference', async (_, asked) => {
  await homeWith({});
  const answer = await request(handler, asked);
  expect(answer).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
});

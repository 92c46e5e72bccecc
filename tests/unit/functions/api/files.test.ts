import { expect, test } from 'vitest';
import { handler as download } from '#functions/api/download.ts';
import { handler as health } from '#functions/api/health.ts';
import { handler as upload } from '#functions/api/upload.ts';
import { keepFilm } from '#tests/unit/functions/film.ts';
import { OURS, openFunctionHome, THEIRS } from '#tests/unit/functions/function-home.ts';
import { request } from '#tests/unit/functions/http.ts';
import { runRecord } from '#tests/unit/functions/run-record.ts';

const MIB = 1024 * 1024;
const hash = 'c'.repeat(64);

test('an upload is answered with where to put the bytes and how to name them', async () => {
  await openFunctionHome();
  const body = { hash, bytes: 12, mediaType: 'image/png' };
  expect(await request(upload, { body })).toMatchObject({
    status: 201,
    body: {
      asset: body,
      upload: {
        method: 'PUT',
        url: `https://files.test/ours/${hash}?signature=s`,
        expiresAt: '2027-01-15T08:00:00.000Z',
      },
    },
  });
});

test.each([
  ['a picture of 50 MiB', 'image/png', 50 * MIB, 201],
  ['a larger picture', 'image/png', 50 * MIB + 1, 400],
  ['a text of 2 MiB', 'text/markdown', 2 * MIB, 201],
  ['a larger text', 'text/markdown', 2 * MIB + 1, 400],
  ['nothing', 'text/plain', 0, 400],
  ['a program', 'application/x-msdownload', 10, 400],
  ['a drawing with scripts', 'image/svg+xml', 10, 400],
])('%s is answered with %s %d: %d', async (_, mediaType, bytes, status) => {
  await openFunctionHome();
  expect((await request(upload, { body: { hash, bytes, mediaType } })).status).toBe(status);
});

async function finished() {
  const home = await openFunctionHome();
  await home.runs.create(OURS, runRecord());
  const made = await keepFilm(home, OURS);
  await home.runs.update(OURS, runRecord().id, {
    status: 'succeeded',
    result: { package: made, verdict: 'degraded' },
  });
}

test('a file is sent for at a signed address', async () => {
  await finished();
  const answer = await request(download, { path: { id: 'run-1', name: 'film.mp4' } });
  expect(answer).toMatchObject({ status: 303, body: undefined, headers: { 'cache-control': 'no-store' } });
  expect(answer.headers.location).toMatch(
    /^https:\/\/files\.test\/ours\/[0-9a-f]{64}\/film\.mp4\?signature=s$/,
  );
});

test.each([
  ['a file that it does not have', { id: 'run-1', name: 'film.mov' }, 'ours'],
  ['a path', { id: 'run-1', name: '../film.mp4' }, 'ours'],
  ['a production that is not there', { id: 'run-2', name: 'film.mp4' }, 'ours'],
  ['a production of another tenant', { id: 'run-1', name: 'film.mp4' }, THEIRS],
])('%s is 404', async (_, path, tenant) => {
  await finished();
  expect((await request(download, { path, claims: { sub: 'ada', tenant } })).status).toBe(404);
});

test('whoever asks for a file that is not there is told which are', async () => {
  await finished();
  const answer = await request(download, { path: { id: 'run-1', name: 'nope.mp4' } });
  expect(answer).toMatchObject({
    status: 404,
    body: { detail: 'The production run-1 has no file nope.mp4.' },
  });
  expect(answer.body.hint).toMatch(/^It has .*film\.mp4/);
});

test('a production that is not finished has no files yet', async () => {
  const home = await openFunctionHome();
  await home.runs.create(OURS, runRecord());
  expect((await request(download, { path: { id: 'run-1', name: 'film.mp4' } })).status).toBe(404);
});

test('anybody may ask whether it is there, and which version', async () => {
  await openFunctionHome();
  const answer = await request(health, { claims: null });
  expect(answer).toMatchObject({
    status: 200,
    body: { status: 'ok', version: expect.stringMatching(/^\d+\.\d+\.\d+/) },
  });
});

import { expect, test } from 'vitest';
import { handler } from '#functions/api/list.ts';
import { RunId } from '#shared/domain/identity.ts';
import { OURS, openFunctionHome, THEIRS } from '#tests/unit/functions/function-home.ts';
import { request } from '#tests/unit/functions/http.ts';
import { runRecord } from '#tests/unit/functions/run-record.ts';

async function homeWith(count: number) {
  const home = await openFunctionHome();
  for (let at = 0; at < count; at++) {
    await home.runs.create(OURS, runRecord({ id: RunId.parse(`run-${at}`), createdAt: 1_000 + at }));
  }
  return home;
}

test('pages go through every production once, newest first', async () => {
  await homeWith(7);
  const seen: string[] = [];
  for (let next: string | undefined = '', pages = 0; next !== undefined; pages++) {
    expect(pages).toBeLessThan(4);
    const { status, body } = await request(handler, {
      query: { limit: '3', ...(next ? { before: next } : {}) },
    });
    expect(status).toBe(200);
    seen.push(...body.productions.map(({ id }: { id: string }) => id));
    next = body.next;
  }
  expect(seen).toEqual(['run-6', 'run-5', 'run-4', 'run-3', 'run-2', 'run-1', 'run-0']);
});

test('a line says where a production stands and where more is to be read', async () => {
  const home = await openFunctionHome();
  await home.runs.create(OURS, runRecord({ execution: '' }));
  const { body } = await request(handler);
  expect(body).toEqual({
    productions: [
      {
        id: 'run-1',
        title: 'Tea',
        state: 'queued',
        createdAt: '2026-11-20T12:00:00.000Z',
        links: { self: '/v1/productions/run-1' },
      },
    ],
  });
});

test('productions of another tenant are not in the list', async () => {
  const home = await homeWith(1);
  await home.runs.create(THEIRS, runRecord({ id: RunId.parse('theirs-1') }));
  const { body } = await request(handler);
  expect(body.productions).toHaveLength(1);
});

test.each([
  [{ limit: '0' }],
  [{ limit: '101' }],
  [{ limit: '1e2' }],
  [{ limit: '-1' }],
  [{ before: '../x' }],
  [{ after: 'run-1' }],
])('the query %j is 400', async (query) => {
  await openFunctionHome();
  expect(await request(handler, { query: query as Record<string, string> })).toMatchObject({
    status: 400,
    body: { code: 'REQUEST_INVALID' },
  });
});

test.each(['0', '101', '1000', 'ten', '1.5', ''])(
  'a limit of "%s" is refused with what it may be',
  async (limit) => {
    await openFunctionHome();
    const answer = await request(handler, { query: { limit } });
    expect(answer).toMatchObject({ status: 400, body: { code: 'REQUEST_INVALID' } });
    expect(answer.body.detail).toBe('The request is not right: limit: give a whole number from 1 to 100.');
  },
);

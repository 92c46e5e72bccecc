import { expect, test } from 'vitest';
import { handler } from '#functions/brief/schedule.ts';
import { call, OURS, openFunctionHome } from '#tests/unit/functions/function-home.ts';

const input = {
  schedule: 'morning-news',
  at: '2026-11-20T06:00:00Z',
  tenant: OURS,
  production: { url: 'https://example.org/news', options: { duration: 30 } },
};

test('an occurrence asks for one production, however often it is told', async () => {
  const home = await openFunctionHome();
  await Promise.all([call(handler, input), call(handler, input)]);
  await call(handler, input);
  expect(await home.runs.list(OURS)).toMatchObject([
    { title: 'https://example.org/news', request: 'schedule:morning-news:2026-11-20T06:00:00.000Z' },
  ]);
  expect(await home.queue.receive(OURS, 'productions', { max: 10, visibilityMs: 1_000 })).toHaveLength(1);
});

test('the next occurrence asks for another one, once the first is made', async () => {
  const home = await openFunctionHome();
  await call(handler, input);
  const [first] = await home.runs.list(OURS);
  if (first) await home.runs.update(OURS, first.id, { status: 'failed' });
  await call(handler, { ...input, at: '2026-11-21T06:00:00Z' });
  expect(await home.runs.list(OURS)).toHaveLength(2);
});

test.each([
  ['a field too many', { ...input, more: 1 }],
  ['no moment', { ...input, at: 'now' }],
  ['a production of nothing', { ...input, production: {} }],
])('%s is refused', async (_, wrong) => {
  await openFunctionHome();
  await expect(call(handler, wrong)).rejects.toThrow();
});

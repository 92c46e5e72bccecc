import { expect, test } from 'vitest';
import { handler } from '#functions/api/approve.ts';
import { allEvents } from '#shared/engine/all-events.ts';
import { keepStoryboard } from '#tests/unit/functions/film.ts';
import { OURS, openFunctionHome, THEIRS } from '#tests/unit/functions/function-home.ts';
import { type Asked, request } from '#tests/unit/functions/http.ts';
import { runRecord } from '#tests/unit/functions/run-record.ts';

const RUN = runRecord();
const path = { id: RUN.id };

async function asking(asked = true) {
  const home = await openFunctionHome();
  await home.runs.create(OURS, RUN);
  const subject = await keepStoryboard(home, OURS);
  if (asked) {
    await home.approvals.ask(OURS, {
      run: RUN.id,
      gate: 'storyboard',
      token: 'token-1',
      subject,
      askedAt: 0,
    });
  }
  return home;
}

const say = (verdict: string, by = 'ada', more: object = {}): Asked => ({
  path,
  body: { verdict, ...more },
  claims: { sub: by, tenant: 'ours' },
});

test('the answer wakes the run that waits, stands in the journal, and comes back', async () => {
  const home = await asking();
  const answer = await request(handler, say('rejected', 'ada', { reason: 'Too long.' }));
  expect(answer).toMatchObject({
    status: 200,
    body: { id: 'run-1', gate: 'storyboard', verdict: 'rejected', by: 'ada', reason: 'Too long.' },
  });
  expect(home.told.answered).toEqual([
    {
      token: 'token-1',
      output: { verdict: 'rejected', reason: 'The storyboard was rejected by ada: Too long.' },
    },
  ]);
  expect((await allEvents(home.journal, OURS, RUN.id)).map(({ event }) => event)).toEqual([
    { type: 'approval.given', gate: 'storyboard', verdict: 'rejected', by: 'ada', reason: 'Too long.' },
  ]);
});

test('an answer without a reason wakes the run with a sentence', async () => {
  const home = await asking();
  await request(handler, say('rejected'));
  expect(home.told.answered[0]?.output).toEqual({
    verdict: 'rejected',
    reason: 'The storyboard was rejected by ada.',
  });
});

test('of twenty racing answers one wins, and everybody learns what holds', async () => {
  const home = await asking();
  const verdicts = Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? 'approved' : 'rejected'));
  const all = await Promise.all(
    verdicts.map((verdict, at) => request(handler, say(verdict, `person-${at}`))),
  );
  const held = (await home.approvals.get(OURS, RUN.id, 'storyboard'))?.decision;
  all.forEach(({ status, body }, at) => {
    if (verdicts[at] === held?.verdict) {
      expect(status).toBe(200);
      expect(body).toMatchObject({ verdict: held?.verdict, by: held?.by });
    } else {
      expect(status).toBe(409);
      expect(body.detail).toBe(`The storyboard was ${held?.verdict} before, by ${held?.by}.`);
    }
  });
  expect(home.told.answered).toHaveLength(1);
  expect(await allEvents(home.journal, OURS, RUN.id)).toHaveLength(1);
});

test('an answer that did not reach the run is given again with the same request', async () => {
  const home = await asking();
  await home.approvals.decide(OURS, RUN.id, 'storyboard', { verdict: 'approved', by: 'ada', at: 0 });
  expect((await request(handler, say('approved'))).status).toBe(200);
  expect(home.told.answered).toHaveLength(1);
});

test('after the end of the run the same answer is confirmed, and another one is refused', async () => {
  const home = await asking();
  await request(handler, say('approved'));
  await home.runs.update(OURS, RUN.id, { status: 'succeeded' });
  expect((await request(handler, say('approved', 'bob'))).body).toMatchObject({ by: 'ada' });
  expect((await request(handler, say('rejected', 'bob'))).status).toBe(409);
});

test('a run that ended without an answer takes none', async () => {
  const home = await asking();
  await home.runs.update(OURS, RUN.id, { status: 'failed' });
  expect(await request(handler, say('approved'))).toMatchObject({ status: 409 });
  expect(home.told.answered).toEqual([]);
});

test('a run that asks for nothing is 404, and says so', async () => {
  await asking(false);
  const { status, body } = await request(handler, say('approved'));
  expect(status).toBe(404);
  expect(body.detail).toBe('The production run-1 does not wait for anybody.');
});

test('nobody answers for another tenant', async () => {
  const home = await asking();
  const answer = await request(handler, { ...say('approved'), claims: { sub: 'eve', tenant: THEIRS } });
  expect(answer.status).toBe(404);
  expect((await home.approvals.get(OURS, RUN.id, 'storyboard'))?.decision).toBeUndefined();
});

test.each([
  [{ verdict: 'maybe' }],
  [{}],
  [{ verdict: 'approved', by: 'somebody' }],
  [{ verdict: 'approved', reason: '' }],
])('the answer %j is 400', async (body) => {
  await asking();
  expect((await request(handler, { path, body })).status).toBe(400);
});

import { expect, test } from 'vitest';
import { handler } from '#functions/brief/ask.ts';
import { allEvents } from '#shared/engine/all-events.ts';
import { RUN } from '#tests/ids.ts';
import { call, OURS, openFunctionHome } from '#tests/unit/functions/function-home.ts';

const subject = { hash: 'a'.repeat(64), mediaType: 'application/json', bytes: 10 };
const task = (token: string) => ({ tenant: OURS, run: RUN, input: { gate: 'storyboard', subject, token } });

test('the question is kept with the token that wakes the run, and stands in the journal', async () => {
  const home = await openFunctionHome();
  await call(handler, task('t1'));
  expect(await home.approvals.get(OURS, RUN, 'storyboard')).toMatchObject({ token: 't1', subject });
  const events = await allEvents(home.journal, OURS, RUN);
  expect(events.map(({ event }) => event)).toEqual([{ type: 'approval.asked', gate: 'storyboard' }]);
});

test('asked again by a task that is tried anew, the newest token holds, and the journal says it once', async () => {
  const home = await openFunctionHome();
  await call(handler, task('t1'));
  await call(handler, task('t2'));
  expect(await home.approvals.get(OURS, RUN, 'storyboard')).toMatchObject({ token: 't2' });
  expect(await allEvents(home.journal, OURS, RUN)).toHaveLength(1);
});

test('asked again after the person has answered to a token that is gone, it wakes the run with the answer', async () => {
  const home = await openFunctionHome();
  await call(handler, task('t1'));
  const decision = { verdict: 'rejected', by: 'ann', reason: 'Too dark.', at: 1 } as const;
  await home.approvals.decide(OURS, RUN, 'storyboard', decision);
  await call(handler, task('t2'));
  expect(home.told.answered).toEqual([
    { token: 't2', output: { verdict: 'rejected', reason: 'The storyboard was rejected by ann: Too dark.' } },
  ]);
});

test('a task with a field too many is refused by the name that state machines know', async () => {
  await openFunctionHome();
  await expect(call(handler, { ...task('t1'), more: 1 })).rejects.toMatchObject({
    name: 'STEP_INPUT_INVALID',
  });
});

import { expect, test } from 'vitest';
import { handler as approve } from '#functions/api/approve.ts';
import { handler as download } from '#functions/api/download.ts';
import { handler as show } from '#functions/api/show.ts';
import { handler as start } from '#functions/api/start.ts';
import { handler as ask } from '#functions/brief/ask.ts';
import { handler as finish } from '#functions/brief/finish.ts';
import { handler as launch } from '#functions/brief/start.ts';
import type { ExecutionDescription } from '#shared/ports/workflow-engine.ts';
import { keepFilm, keepStoryboard } from '#tests/unit/functions/film.ts';
import { call, OURS, openFunctionHome } from '#tests/unit/functions/function-home.ts';
import { request } from '#tests/unit/functions/http.ts';
import { answers, openEngine } from '#tests/unit/statemachines/production.ts';

/** A home whose workflow engine runs the real state machine; only the making of the film is played. */
async function studio() {
  const given: Record<string, unknown> = {
    ...answers(3),
    'brief-ask': (payload: unknown) => call(ask, payload),
  };
  const { engine } = await openEngine(given);
  const home = await openFunctionHome({ workflow: engine });
  given['agents-direct'] = {
    language: 'en',
    translated: false,
    storyboard: await keepStoryboard(home, OURS),
    batches: [{ first: 0, count: 2 }],
  };
  given['publish-package'] = { package: await keepFilm(home, OURS) };
  return { home, engine };
}

/** The event that Step Functions sends when an execution has ended. */
const ended = ({ id, workflow, status, input, output, error, cause }: ExecutionDescription) => ({
  source: 'aws.states',
  'detail-type': 'Step Functions Execution Status Change',
  detail: {
    executionArn: id,
    stateMachineArn: workflow,
    status,
    input: JSON.stringify(input),
    output: output === undefined ? null : JSON.stringify(output),
    error: error ?? null,
    cause: cause ?? null,
  },
});

/** Asks for a film that waits for a person, and brings it to where it waits. */
async function waiting() {
  const { home, engine } = await studio();
  const { body } = await request(start, { body: { topic: 'Tea', approval: true } });
  const path = { id: body.id };
  const look = async () => (await request(show, { path })).body;
  expect(await look()).toMatchObject({ state: 'queued' });
  const messages = await home.queue.receive(OURS, 'productions', { max: 10, visibilityMs: 60_000 });
  await call(launch, {
    Records: messages.map(({ id, body: message }) => ({
      messageId: id,
      body: JSON.stringify({ tenant: OURS, id, body: message }),
    })),
  });
  await expect.poll(async () => (await look()).state, { timeout: 10_000 }).toBe('waiting');
  const end = async () => {
    const { execution } = (await home.runs.get(OURS, body.id)) ?? { execution: '' };
    await call(finish, ended(await engine.whenEnded(OURS, execution)));
    return await look();
  };
  return { path, look, end };
}

test('from a request, over a word of approval, to a film that is there to be fetched', async () => {
  const { path, look, end } = await waiting();
  expect((await look()).approval.scenes).toHaveLength(2);
  const approved = await request(approve, { path, body: { verdict: 'approved' } });
  expect(approved.status).toBe(200);
  const film = await end();
  expect(film).toMatchObject({ state: 'succeeded', verdict: 'degraded', progress: { fraction: 1 } });
  const [file] = film.files;
  const sent = await request(download, { path: { ...path, name: file.name } });
  expect(sent.status).toBe(303);
});

test('a storyboard that was rejected ends as a failed production that says why', async () => {
  const { path, end } = await waiting();
  await request(approve, { path, body: { verdict: 'rejected', reason: 'Too many numbers.' } });
  expect(await end()).toMatchObject({
    state: 'failed',
    error: { code: 'APPROVAL_REJECTED', message: 'The storyboard was rejected by ada: Too many numbers.' },
    approval: { decision: { verdict: 'rejected', by: 'ada' } },
  });
});

import { expect, test } from 'vitest';
import { TENANT } from '#tests/ids.ts';
import { VirtualClock } from '#tests/unit/local/asl/virtual-clock.ts';
import { answers, type Production, ref, startProduction } from '#tests/unit/statemachines/production.ts';

const SEVEN_DAYS = 7 * 24 * 3_600_000;
const SCENES = 10;
const clock = () => new VirtualClock();

/** A production that waits for a person: up to the moment at which it asked. */
async function waiting(time: VirtualClock): Promise<Production & { token: string }> {
  const production = await startProduction(answers(SCENES), { input: { approval: true }, clock: time });
  await expect.poll(() => production.asked.at(-1)?.name, { timeout: 10_000 }).toBe('brief-ask');
  const { payload } = production.asked.at(-1) as { payload: { input: { token: string } } };
  return { ...production, token: payload.input.token };
}

const names = ({ asked }: Production) => asked.map(({ name }) => name);

test('a person is asked about the storyboard before anything is made of it', async () => {
  const production = await waiting(clock());
  expect(production.asked.at(-1)?.payload).toMatchObject({ input: { gate: 'storyboard', subject: ref } });
  expect(names(production)).not.toContain('agents-narrate');
});

test('an approved storyboard becomes a film, still within 15 + 4 transitions a scene', async () => {
  const time = clock();
  const { engine, id, token } = await waiting(time);
  await engine.sendTaskSuccess(TENANT, token, { verdict: 'approved', reason: 'Fine.' });
  const ended = await time.until(engine.whenEnded(TENANT, id));
  expect(ended).toMatchObject({ status: 'SUCCEEDED', output: { package: ref } });
  const entered = (await engine.history(TENANT, id)).filter(({ type }) => type.endsWith('StateEntered'));
  expect(entered.length).toBeLessThanOrEqual(15 + 4 * SCENES);
});

test('a rejected storyboard ends the run with what the person said, and nothing is made of it', async () => {
  const time = clock();
  const production = await waiting(time);
  const { engine, id, token } = production;
  await engine.sendTaskSuccess(TENANT, token, { verdict: 'rejected', reason: 'Too many numbers.' });
  const ended = await time.until(engine.whenEnded(TENANT, id));
  expect(ended).toMatchObject({ status: 'FAILED', error: 'APPROVAL_REJECTED', cause: 'Too many numbers.' });
  expect(names(production)).not.toContain('agents-narrate');
});

test('a storyboard that nobody answers for seven days ends the run', async () => {
  const time = clock();
  const { engine, id } = await waiting(time);
  await time.advance(SEVEN_DAYS + 1_000);
  const ended = await time.until(engine.whenEnded(TENANT, id));
  expect(ended).toMatchObject({ status: 'FAILED', error: 'APPROVAL_EXPIRED' });
});

test('a production that wants no approval asks nobody', async () => {
  const production = await startProduction(answers(SCENES), { input: { approval: false } });
  await production.engine.whenEnded(TENANT, production.id);
  expect(names(production)).not.toContain('brief-ask');
});
